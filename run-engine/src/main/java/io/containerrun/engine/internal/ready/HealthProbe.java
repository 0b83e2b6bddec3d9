package io.containerrun.engine.internal.ready;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.info.ContainerHealth;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.info.ContainerStatus;
import java.time.Duration;
import java.util.List;

/** Checks the health that the engine reports. Used by one thread. */
public final class HealthProbe implements Probe {

  private final ContainerHandle container;
  private String last = "";

  /** Creates a probe for the health of a container. */
  public HealthProbe(ContainerHandle container) {
    this.container = container;
  }

  @Override
  public boolean holds(Duration left) {
    ContainerState state = container.inspect().state();
    ContainerHealth health = state.health();
    last = lastProbe(health);
    return switch (health.status()) {
      case NONE ->
          throw NeverReady.unsuitable(
              "container "
                  + container
                  + " has no health check; add one to the run, or wait for a port");
      case UNHEALTHY -> throw NeverReady.failed("container " + container + " is unhealthy" + last);
      // Of an exited container engines report the health that it had.
      case HEALTHY ->
          state.status() != ContainerStatus.EXITED && state.status() != ContainerStatus.DEAD;
      case STARTING, UNKNOWN -> false;
    };
  }

  private static String lastProbe(ContainerHealth health) {
    List<ContainerHealth.Probe> probes = health.probes();
    if (probes.isEmpty()) {
      return "; no health probe has ended";
    }
    ContainerHealth.Probe probe = probes.get(probes.size() - 1);
    return "; its last health probe ended with "
        + probe.exitCode()
        + Words.after(Words.quoteEnd(probe.output()));
  }

  @Override
  public String missing() {
    return "was healthy" + last;
  }
}
