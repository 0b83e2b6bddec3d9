package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are given up when their time is up, and what the engine makes of it. */
@OnEngine
@Tag("core")
@Timeout(180)
class WithinIT extends ConnectedToEngine {

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final String GIVEN_UP = ": not done within 2000 ms; given up";
  private static final ContainerRun SLEEP =
      ContainerRun.of("containerrun/base").command("sleep", "300");

  @TempDir private Path folder;

  @Test
  @NotOnPodman("lists no containers of builds")
  void theContainerOfABuildGoesWithIt() throws InterruptedException {
    String running = " ---> Running in ";
    CompletableFuture<String> id = new CompletableFuture<>();
    ImageBuild endless = ImageBuild.ofDockerfile("FROM containerrun/base\nRUN sleep 300\n");
    assertThatThrownBy(
            () ->
                engine
                    .images()
                    .within(Duration.ofSeconds(15))
                    .build(
                        endless.noCache(),
                        line -> {
                          if (line.startsWith(running)) {
                            id.complete(line.substring(running.length()).strip());
                          }
                        }))
        .isInstanceOf(EngineException.class)
        .hasMessage("build image from a Dockerfile in memory: not done within 15000 ms; given up");
    assertThat(id).as("the step began").isCompleted();
    String step = id.join();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (RawEngine.inspect(step).has("Id") && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertThat(RawEngine.inspect(step).path("message").asText()).contains("No such container");
  }

  @Test
  void aContainerThatIsNotReadyGoes() {
    Ready never = Ready.log("never").timeout(Duration.ofMinutes(1));
    assertThatThrownBy(() -> engine.within(SHORT).start(SLEEP, never))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(GIVEN_UP);
    assertThat(LabelledContainers.ids()).isEmpty();
  }

  @Test
  void aContainerThatRunsGoesOn() {
    try (RunningContainer container = engine.start(SLEEP)) {
      ContainerHandle limited = container.within(SHORT);
      assertThatThrownBy(limited::waitFor).hasMessage("wait for container " + container + GIVEN_UP);
      assertThatThrownBy(() -> limited.exec("sleep", "30")).hasMessageContaining(GIVEN_UP);
      container.exec("truncate", "-s", "50G", "/tmp/big").requireSuccess();
      Duration moment = Duration.ofMillis(500);
      assertThatThrownBy(() -> container.within(moment).copyFrom("/tmp/big", folder))
          .isInstanceOf(EngineException.class)
          .hasMessageEndingWith(": not done within 500 ms; given up");
      assertThat(folder).isEmptyDirectory();
      ContainerHandle patient = container.within(Duration.ofMinutes(1));
      patient.copyTo(new byte[1 << 20], "/tmp/million");
      assertThat(patient.read("/tmp/million")).hasSize(1 << 20);
      assertThat(patient.exec(ExecCommand.of("true"), Duration.ofSeconds(30)).exitCode()).isZero();
      assertThat(container.isRunning()).isTrue();
    }
  }
}
