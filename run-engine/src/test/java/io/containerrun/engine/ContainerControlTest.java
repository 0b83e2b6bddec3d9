package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.BytesRate;
import io.containerrun.value.OperationsRate;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.WeightDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of an engine to change a container, and what it may answer. */
@Timeout(60)
class ContainerControlTest extends ConnectedToScript {

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private ContainerHandle container;

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = ScriptedEngine.thatRuns("", 0);
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, "{\"Id\":\"c1\",\"Name\":\"/old\",\"Config\":{\"StopTimeout\":3}}"));
    for (String call : List.of("start", "restart", "pause", "unpause", "rename", "resize")) {
      scripted.on("POST /containers/c1/" + call, it -> it.answer(204, "", ""));
    }
    scripted.on(
        "POST /containers/c1/update",
        it -> {
          bodies.add(it.body());
          it.json(200, "{\"Warnings\":[\"no swap\"]}");
        });
    return scripted;
  }

  @BeforeEach
  void findContainer() {
    container = engine.container("c1");
  }

  @Test
  void asksTheEngine() {
    container.start();
    container.restart();
    container.restart(Duration.ofMillis(2_900));
    container.pause();
    container.unpause();
    container.rename("new name");
    container.resize(24, 80);
    container.remove();
    container.forceRemove();
    assertThat(scripted.fullRequests())
        .map(it -> it.replace("/v1.41/containers/c1", ""))
        .endsWith(
            "POST /start",
            "GET /json",
            "POST /restart?t=3",
            "POST /restart?t=3", // 2.9 s, rounded up
            "POST /pause",
            "POST /unpause",
            "POST /rename?name=new+name",
            "POST /resize?h=24&w=80",
            "DELETE ?v=1",
            "DELETE ?force=1&v=1");
  }

  @Test
  void stopsWithAPatienceThatIsLongerThanAnyClockCounts() {
    scripted.on("POST /containers/c1/stop", it -> it.answer(204, "", ""));
    container.stop(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(scripted.fullRequests())
        .last()
        .isEqualTo("POST /v1.41/containers/c1/stop?t=" + Long.MAX_VALUE);
  }

  @Test
  void changesWhatEnginesCanChange() throws IOException {
    List<String> warnings =
        container.update(
            run ->
                run.memory("512m")
                    .memorySwap(Size.gibibytes(1))
                    .cpus(1.5)
                    .pidsLimit(200)
                    .restart(RestartPolicy.onFailure(3)));
    assertThat(warnings).containsExactly("no swap");
    assertThat(Json.read(bodies.get(0)))
        .isEqualTo(
            Json.read(
                """
                {"NanoCpus":1500000000,"Memory":536870912,"MemorySwap":1073741824,
                 "PidsLimit":200,"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3}}"""));
  }

  private static ContainerRun perDevice(ContainerRun run) {
    return run.blkioWeightDevice(WeightDevice.parse("/dev/sda:200"))
        .deviceReadBps(BytesRate.parse("/dev/sda:1m"))
        .deviceWriteBps(BytesRate.parse("/dev/sda:2m"))
        .deviceReadIops(OperationsRate.parse("/dev/sda:100"))
        .deviceWriteIops(OperationsRate.parse("/dev/sda:200"));
  }

  @Test
  void changesLimitsOfDevicesOnNewEngines() throws IOException {
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: 1.55\r\n", "OK"));
    try (Engine newer = Engine.connect(scripted.host())) {
      newer.container("c1").update(ContainerControlTest::perDevice);
    }
    assertThat(Json.read(bodies.get(0)))
        .isEqualTo(
            Json.read(
                """
                {"BlkioWeightDevice":[{"Path":"/dev/sda","Weight":200}],
                 "BlkioDeviceReadBps":[{"Path":"/dev/sda","Rate":1048576}],
                 "BlkioDeviceWriteBps":[{"Path":"/dev/sda","Rate":2097152}],
                 "BlkioDeviceReadIOps":[{"Path":"/dev/sda","Rate":100}],
                 "BlkioDeviceWriteIOps":[{"Path":"/dev/sda","Rate":200}]}"""));
    assertThat(scripted.fullRequests()).contains("POST /v1.55/containers/c1/update");
  }

  @Test
  void refusesLimitsOfDevicesThatOlderEnginesWouldDrop() {
    assertThatThrownBy(() -> container.update(ContainerControlTest::perDevice))
        .asInstanceOf(type(InvalidRunException.class))
        .satisfies(it -> assertThat(it.violations()).hasSize(5))
        .extracting(Throwable::getMessage)
        .asString()
        .contains(
            "--device-read-bps: engines change it on a container from API 1.55 on, and this one"
                + " has API 1.41; use a newer engine, or drop the option [api-version]");
    assertThat(bodies).isEmpty();
  }

  static Stream<UnaryOperator<ContainerRun>> impossible() {
    return Stream.of(
        run -> run.env("PASSWORD", "s3cret"),
        run -> run.memory("1g").publish(80),
        run -> run.image("other"),
        run -> run.command("sleep"),
        run -> run);
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void refusesWhatEnginesDoNotChange(UnaryOperator<ContainerRun> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> container.update(change))
        .withMessageNotContaining("s3cret")
        .satisfies(it -> assertThat(it.getMessage()).containsAnyOf("--memory", "create another"));
    assertThat(bodies).isEmpty();
  }

  @Test
  void namesTheOptionThatIsNotChanged() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> container.update(run -> run.hostname("h")))
        .withMessageStartingWith("--hostname: engines cannot change it")
        .withMessageContaining("--pids-limit, --restart");
  }

  @Test
  void leavesToTheEngineWhatOnlyTheContainerShows() {
    container.update(run -> run.memorySwap(Size.gibibytes(1)));
    assertThat(bodies).containsExactly("{\"MemorySwap\":1073741824}");
  }

  @Test
  void refusesWhatTheEnginesSystemDoesNotHave() {
    scripted.on(
        "GET /_ping", it -> it.answer(200, "Api-Version: 1.41\r\nOstype: windows\r\n", "OK"));
    try (Engine windows = Engine.connect(scripted.host())) {
      assertThatThrownBy(() -> windows.container("c1").update(run -> run.pidsLimit(5)))
          .isInstanceOf(InvalidRunException.class)
          .hasMessageContaining("--pids-limit");
    }
    assertThat(bodies).isEmpty();
  }

  static Stream<Consumer<ContainerHandle>> calls() {
    return Stream.of(
        ContainerHandle::start,
        ContainerHandle::pause,
        ContainerHandle::unpause,
        it -> it.restart(Duration.ZERO),
        it -> it.rename("x"),
        it -> it.resize(1, 1),
        it -> it.update(run -> run.cpus(1)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void tellsThatTheContainerIsGone(Consumer<ContainerHandle> call) {
    for (String name :
        List.of("start", "restart", "pause", "unpause", "rename", "resize", "update")) {
      scripted.on(
          "POST /containers/c1/" + name,
          it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    }
    assertThatThrownBy(() -> call.accept(container))
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessageContaining("container c1: No such container: c1");
  }

  @Test
  void refusesATerminalWithoutRoom() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> container.resize(0, 80))
        .withMessage("terminal of 0 rows and 80 columns: use 1 or more of each");
  }

  @Test
  void tellsThatANameIsTaken() {
    scripted.on(
        "POST /containers/c1/rename",
        it -> it.json(409, "{\"message\":\"The name is already in use by container \\\"x\\\".\"}"));
    assertThatThrownBy(() -> container.rename("db")).isInstanceOf(NameConflictException.class);
  }

  @Test
  void doesNotRemoveOneThatRuns() {
    scripted.on(
        "DELETE /containers/c1",
        it -> it.json(409, "{\"message\":\"You cannot remove a running container c1\"}"));
    assertThatThrownBy(container::remove)
        .isInstanceOf(EngineException.class)
        .hasMessage("remove container c1: You cannot remove a running container c1");
  }

  @Test
  void doesNotWaitForARemovalThatIsRefused() {
    scripted.on(
        "DELETE /containers/c1",
        it -> it.json(409, "{\"message\":\"You cannot remove a paused container c1\"}"));
    assertThatThrownBy(container::forceRemove)
        .isInstanceOf(EngineException.class)
        .hasMessage("remove container c1: You cannot remove a paused container c1");
    assertThat(scripted.requests()).endsWith("DELETE /containers/c1");
  }

  @Test
  void waitsForARemovalThatHasBegun() {
    scripted.on(
        "DELETE /containers/c1",
        it -> it.json(409, "{\"message\":\"removal of container c1 is already in progress\"}"));
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, "{}"),
        it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    container.remove();
    assertThat(scripted.requests())
        .endsWith("DELETE /containers/c1", "GET /containers/c1/json", "GET /containers/c1/json");
  }

  @Test
  void findsItFineThatTheContainerIsGoneAlready() {
    scripted.on(
        "DELETE /containers/c1", it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    container.remove();
    container.forceRemove();
    assertThat(scripted.requests())
        .containsSequence("DELETE /containers/c1", "DELETE /containers/c1");
  }

  @Test
  void anOwnedContainerKnowsItsNewName() {
    try (RunningContainer owned = engine.start(ContainerRun.of("alpine").name("first"))) {
      assertThat(owned.name()).isEqualTo("first");
      owned.rename("second");
      assertThat(owned.name()).isEqualTo("second");
    }
  }
}
