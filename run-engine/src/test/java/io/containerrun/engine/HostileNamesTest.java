package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of a caller or of an engine forms a second request, or leaves the path of its own. */
@Timeout(60)
class HostileNamesTest extends ConnectedToScript {

  private static final List<String> HOSTILE =
      List.of(
          "x HTTP/1.1\r\nHost: d\r\n\r\nDELETE /v1.41/containers/victim?force=1 HTTP/1.1\r\nHost: d\r\n\r\n",
          "x\nDELETE /v1.41/containers/victim",
          "..",
          ".",
          "",
          "../containers/victim",
          "a/../../info",
          "x?force=1",
          "x#y",
          "%2e%2e",
          "x y",
          "x\0y",
          "größe");

  private record Call(String name, BiConsumer<Engine, String> with) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Call> CALLS =
      List.of(
          new Call("networks.exists", (engine, name) -> engine.networks().exists(name)),
          new Call("networks.inspect", (engine, name) -> engine.networks().inspect(name)),
          new Call("networks.remove", (engine, name) -> engine.networks().remove(name)),
          new Call("networks.connect", (engine, name) -> engine.networks().connect(name, name)),
          new Call("networks.disconnect", (engine, it) -> engine.networks().disconnect(it, it)),
          new Call("volumes.exists", (engine, name) -> engine.volumes().exists(name)),
          new Call("volumes.inspect", (engine, name) -> engine.volumes().inspect(name)),
          new Call("volumes.remove", (engine, name) -> engine.volumes().remove(name)),
          new Call("images.exists", (engine, name) -> engine.images().exists(name)),
          new Call("images.remove", (engine, name) -> engine.images().remove(name)),
          new Call("images.tag", (engine, name) -> engine.images().tag(name, name)),
          new Call("images.push", (engine, name) -> engine.images().push(name)),
          new Call("container", Engine::container),
          new Call("rename", (engine, name) -> engine.container("c1").rename(name)),
          new Call("top", (engine, name) -> engine.container("c1").top(name)),
          new Call("stat", (engine, name) -> engine.container("c1").stat(name)),
          new Call(
              "copyFrom",
              (engine, name) ->
                  engine.container("c1").copyFrom(name, new ByteArrayOutputStream())));

  @Override
  protected ScriptedEngine script() throws IOException {
    return new ScriptedEngine()
        .on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
  }

  static Stream<Arguments> hostileCalls() {
    return CALLS.stream().flatMap(call -> HOSTILE.stream().map(name -> Arguments.of(call, name)));
  }

  @ParameterizedTest
  @MethodSource("hostileCalls")
  void aNameStaysInItsPlace(Call call, String name) {
    Throwable failure = catchThrowable(() -> call.with.accept(engine, name));
    if (failure != null) {
      assertThat(failure)
          .isInstanceOfAny(IllegalArgumentException.class, ContainerRunException.class);
    }
    assertHarmless();
  }

  @Test
  void anIdOfAnEngineStaysInItsPlace() {
    for (String id : HOSTILE) {
      scripted.on("POST /containers/create", it -> it.json(201, "{\"Id\":" + Json.write(id) + "}"));
      Throwable failure = catchThrowable(() -> engine.start(ContainerRun.of("alpine")));
      assertThat(failure)
          .isInstanceOfAny(IllegalArgumentException.class, ContainerRunException.class);
      assertHarmless();
    }
  }

  private void assertHarmless() {
    assertThat(scripted.fullRequests())
        .allSatisfy(
            request ->
                assertThat(request)
                    .doesNotContain("/../")
                    .doesNotStartWith("DELETE /v1.41/containers/victim"));
  }
}
