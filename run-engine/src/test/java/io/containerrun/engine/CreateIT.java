package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.engine.testing.TestTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers that are created first and started later. */
@OnEngine
@Tag("core")
@Timeout(180)
class CreateIT extends ConnectedToEngine {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").network("none").command("sh", "-c", script);
  }

  @Test
  void takesFilesBeforeItsStart() throws IOException {
    Files.writeString(folder.resolve("first"), "from a folder\n");
    try (RunningContainer container = engine.create(shell("cat /in/first /in/second; exit 3"))) {
      assertThat(container.inspect().state().status()).isEqualTo(ContainerStatus.CREATED);
      assertThat(container.isRunning()).isFalse();
      assertThat(container.exitCode()).isEmpty();
      assertThat(container.waitFor(Duration.ofMillis(50))).isFalse();
      container.copyTo(folder, "/in");
      container.copyText("a text: ä\n", "/in/second");
      container.start();
      assertThat(container.waitFor()).isEqualTo(3);
      assertThat(container.logs()).isEqualTo("from a folder\na text: ä\n");
      container.start();
      assertThat(container.waitFor()).isEqualTo(3);
    }
  }

  @Test
  void isReadyAfterAStartThatWaits() {
    String name = "it-" + UUID.randomUUID();
    ContainerRun run = shell("cat /started; sleep 60").name(name);
    try (RunningContainer container = engine.create(run)) {
      container.copyText("up\n", "/started");
      container.start(Ready.log("^up$").timeout(SOON));
      assertThat(container.isRunning()).isTrue();
      assertThat(container)
          .hasToString(container.id().substring(0, 12) + " (" + name + ", containerrun/base)");
    }
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  @Test
  void staysWithItsOwnerIfItIsNotReady() {
    try (RunningContainer container = engine.create(shell("exit 4"))) {
      assertThatThrownBy(() -> container.start(Ready.log("up")))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("exited with 4");
      assertThat(container.exitCode()).hasValue(4);
    }
  }

  @Test
  void losesNoOutputIfItsSessionIsOpenedBeforeTheStart() throws IOException {
    ContainerRun run = shell("cat; echo done").interactive();
    try (RunningContainer container = engine.create(run.remove())) {
      Session session = container.session();
      container.start();
      session.stdin().write("in\n".getBytes(StandardCharsets.UTF_8));
      session.stdin().close();
      String out = new String(session.stdout().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(out).isEqualTo("in\ndone\n");
      assertThat(container.waitFor()).isZero();
    }
  }

  @Test
  void canBeStartedOnceMoreAfterAStartThatFailed() {
    ContainerRun run = ContainerRun.of("containerrun/base").network("none").command("/late");
    try (RunningContainer container = engine.create(run)) {
      assertThatThrownBy(container::start).isInstanceOf(EngineException.class);
      byte[] script = "#!/bin/sh\nexit 6\n".getBytes(StandardCharsets.UTF_8);
      container.copyTo(script, "/late", CopyOptions.standard().mode(0755));
      container.start();
      assertThat(container.waitFor()).isEqualTo(6);
    }
  }

  @Test
  void isRemovedAlthoughItWasNeverStarted() {
    String name = "it-" + UUID.randomUUID();
    RunningContainer container = engine.create(shell("true").name(name));
    container.close();
    assertThat(LabelledContainers.named(name)).isEmpty();
    container.close();
  }

  @Test
  void isConnectedToNetworksBeforeItsStart() {
    try (CreatedNetwork backend = engine.networks().create(NetworkSpec.standard());
        RunningContainer container =
            engine.create(
                ContainerRun.of("containerrun/base").command("ip", "-o", "link", "show"))) {
      backend.connect(container, "db");
      container.start();
      assertThat(container.waitFor()).isZero();
      assertThat(container.logs()).contains("eth0", "eth1");
    }
  }

  @Test
  void theFilesOfAStartBelongToIt() {
    try (RunningContainer started =
        engine.start(
            shell("cat /greeting; sleep 60"),
            before -> before.copyText("hello\n", "/greeting"),
            Ready.log("hello").timeout(SOON))) {
      assertThat(started.isRunning()).isTrue();
    }
    try (RunningContainer opened =
        engine.open(shell("cat /greeting"), before -> before.copyText("hi\n", "/greeting"))) {
      assertThat(opened.stdout()).hasContent("hi");
    }
    RunResult result =
        engine.run(
            shell("cat /greeting").remove(),
            before -> before.copyText("bye\n", "/greeting"),
            Invocation.standard());
    assertThat(result.requireSuccess().stdout()).isEqualTo("bye\n");
  }

  @Test
  void leavesNothingIfTheStepBeforeTheStartFails() {
    String name = "it-" + UUID.randomUUID();
    assertThatThrownBy(
            () ->
                engine.start(
                    shell("true").name(name), before -> before.copyTo(folder, "/proc/config")))
        .hasMessageContaining("/proc");
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  @Test
  void aKeptContainerStaysWhenItsHandleAndItsEngineClose() {
    String id;
    try (Engine own = TestTransport.connect();
        RunningContainer container =
            own.keeping().within(SOON).start(shell("echo up; sleep 60"), Ready.log("up"))) {
      id = container.id();
    }
    try {
      assertThat(state(id)).isEqualTo("running");
      assertThat(engine.container(id).inspect().config().labels())
          .containsEntry("io.containerrun.kept", "true");
    } finally {
      TestCleanup.remove(id);
    }
  }

  @Test
  void aKeptContainerIsRemovedIfItsStartFails() {
    String name = "it-" + UUID.randomUUID();
    ContainerRun run = shell("exit 1").name(name);
    assertThatThrownBy(() -> engine.keeping().start(run, Ready.log("up")))
        .isInstanceOf(NotReadyException.class);
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  @Test
  void networksAndVolumesAreKeptToo() {
    Engine keeping = engine.keeping();
    CreatedNetwork network = keeping.networks().create(NetworkSpec.standard());
    CreatedVolume volume = keeping.volumes().create(VolumeSpec.standard());
    network.close();
    volume.close();
    assertThat(engine.networks().exists(network.id())).isTrue();
    assertThat(engine.volumes().exists(volume.name())).isTrue();
    assertThat(engine.networks().inspect(network.id()).labels())
        .containsEntry("io.containerrun.kept", "true");
    engine.networks().remove(network.id());
    engine.volumes().remove(volume.name());
  }

  private static String state(String id) {
    return RawEngine.ask(Request.get("/containers/" + id + "/json"))
        .path("State")
        .path("Status")
        .asText();
  }
}
