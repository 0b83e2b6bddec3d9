package io.containerrun.engine.info;

import io.containerrun.value.Cpus;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;
import java.util.Optional;

/**
 * The resource limits of a container as the engine reports them; empty or 0 for none.
 *
 * @param memory maximum memory
 * @param memorySwap maximum memory and swap together
 * @param memoryReservation memory to which it is reduced when the host runs short
 * @param cpus maximum number of processors
 * @param cpuShares processor weight relative to other containers
 * @param cpuPeriod length of a scheduling period in microseconds
 * @param cpuQuota processor time in each period in microseconds
 * @param cpusetCpus the processors that it may use, such as {@code 0-2}; empty for all
 * @param cpusetMems the memory nodes that it may use; empty for all
 * @param blkioWeight block I/O weight relative to other containers
 * @param pidsLimit maximum number of processes and threads
 * @param restart the restart policy; empty for none
 * @since 0.1.0
 */
public record ContainerLimits(
    Optional<Size> memory,
    Optional<SwapLimit> memorySwap,
    Optional<Size> memoryReservation,
    Optional<Cpus> cpus,
    long cpuShares,
    long cpuPeriod,
    long cpuQuota,
    String cpusetCpus,
    String cpusetMems,
    int blkioWeight,
    long pidsLimit,
    Optional<RestartPolicy> restart) {}
