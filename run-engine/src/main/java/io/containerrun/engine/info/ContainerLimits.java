package io.containerrun.engine.info;

import io.containerrun.value.Cpus;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;
import java.util.Optional;

/**
 * The limits of a container as the engine has them, empty or 0 where there is none.
 *
 * @param memory most memory
 * @param memorySwap most memory and swap together
 * @param memoryReservation memory that it is held to when the host runs short
 * @param cpus most processors
 * @param cpuShares its weight against others
 * @param cpuPeriod length of a scheduling period in microseconds
 * @param cpuQuota processor time in each period in microseconds
 * @param cpusetCpus the processors that it may use, such as {@code 0-2}; empty for all
 * @param cpusetMems the memory nodes that it may use; empty for all
 * @param blkioWeight its weight against others when block devices are busy
 * @param pidsLimit most processes and threads
 * @param restart what the engine does when it ends; empty for nothing
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
