package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.value.HealthCheck;
import io.containerrun.value.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnEngine
@Tag("core")
@Timeout(180)
class StartIT extends ConnectedToEngine {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").command("sh", "-c", script);
  }

  private static ContainerRun web() {
    return shell("mkdir -p /w; echo hello > /w/index.html; echo serving; httpd -f -p 80 -h /w")
        .publish(80);
  }

  @Test
  void servesAndIsStoppedAndRemoved() throws IOException {
    String name = "it-" + UUID.randomUUID();
    RunningContainer service = engine.start(web().name(name), Ready.http(80, "/").timeout(SOON));
    try (service) {
      assertThat(service.name()).isEqualTo(name);
      assertThat(service.isRunning()).isTrue();
      assertThat(service.exitCode()).isEmpty();
      assertThat(service.port(80)).isEqualTo(service.address(80).getPort()).isPositive();
      assertThat(get(service)).isEqualTo("hello\n");
      assertThat(service.logs()).isEqualTo("serving\n");
      service.stop(Duration.ZERO);
      assertThat(service.waitFor()).isEqualTo(137);
      assertThat(service.isRunning()).isFalse();
      assertThatThrownBy(() -> service.port(80))
          .hasMessageContaining("does not run: its ports are closed");
    }
    assertThat(LabelledContainers.named(name)).isEmpty();
    assertThat(service.isRunning()).isFalse();
    service.close();
  }

  @Test
  void speaksLikeAProcess() {
    try (RunningContainer container = engine.start(shell("echo out; echo err >&2; exit 7"))) {
      CompletableFuture<Integer> exit = container.onExit();
      assertThat(container.waitFor(SOON)).isTrue();
      assertThat(container.waitFor()).isEqualTo(7);
      assertThat(exit.join()).isEqualTo(7);
      assertThat(container.exitCode()).isEqualTo(OptionalInt.of(7));
      assertThat(container.name()).contains("_");
      List<String> lines = new ArrayList<>();
      container.logs(Output.toLinesWithStream((stream, line) -> lines.add(stream + " " + line)));
      assertThat(lines).containsExactlyInAnyOrder("stdout out", "stderr err");
    }
  }

  @Test
  void sendsSignals() {
    ContainerRun run = shell("trap 'exit 5' USR1; echo ready; while :; do sleep 0.1; done");
    try (RunningContainer container = engine.start(run.remove(), Ready.log("^ready$"))) {
      assertThat(container.waitFor(Duration.ofMillis(50))).isFalse();
      container.kill(Signal.USR1);
      assertThat(container.waitFor()).isEqualTo(5);
    }
  }

  @Test
  void tellsTheExitCodeToWhoeverWaitsWhileItIsClosed() {
    RunningContainer container = engine.start(shell("sleep 60").remove());
    CompletableFuture<Integer> exit = container.onExit();
    container.close();
    assertThat(exit.join()).isEqualTo(137);
  }

  @Test
  void leavesAContainerThatIsLetGo() {
    RunningContainer container = engine.start(shell("sleep 60"));
    container.release();
    container.close();
    assertThat(container.isRunning()).isTrue();
    TestCleanup.remove(container.id());
  }

  @Test
  void saysWhichPortIsNotPublished() {
    try (RunningContainer container = engine.start(shell("sleep 60"))) {
      assertThatThrownBy(() -> container.port(81))
          .isInstanceOf(ContainerRunException.class)
          .hasMessageContaining("does not publish port 81");
    }
  }

  @Test
  void reachesAPortThatIsPublishedOnIpv6Alone() throws IOException {
    ContainerRun ipv6 = web().without(ContainerRun.PUBLISH).publish("[::]::80");
    try (RunningContainer service = engine.start(ipv6, Ready.port(80).timeout(SOON))) {
      assertThat(service.address(80).getAddress()).isInstanceOf(Inet6Address.class);
    }
  }

  @Test
  @NotOnPodman("checks the health by timers of systemd, which does not run here")
  void waitsForHealthAndForPorts() {
    ContainerRun healthy =
        shell("sleep 0.3; touch /tmp/ok; sleep 60")
            .health(HealthCheck.shell("test -e /tmp/ok").every(Duration.ofMillis(200)));
    engine.start(healthy, Ready.healthy().timeout(SOON)).close();
    engine.start(web(), Ready.port(80).timeout(SOON)).close();
  }

  @Test
  void tellsWhatAContainerSaidThatIsNeverReady() {
    ContainerRun silent = shell("echo starting; sleep 60").publish(80);
    assertThatThrownBy(() -> engine.start(silent, Ready.port(80).timeout(Duration.ofSeconds(2))))
        .asInstanceOf(type(NotReadyException.class))
        .returns(List.of("starting"), NotReadyException::lastLines)
        .satisfies(it -> assertThat(it.waitedFor()).isGreaterThan(Duration.ofMillis(1_900)));
    assertThatThrownBy(() -> engine.start(shell("echo oh no; exit 3"), Ready.log("up")))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("exited with 3 before it wrote a line like up")
        .hasMessageContaining("oh no");
    ContainerRun gone = shell("exit 4").remove().publish(80);
    assertThatThrownBy(() -> engine.start(gone, Ready.port(80)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("exited with 4 before it listened on 80")
        .hasMessageContaining("its output was removed with it");
  }

  private static String get(RunningContainer service) throws IOException {
    String host = service.address(80).getHostString();
    HttpURLConnection get =
        (HttpURLConnection)
            URI.create("http://" + host + ":" + service.port(80) + "/").toURL().openConnection();
    try {
      return new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      get.disconnect();
    }
  }
}
