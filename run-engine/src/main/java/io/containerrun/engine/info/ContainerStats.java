package io.containerrun.engine.info;

import io.containerrun.value.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * The resource usage of a container at one time, computed as {@code docker stats} does.
 *
 * @param time when it was read, by the engine's clock; empty if the container does not run
 * @param cpuPercent processor time since the last sample; 100 for one fully used processor
 * @param processors number of processors available to the container
 * @param memory in use, without page cache that the kernel can reclaim at once
 * @param memoryLimit the limit of the container, or the memory of the host
 * @param networkReceived bytes received since the start, over all networks
 * @param networkSent bytes sent since the start, over all networks
 * @param blockRead bytes read from block devices since the start
 * @param blockWritten bytes written to block devices since the start
 * @param processes number of processes and threads
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

  /** Memory in use in percent of the limit; 0 without a limit. */
  public double memoryPercent() {
    return memoryLimit.bytes() == 0 ? 0 : 100.0 * memory.bytes() / memoryLimit.bytes();
  }
}
