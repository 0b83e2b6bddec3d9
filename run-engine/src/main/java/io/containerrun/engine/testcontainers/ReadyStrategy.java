package io.containerrun.engine.testcontainers;

import io.containerrun.engine.Engine;
import io.containerrun.engine.Ready;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/** Waits for a condition of this library. */
final class ReadyStrategy implements WaitStrategy {

  private volatile Ready condition;

  private ReadyStrategy(Ready condition) {
    this.condition = Objects.requireNonNull(condition, "condition");
  }

  static WaitStrategy of(Ready condition) {
    return new ReadyStrategy(condition);
  }

  @Override
  public void waitUntilReady(WaitStrategyTarget target) {
    if (target instanceof StartableRun run) {
      run.container().awaitReady(condition);
      return;
    }
    Engine engine = Connection.SHARED.acquire();
    try {
      engine.container(target.getContainerId()).awaitReady(condition);
    } finally {
      Connection.SHARED.release();
    }
  }

  /** Changes this strategy, as those of Testcontainers do. */
  @Override
  public WaitStrategy withStartupTimeout(Duration limit) {
    condition = condition.timeout(limit);
    return this;
  }
}
