package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.value.Size;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handles on containers that exist. */
@OnEngine
@Timeout(60)
class ContainerIT {

  private static Engine engine;

  @BeforeAll
  static void connect() {
    engine = Engine.connect();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").command("sh", "-c", script);
  }

  @Test
  void isHeldByItsNameOrTheBeginningOfItsId() {
    String name = "it-" + UUID.randomUUID();
    try (RunningContainer owned = engine.start(shell("echo hi; sleep 60").name(name).publish(80))) {
      Container container = engine.container(name);
      assertThat(container.id()).isEqualTo(owned.id());
      assertThat(engine.container(owned.id().substring(0, 20)).name()).isEqualTo(name);
      assertThat(container.address(80)).isEqualTo(owned.address(80));
      assertThat(container.exitCode()).isEmpty();
      assertThat(container.waitFor(Duration.ofMillis(50))).isFalse();
      CompletableFuture<Integer> exit = container.onExit();
      container.stop(Duration.ZERO);
      assertThat(exit.join()).isEqualTo(137);
      assertThat(container.waitFor()).isEqualTo(137);
      assertThat(container.exitCode()).hasValue(137);
      assertThat(container.isRunning()).isFalse();
      assertThat(container.logs()).isEqualTo("hi\n");
    }
    assertThatThrownBy(() -> engine.container(name))
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessageContaining(name);
  }

  @Test
  void tellsTheCodeOfOneThatIsRemovedAsItEnds() {
    try (RunningContainer owned = engine.start(shell("read x; exit 4").interactive().remove())) {
      Container container = engine.container(owned.id());
      CompletableFuture<Integer> exit = container.onExit();
      container.kill();
      assertThat(exit.join()).isEqualTo(137);
      assertThat(owned.waitFor()).isEqualTo(137);
      assertThatThrownBy(container::waitFor).isInstanceOf(ContainerNotFoundException.class);
    }
  }

  @Test
  void isStoppedAndStartedAgain() {
    try (RunningContainer owned =
        engine.start(shell("echo run; trap 'exit 3' TERM; sleep 60 & wait"))) {
      Container container = engine.container(owned.id());
      container.pause();
      assertThatThrownBy(container::pause).isInstanceOf(EngineException.class);
      container.unpause();
      owned.stop();
      assertThat(owned.waitFor()).isIn(3, 137, 143);
      owned.start();
      assertThat(owned.exitCode()).isEmpty();
      owned.restart(Duration.ZERO);
      assertThat(owned.waitFor(Duration.ofMillis(50))).isFalse();
      owned.start();
      owned.kill();
      assertThat(owned.waitFor()).isEqualTo(137);
      assertThat(container.exitCode()).hasValue(137);
      assertThat(container.logs()).isEqualTo("run\nrun\nrun\n");
    }
  }

  @Test
  void isChangedAndRemoved() {
    String name = "it-" + UUID.randomUUID();
    try (RunningContainer owned = engine.start(shell("cat").interactive().tty())) {
      Container container = engine.container(owned.id());
      container.update(run -> run.pidsLimit(50).memory("64m").memorySwap(Size.mebibytes(64)));
      container.resize(30, 100);
      container.rename(name);
      assertThat(owned.name()).isEqualTo(name);
      assertThatThrownBy(container::remove)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("running container");
      container.kill();
      container.waitFor();
      container.remove();
      container.forceRemove();
      assertThatThrownBy(container::start).isInstanceOf(ContainerNotFoundException.class);
    }
  }
}
