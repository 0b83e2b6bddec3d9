package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.testing.KillableJvm;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs and networks that nobody stops are removed at the end of the process, or after it. */
@OnEngine
@Timeout(180)
class LeavingRunsIT {

  @Test
  void areRemovedWhenTheProcessExits() throws Exception {
    try (KillableJvm tests = new KillableJvm(LeavingRuns.class)) {
      List<String> left = tests.linesUntil("ready");
      assertThat(left).hasSize(2).allMatch(LeavingRunsIT::exists);
      tests.terminate();
      assertThat(tests.awaitEnd()).isTrue();
      assertThat(left).noneMatch(LeavingRunsIT::exists);
    }
  }

  @Test
  void areSweptAfterAKill() throws Exception {
    try (KillableJvm tests = new KillableJvm(LeavingRuns.class);
        Engine engine = Engine.connect(EngineOptions.standard().sweepOnConnect(false))) {
      List<String> left = tests.linesUntil("ready");
      tests.kill();
      assertThat(engine.sweep()).extracting(Leftover::id).containsAll(left);
      assertThat(left).noneMatch(LeavingRunsIT::exists);
    }
  }

  private static boolean exists(String id) {
    return List.of("/containers/" + id + "/json", "/networks/" + id).stream()
        .anyMatch(path -> RawEngine.send(Request.get(path)).status() == 200);
  }
}
