package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Podman answers the same calls as Docker, and means something else here and there. */
@Timeout(60)
class PodmanTest extends ConnectedToScript {

  private static final ContainerRun RUN = ContainerRun.of("alpine").command("true").remove();
  private static final String INSPECT = "GET /containers/c1/json";
  private static final String WAIT = "POST /containers/c1/wait";

  private static final String RUNNING = "{\"Id\":\"c1\",\"State\":{\"Status\":\"running\"}}";

  private static final String GONE =
      """
      {"cause":"no such container","message":"no container with name or ID \\"c1\\" found: no such \
      container","response":404}""";

  private static final String BEING_REMOVED =
      """
      {"cause":"no such container","message":"no container with ID c1 found in database: no such \
      container","response":500}""";

  private static final String NO_COMMAND =
      """
      {"cause":"OCI runtime attempted to invoke a command that was not found","message":"%scrun: \
      executable file `x` not found in $PATH: No such file or directory: OCI runtime attempted to \
      invoke a command that was not found","response":500}""";

  private static final String DIED =
      """
      {"Type":"container","Action":"die","Actor":{"ID":"c1","Attributes":\
      {"containerExitCode":"9","exitCode":"9"}},"timeNano":5}""";

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("out", 7)
        .asPodman()
        .on(INSPECT, it -> it.json(404, GONE))
        .on("POST /containers/c1/kill", it -> it.answer(204, "", ""));
  }

  /** Requests to a path, with their queries. */
  private List<String> asked(String path) {
    return scripted.fullRequests().stream().filter(it -> it.contains(path)).toList();
  }

  @Test
  void theCodeOfARunThatIsRemovedIsThatOfItsNextExit() {
    assertThat(engine.run(RUN).exitCode()).isEqualTo(7);
    assertThat(asked("/wait")).singleElement().asString().contains("condition=next-exit");
  }

  @Test
  void theRemovalIsAwaitedSeparately() {
    scripted.on(INSPECT, it -> it.json(200, RUNNING), it -> it.json(404, GONE));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(7);
    assertThat(scripted.requests()).filteredOn(INSPECT::equals).hasSize(2);
  }

  @Test
  void aRemovalThatHasNotEndedIsAwaited() {
    scripted.on(INSPECT, it -> it.json(500, BEING_REMOVED), it -> it.json(404, GONE));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(7);
    assertThat(scripted.requests()).filteredOn(INSPECT::equals).hasSize(2);
  }

  @Test
  void aRemovalThatCannotBeSeenDoesNotHideTheCode() {
    scripted.on(INSPECT, ScriptedExchange::cut);
    assertThat(engine.run(RUN).exitCode()).isEqualTo(7);
  }

  @Test
  void aRunThatStaysIsNotLookedForAfterItsExit() {
    assertThat(engine.run(RUN.without(ContainerRun.REMOVE)).exitCode()).isEqualTo(7);
    assertThat(scripted.requests()).doesNotContain(INSPECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StatusCode\":0,\"Error\":{\"Message\":\"container has already been removed\"}}",
        "{\"StatusCode\":0,\"Error\":{\"Message\":\"c1 is not in database: no such container\"}}",
        "{\"StatusCode\":-1,\"Error\":null}",
        "{\"StatusCode\":-1,\"Error\":{\"Message\":\"no such container\"}}"
      })
  void aWaitWithoutACodeLeavesItToTheEvents(String response) {
    scripted.on(WAIT, it -> it.json(200, response)).on("GET /events", it -> it.json(200, DIED));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(9);
    // Podman 4 knows the kind only by this name, but reports it as "die".
    assertThat(asked("/events")).singleElement().asString().contains("died");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"Action\":\"die\",\"Actor\":{\"ID\":\"c1\",\"Attributes\":{\"exitCode\":\"-1\"}}}",
        "{\"Action\":\"die\",\"Actor\":{\"ID\":\"c1\",\"Attributes\":{\"containerExitCode\":\"0\"}}}"
      })
  void aCodeThatNothingReportsIsUnknown(String events) {
    scripted.on(WAIT, it -> it.json(200, "{\"StatusCode\":-1,\"Error\":null}"));
    scripted.on("GET /events", it -> it.json(200, events));
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("wait for container c1: its exit code is unknown");
  }

  @Test
  void aFailedStartIsNotWaitedFor() {
    scripted
        .on(WAIT, PodmanTest::waitForEver)
        .on("POST /containers/c1/start", it -> it.json(500, NO_COMMAND.formatted("")));
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("check the command and the PATH of the image")
        .extracting(it -> ((EngineException) it).exitStatus())
        .isEqualTo(127);
    assertThat(scripted.requests()).contains("DELETE /containers/c1");
  }

  private static void waitForEver(ScriptedExchange it) throws IOException {
    it.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
    it.stall();
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 500})
  void anAttachThatPreparesAMissingCommandCountsAsItsStart(int status) {
    String words = NO_COMMAND.formatted("preparing container c1 for attach: ");
    scripted.on("POST /containers/c1/attach", it -> it.json(status, words));
    assertThatThrownBy(() -> engine.run(RUN))
        .asInstanceOf(type(EngineException.class))
        .returns(127, EngineException::exitStatus)
        .returns("start container", EngineException::operation)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("start container c1: preparing")
        .contains("check the command and the PATH of the image");
    assertThat(scripted.requests()).contains("DELETE /containers/c1");
  }

  @Test
  void aCommandThatMayNotBeExecutedIsNamed() {
    String words =
        """
        {"message":"preparing container c1 for attach: crun: open executable: Operation not \
        permitted: OCI permission denied"}""";
    scripted.on("POST /containers/c1/attach", it -> it.json(409, words));
    assertThatThrownBy(() -> engine.run(RUN))
        .asInstanceOf(type(EngineException.class))
        .returns(126, EngineException::exitStatus)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("check that the command is a program that may be executed");
  }

  @Test
  void streamsThatAreNotAttachedAreDeclined() {
    engine.run(RUN.attach(StandardStream.STDERR));
    assertThat(asked("/attach"))
        .singleElement()
        .asString()
        .contains("stdin=0", "stdout=0", "stderr=1");
  }

  @Test
  void aRemovalHasAnotherNameAmongTheEvents() {
    scripted.on("GET /events", it -> it.json(200, DIED + DIED.replace("\"die\"", "\"remove\"")));
    try (RunningContainer container = engine.start(RUN)) {
      assertThat(container.waitFor()).isEqualTo(9);
    }
    assertThat(asked("/events").get(0)).contains("died", "remove");
  }

  @Test
  void aContainerIsKilledBeforeAForcedRemoval() {
    try (RunningContainer container = engine.start(RUN.without(ContainerRun.REMOVE))) {
      assertThat(container.id()).isEqualTo("c1");
    }
    assertThat(scripted.requests())
        .containsSubsequence("POST /containers/c1/kill", "DELETE /containers/c1");
  }

  @Test
  void aContainerThatCannotBeKilledIsRemoved() {
    scripted.on(
        "POST /containers/c1/kill", it -> it.json(500, "{\"message\":\"is in state exited\"}"));
    engine.start(RUN.without(ContainerRun.REMOVE)).close();
    assertThat(scripted.requests()).endsWith("DELETE /containers/c1");
  }

  @Test
  void aContainerThatIsBeingRemovedIsMissing() {
    scripted.on(INSPECT, it -> it.json(500, BEING_REMOVED));
    assertThatThrownBy(() -> engine.container("c1"))
        .asInstanceOf(type(ContainerNotFoundException.class))
        .returns(true, EngineException::isNotFound)
        .extracting(it -> it.status().orElseThrow())
        .isEqualTo(500);
  }

  @Test
  void aMissingContainerIsRecognizedByPodmansWords() {
    assertThatThrownBy(() -> engine.container("c1"))
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessageContaining("no container with name or ID \"c1\" found");
  }

  @Test
  void theStatsOfAContainerThatHasEndedAreEmpty() {
    scripted
        .on(INSPECT, it -> it.json(200, RUNNING))
        .on("GET /containers/c1/stats", it -> it.answer(200, "", ""));
    assertThat(engine.container("c1").stats().time()).isEmpty();
  }

  @Test
  void thePortsOfAContainerThatHasEndedAreClosed() {
    String ended =
        """
        {"Id":"c1","State":{"Status":"exited"},"NetworkSettings":{"Ports":\
        {"80/tcp":[{"HostIp":"","HostPort":"49153"}]}}}""";
    scripted.on(INSPECT, it -> it.json(200, ended));
    assertThatThrownBy(() -> engine.container("c1").port(80))
        .hasMessageContaining("does not run: its ports are closed");
  }

  @Test
  void theFileOfTheIdIsNoMatterOfTheEngine(@TempDir Path folder) {
    List<String> bodies = new CopyOnWriteArrayList<>();
    scripted.on(
        "POST /containers/create",
        it -> {
          bodies.add(it.body());
          it.json(201, "{\"Id\":\"c1\"}");
        });
    engine.run(RUN.cidfile(folder.resolve("cid")));
    assertThat(folder.resolve("cid")).hasContent("c1");
    assertThat(bodies)
        .singleElement()
        .asString()
        .contains("\"AutoRemove\":true")
        .doesNotContain("ContainerIDFile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network name n already used: network already exists",
        "volume with name n already exists: volume already exists"
      })
  void aNameThatIsTakenIsAConflict(String words) {
    scripted.on("POST /networks/create", it -> it.json(500, "{\"message\":\"" + words + "\"}"));
    assertThatThrownBy(() -> engine.networks().create(NetworkSpec.of("n")))
        .isInstanceOf(NameConflictException.class)
        .hasMessageContaining("use it by its name, or choose another name");
  }

  @Test
  void anImageOfAContainerHasAnIdWithItsAlgorithm() {
    String id = "ab".repeat(32);
    scripted.on(INSPECT, it -> it.json(200, RUNNING));
    scripted.on("POST /commit", it -> it.json(201, "{\"Id\":\"" + id + "\"}"));
    assertThat(engine.container("c1").commit(Commit.standard())).isEqualTo("sha256:" + id);
  }
}
