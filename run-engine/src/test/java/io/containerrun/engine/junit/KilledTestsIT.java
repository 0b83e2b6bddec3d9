package io.containerrun.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.testing.KillableJvm;
import io.containerrun.engine.testing.OnEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What killed tests leave behind is removed, except what the next ones take again. */
@OnEngine
@Timeout(180)
class KilledTestsIT {

  private static final String NAME = "it-killed-" + ProcessHandle.current().pid();

  @Test
  void leaveOnlyWhatIsReused() throws Exception {
    try (KillableJvm tests = new KillableJvm(KilledTests.class, NAME);
        Engine engine = Engine.connect(EngineOptions.standard().sweepOnConnect(false))) {
      List<String> left = tests.linesUntil("kept");
      List<String> kept = tests.linesUntil("ready");
      try {
        tests.kill();
        assertThat(engine.sweep())
            .extracting(Leftover::id)
            .containsAll(left)
            .doesNotContainAnyElementsOf(kept);
        assertThat(left).hasSize(3);
        assertThat(engine.container(NAME).id()).isEqualTo(kept.get(0));
        assertThat(engine.container(NAME).isRunning()).isTrue();
      } finally {
        engine.container(NAME).forceRemove();
      }
    }
  }
}
