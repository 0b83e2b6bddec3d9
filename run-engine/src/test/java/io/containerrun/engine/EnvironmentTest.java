package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.internal.handle.TerminalDevice;
import io.containerrun.engine.internal.handle.TerminalStreams;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestEnvironment;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the surroundings say reaches the engine by every way that a run, or an attach, takes. */
@Timeout(60)
class EnvironmentTest extends ConnectedToScript {

  private static final ContainerRun TYPED = ContainerRun.of("alpine").interactive().tty();
  private static final String KEYS = "detachKeys=ctrl-x";

  @TempDir private Path config;
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = ScriptedEngine.thatRuns("", 0);
    scripted.on(
        "POST /containers/create",
        it -> {
          bodies.add(Json.read(it.body()));
          it.json(201, "{\"Id\":\"c1\"}");
        });
    Files.writeString(config.resolve("config.json"), "{\"detachKeys\":\"ctrl-x\"}");
    return scripted;
  }

  @Override
  protected Engine connect(String host) {
    Map<String, String> environment =
        Map.of("DOCKER_CONFIG", config.toString(), "DOCKER_DEFAULT_PLATFORM", "linux/arm64");
    return Engine.connect(host, Timeouts.DEFAULT, new TestEnvironment(environment));
  }

  private void assertAsked(String part) {
    assertThat(scripted.fullRequests()).anyMatch(it -> it.contains(part));
  }

  @Test
  void aRunHasThem() {
    engine.run(TYPED);
    assertAsked("create?platform=linux%2Farm64");
    assertAsked(KEYS);
  }

  @Test
  void aPlanHasThem() {
    assertThat(engine.plan(TYPED).request().orElseThrow().line())
        .isEqualTo("POST /containers/create?platform=linux/arm64");
  }

  @Test
  void aRunOnATerminalHasThemAndItsSize() {
    try (Terminal terminal =
        new Terminal(
            new TerminalStreams(
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                new SmallDevice(),
                false))) {
      assertThat(terminal.run(engine, TYPED)).isZero();
      assertThat(terminal.run(engine, ContainerRun.of("alpine"))).isZero();
    }
    assertAsked("create?platform=linux%2Farm64");
    assertAsked(KEYS);
    assertThat(bodies.get(0).at("/HostConfig/ConsoleSize")).hasToString("[30,90]");
    assertThat(bodies.get(1).at("/HostConfig/ConsoleSize").isMissingNode()).isTrue();
  }

  @Test
  void whoAttachesOrExecutesHasTheKeysUnlessOthersAreAskedFor() {
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, "{\"Id\":\"c1\",\"State\":{\"Status\":\"running\"}}"));
    ContainerHandle container = engine.container("c1");
    container.attach(Attach.standard().streams(StandardStream.STDOUT)).close();
    assertAsked(KEYS);
    container.attach(Attach.standard().detachKeys(DetachKeys.parse("ctrl-a"))).close();
    assertAsked("detachKeys=ctrl-a");
    scripted.on(
        "POST /containers/c1/exec",
        it -> {
          bodies.add(Json.read(it.body()));
          it.json(404, "{\"message\":\"gone\"}");
        });
    assertThatThrownBy(() -> container.exec(ExecCommand.of("sh")))
        .isInstanceOf(EngineException.class);
    assertThat(bodies.get(0).path("DetachKeys").asText()).isEqualTo("ctrl-x");
  }

  @Test
  void keysThatAreNoneAreRefusedWithTheFileThatNamesThem() throws IOException {
    Path file = config.resolve("config.json");
    Files.writeString(file, "{\"detachKeys\":\"ctrl+x\"}");
    assertThatThrownBy(() -> connect(scripted.host()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(file + ": detachKeys 'ctrl+x' are invalid; use keys such as ctrl-p,ctrl-q");
  }

  /** A terminal of 30 lines that does nothing. */
  private static final class SmallDevice implements TerminalDevice {
    @Override
    public boolean isPresent() {
      return true;
    }

    @Override
    public void raw() {}

    @Override
    public void restore() {}

    @Override
    public Optional<Size> size() {
      return Optional.of(new Size(30, 90));
    }

    @Override
    public void close() {}
  }
}
