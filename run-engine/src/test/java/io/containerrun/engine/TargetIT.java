package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.OnEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real engine says of itself, and what rules make of it. */
@OnEngine
@Tag("core")
@Timeout(180)
class TargetIT extends ConnectedToEngine {

  @Test
  void theEngineSaysWhatItIs() {
    Target target = engine.target();
    assertThat(target.facts())
        .contains(
            Fact.ENGINE_VERSION,
            Fact.CGROUP_VERSION,
            Fact.CGROUP_DRIVER,
            Fact.MEMORY_LIMIT,
            Fact.PROCESSORS,
            Fact.HOST_MEMORY,
            Fact.STORAGE_DRIVER,
            Fact.SECURITY,
            Fact.RUNTIMES,
            Fact.LOG_DRIVERS);
    assertThat(target.get(Fact.CGROUP_VERSION)).hasValueSatisfying(it -> assertThat(it).isIn(1, 2));
    assertThat(target.api()).isEqualTo(engine.apiVersion());
  }

  @Test
  void whatTheEngineDoesNotHaveIsFoundBeforeItIsAsked() {
    int processors = engine.target().get(Fact.PROCESSORS).orElseThrow();
    assertThat(
            engine.check(
                ContainerRun.parse("--runtime no-such --cpus " + (processors + 1) + " alpine")))
        .extracting(Violation::rule)
        .contains("runtime-missing", "cpus-maximum");
    assertThat(engine.plan(ContainerRun.parse("--cpus " + processors + " alpine")).violations())
        .isEmpty();
  }
}
