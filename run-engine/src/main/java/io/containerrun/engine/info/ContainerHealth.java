package io.containerrun.engine.info;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a container's health check has said of late.
 *
 * @param status what it says now
 * @param failingStreak how many probes in a row have failed
 * @param probes the last results, the oldest first; engines keep five
 * @since 0.1.0
 */
public record ContainerHealth(HealthStatus status, int failingStreak, List<Probe> probes) {

  /** Copies the probes. */
  public ContainerHealth {
    probes = List.copyOf(probes);
  }

  /**
   * One result.
   *
   * @param started when it was begun, by the engine's clock
   * @param ended when it came to its end
   * @param exitCode 0 if it passed; -1 if it took too long
   * @param output what it wrote, up to 4096 bytes
   */
  public record Probe(
      Optional<Instant> started, Optional<Instant> ended, int exitCode, String output) {}
}
