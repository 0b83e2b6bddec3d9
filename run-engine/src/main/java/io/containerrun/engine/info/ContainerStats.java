package io.containerrun.engine.info;

import io.containerrun.value.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * What a container uses at one time, counted as {@code docker stats} counts it.
 *
 * @param time when it was read, by the engine's clock; empty if the container does not run
 * @param cpuPercent processor time since the last sample; 100 for one processor at work all the
 *     time
 * @param processors how many the container may see
 * @param memory in use, without the files that the kernel could drop at once
 * @param memoryLimit the container's limit, or all that the host has
 * @param networkReceived since the start, over all networks
 * @param networkSent since the start, over all networks
 * @param blockRead from block devices since the start
 * @param blockWritten to block devices since the start
 * @param processes processes and threads
 * @since 0.1.0
 */
public record ContainerStats(
    Optional<Instant> time,
    double cpuPercent,
    int processors,
    Size memory,
    Size memoryLimit,
    Size networkReceived,
    Size networkSent,
    Size blockRead,
    Size blockWritten,
    long processes) {

  /** Memory in use as a part of the limit; 0 if there is no limit. */
  public double memoryPercent() {
    return memoryLimit.bytes() == 0 ? 0 : 100.0 * memory.bytes() / memoryLimit.bytes();
  }
}
