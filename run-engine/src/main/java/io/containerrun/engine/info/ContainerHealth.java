package io.containerrun.engine.info;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of a container.
 *
 * @param status the current status
 * @param failingStreak how many probes in a row have failed
 * @param probes the last results, oldest first; engines keep five
 * @since 0.1.0
 */
public record ContainerHealth(HealthStatus status, int failingStreak, List<Probe> probes) {

  /** Copies the probes. */
  public ContainerHealth {
    probes = List.copyOf(probes);
  }

  /**
   * The result of one probe.
   *
   * @param started when it started, by the engine's clock
   * @param ended when it ended
   * @param exitCode 0 if it passed; -1 if it timed out or the engine reports none
   * @param output its output, up to 4096 bytes
   */
  public record Probe(
      Optional<Instant> started, Optional<Instant> ended, int exitCode, String output) {}
}
