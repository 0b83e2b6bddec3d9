package io.containerrun;

import static io.containerrun.ContainerRun.CPUS;
import static io.containerrun.ContainerRun.CPU_PERIOD;
import static io.containerrun.ContainerRun.CPU_QUOTA;
import static io.containerrun.ContainerRun.MEMORY;
import static io.containerrun.ContainerRun.MEMORY_SWAP;
import static io.containerrun.ContainerRun.MEMORY_SWAPPINESS;
import static io.containerrun.Enforcer.CLIENT;

import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;

/** Rules on memory and processors. */
final class ResourceRules {

  private static final Size LEAST_MEMORY = Size.mebibytes(6);

  static final Rule MEMORY_MINIMUM =
      Rule.of("memory-minimum", MEMORY)
          .unless(MEMORY, limit -> limit.bytes() == 0 || limit.compareTo(LEAST_MEMORY) >= 0)
          .problem("below the engine's minimum of " + LEAST_MEMORY)
          .fix("use at least " + LEAST_MEMORY + ", or drop the limit")
          .rejects("--memory 4m alpine", "--memory 1 alpine")
          .accepts("--memory 6m alpine", "--memory 0 alpine");

  static final Rule MEMORY_SWAP_BELOW_MEMORY =
      Rule.of("memory-swap-below-memory", MEMORY, MEMORY_SWAP)
          .brokenWhen(run -> memory(run) > 0 && swap(run) > 0 && swap(run) < memory(run))
          .problem("--memory-swap counts memory and swap together and cannot be less than --memory")
          .fix("raise --memory-swap to --memory or more, set it to -1, or drop it")
          .rejects("-m 64m --memory-swap 32m alpine")
          .accepts("-m 64m --memory-swap 64m alpine", "-m 64m --memory-swap -1 alpine");

  static final Rule MEMORY_SWAP_WITHOUT_MEMORY =
      Rule.of("memory-swap-without-memory", MEMORY_SWAP)
          .brokenWhen(run -> memory(run) == 0 && swap(run) > 0)
          .problem("a limit on memory and swap together needs a limit on memory")
          .fix("set --memory as well, or drop --memory-swap")
          .rejects("--memory-swap 1g alpine")
          .accepts("--memory-swap -1 alpine", "-m 512m --memory-swap 1g alpine");

  static final Rule MEMORY_SWAPPINESS_RANGE =
      Rule.of("memory-swappiness-range", MEMORY_SWAPPINESS)
          .enforcedBy(CLIENT)
          .unless(MEMORY_SWAPPINESS, percent -> percent >= -1 && percent <= 100)
          .problem("Valid memory swappiness range is 0-100")
          .fix("use 0 to 100, or -1 for the host's own")
          .rejects("--memory-swappiness 101 alpine", "--memory-swappiness -2 alpine")
          .accepts("--memory-swappiness 0 alpine", "--memory-swappiness -1 alpine");

  static final Rule CPUS_MINIMUM =
      Rule.of("cpus-minimum", CPUS)
          .unless(CPUS, cpus -> cpus.nano() == 0 || cpus.nano() >= 10_000_000)
          .problem("the kernel grants no less than 0.01 processors")
          .fix("use at least 0.01, or drop the limit")
          .rejects("--cpus 0.001 alpine", "--cpus -1 alpine")
          .accepts("--cpus 0.01 alpine", "--cpus 0 alpine");

  static final Rule CPUS_OR_QUOTA =
      Rule.of("cpus-or-quota", CPUS, CPU_PERIOD, CPU_QUOTA)
          .brokenWhen(
              run ->
                  run.get(CPUS).filter(cpus -> cpus.nano() > 0).isPresent()
                      && (isPositive(run, CPU_PERIOD) || isPositive(run, CPU_QUOTA)))
          .problem("--cpus is itself a quota and a period")
          .fix("use --cpus alone, or --cpu-quota and --cpu-period")
          .rejects("--cpus 1 --cpu-quota 50000 alpine", "--cpus 1 --cpu-period 50000 alpine")
          .accepts("--cpus 1 alpine", "--cpu-quota 50000 --cpu-period 100000 alpine");

  private ResourceRules() {}

  private static boolean isPositive(ContainerRun run, Option<Long> option) {
    return run.get(option).filter(value -> value > 0).isPresent();
  }

  private static long memory(ContainerRun run) {
    return run.get(MEMORY).map(Size::bytes).orElse(0L);
  }

  private static long swap(ContainerRun run) {
    return run.get(MEMORY_SWAP).map(SwapLimit::bytes).orElse(0L);
  }
}
