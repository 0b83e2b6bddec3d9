package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.value.HealthCheck;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a container is ready, and by which rule one is that has exited. */
@OnEngine
@Tag("core")
@Timeout(180)
class ReadyIT extends ConnectedToEngine {

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").command("sh", "-c", script);
  }

  @RepeatedTest(10)
  void theWordsOfAProgramThatExitsAtOnceCount() {
    ContainerRun run = shell("echo starting; echo ready; exit 3");
    try (RunningContainer container = engine.start(run, Ready.log("^ready$"))) {
      assertThat(container.waitFor()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "echo ready; ", "echo ready; sleep 0.1; "})
  void aProgramThatExitsWithoutItsWordsIsNotReady(String first) {
    assertThatThrownBy(() -> engine.start(shell(first + "exit 3"), Ready.log("ready").times(2)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("exited with 3 before it wrote 2 lines like ready");
  }

  @Test
  void theWordsOfAContainerThatHasExitedCount() {
    try (RunningContainer container = engine.start(shell("echo ready; echo ready; exit 3"))) {
      container.waitFor();
      container.awaitReady(Ready.log("ready").times(2));
      container.awaitReady(Ready.when(it -> it.exitCode().equals(OptionalInt.of(3))));
      container.awaitReady(Ready.any(Ready.healthy(), Ready.log("ready")));
      assertThatThrownBy(
              () -> container.awaitReady(Ready.all(Ready.log("ready"), Ready.exec("true"))))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("exited with 3 before it passed 'docker exec true'");
    }
  }

  @Test
  @NotOnPodman("checks the health by timers of systemd; without it a container stays starting")
  void failsAsSoonAsTheContainerIsUnhealthy() {
    ContainerRun sick =
        shell("echo serving; sleep 60")
            .health(
                HealthCheck.shell("echo db down; exit 1").every(Duration.ofMillis(500)).retries(2));
    // The limit is longer than that of this test.
    assertThatThrownBy(() -> engine.start(sick, Ready.healthy().timeout(Duration.ofMinutes(10))))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("is unhealthy; its last health probe ended with 1: db down")
        .hasMessageEndingWith("serving");
  }

  @Test
  void executesACommandUntilItSucceeds() {
    ContainerRun run = shell("sleep 1; touch /tmp/up; sleep 60");
    engine.start(run, Ready.exec("test", "-e", "/tmp/up")).close();
  }

  @Test
  void stopsACommandThatHangs() {
    Ready hangs = Ready.exec("sleep", "600").timeout(Duration.ofSeconds(1));
    try (RunningContainer container = engine.start(shell("sleep 60"))) {
      assertThatThrownBy(() -> container.awaitReady(hangs))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("the last time it was stopped because the time was up");
      assertThat(container.top().toString()).doesNotContain("sleep 600");
    }
  }
}
