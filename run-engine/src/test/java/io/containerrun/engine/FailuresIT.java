package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestTransport;
import io.containerrun.value.PullPolicy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEngine
@Tag("core")
@Timeout(120)
class FailuresIT extends ConnectedToEngine {

  @ParameterizedTest
  @CsvSource({
    "no-such-command, 127, check the command and the PATH of the image",
    "/etc/passwd, 126, permission denied",
    "/etc, 126, ''",
  })
  void tellsWhyACommandCannotStartAndLeavesNothing(String command, int status, String words) {
    for (boolean remove : new boolean[] {true, false}) {
      String name = "it-" + UUID.randomUUID();
      ContainerRun run = ContainerRun.of("containerrun/base").name(name).command(command);
      assertThatThrownBy(() -> engine.run(remove ? run.remove() : run))
          .asInstanceOf(type(EngineException.class))
          .returns("start container", EngineException::operation)
          .returns(status, EngineException::exitStatus)
          .extracting(Throwable::getMessage)
          .asString()
          .contains(words);
      assertThat(LabelledContainers.named(name)).isEmpty();
    }
  }

  @Test
  void tellsACreateThatTheEngineRefuses() {
    String name = "it-" + UUID.randomUUID();
    ContainerRun run =
        ContainerRun.of("containerrun/base").name(name).network("no-such-network").command("true");
    assertThatThrownBy(() -> engine.run(run))
        .asInstanceOf(type(EngineException.class))
        .returns(125, EngineException::exitStatus)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("no-such-network");
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  @Test
  void tellsAnImageThatIsNotThere() {
    ContainerRun run = ContainerRun.of("containerrun/none-such:1").pull(PullPolicy.NEVER);
    assertThatThrownBy(() -> engine.run(run))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("containerrun/none-such:1");
  }

  @Test
  void tellsARegistryThatIsOutOfReach() {
    ContainerRun run = ContainerRun.of("127.0.0.1:1/none-such:1");
    assertThatThrownBy(() -> engine.run(run))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("pull image 127.0.0.1:1/none-such:1")
        .hasMessageContaining("refused");
  }

  @Test
  void anInterruptAtAnyMomentLeavesNoContainer() throws InterruptedException {
    ContainerRun run = ContainerRun.of("containerrun/base").command("sleep", "30");
    // Its end waits for what the engine still makes of a create that was interrupted.
    try (Engine own = TestTransport.connect()) {
      for (int delay = 0; delay < 60; delay += 5) {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread runner = new Thread(() -> own.run(run));
        runner.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
        runner.start();
        Thread.sleep(delay);
        runner.interrupt();
        runner.join();
        assertThat(thrown).hasSize(1).allMatch(ContainerRunException.class::isInstance);
      }
    }
    assertThat(LabelledContainers.ids()).isEmpty();
  }

  @Test
  void stoppingWhatHasEndedAndIsRemovedDoesNothing() {
    ContainerRun run = ContainerRun.of("containerrun/base").remove().command("true");
    try (RunningContainer container = engine.start(run)) {
      assertThat(container.waitFor()).isZero();
      container.stop();
      assertThat(container.isRunning()).isFalse();
    }
  }
}
