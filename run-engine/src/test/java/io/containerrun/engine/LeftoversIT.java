package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.testing.KillableJvm;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.engine.testing.TestTransport;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a killed process leaves behind is removed, and nothing else. */
@OnEngine
@Tag("core")
@Timeout(180)
class LeftoversIT {

  private static final String PREFIX = "it-left-" + ProcessHandle.current().pid();

  @Test
  void theNextConnectionRemovesWhatAKilledProcessOwned() throws Exception {
    try (KillableJvm worker = new KillableJvm(Leaving.class, "", "3", PREFIX + "-works");
        KillableJvm killed = new KillableJvm(Leaving.class, "", "20", PREFIX, "and more")) {
      List<String> worked = worker.linesUntil("ready");
      List<String> left = killed.linesUntil("kept");
      List<String> kept = killed.linesUntil("ready");
      killed.kill();
      assertThat(left).hasSize(22).allMatch(LeftoversIT::exists);
      try (Engine third = TestTransport.connect()) {
        while (left.stream().anyMatch(LeftoversIT::exists)) {
          Thread.sleep(100);
        }
        assertThat(worked).hasSize(3).allMatch(LeftoversIT::exists);
        assertThat(kept).hasSize(4).allMatch(LeftoversIT::exists);
        assertThat(third.sweep()).extracting(Leftover::id).doesNotContainAnyElementsOf(worked);
        worker.kill();
        assertThat(third.sweep()).extracting(Leftover::id).containsAll(worked);
      } finally {
        kept.forEach(TestCleanup::remove);
      }
    }
  }

  @Test
  void anEngineThatDoesNotSweepLeavesThem() throws Exception {
    try (KillableJvm killed = new KillableJvm(Leaving.class, "", "1", PREFIX + "-later")) {
      String left = killed.linesUntil("ready").get(0);
      killed.kill();
      try (Engine engine = Engine.connect(TestTransport.options().sweepOnConnect(false))) {
        assertThat(exists(left)).isTrue();
        assertThat(engine.sweep())
            .contains(new Leftover(Leftover.Kind.CONTAINER, left, PREFIX + "-later-0"));
        assertThat(exists(left)).isFalse();
      }
    }
  }

  private static boolean exists(String id) {
    return List.of("/containers/" + id + "/json", "/networks/" + id, "/volumes/" + id).stream()
        .anyMatch(path -> RawEngine.send(Request.get(path)).status() == 200);
  }
}
