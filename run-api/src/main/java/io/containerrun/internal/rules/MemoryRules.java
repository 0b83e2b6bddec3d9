package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.IPC;
import static io.containerrun.ContainerRun.MEMORY;
import static io.containerrun.ContainerRun.MEMORY_RESERVATION;
import static io.containerrun.ContainerRun.MEMORY_SWAP;
import static io.containerrun.ContainerRun.MEMORY_SWAPPINESS;
import static io.containerrun.ContainerRun.OOM_KILL_DISABLE;
import static io.containerrun.ContainerRun.OOM_SCORE_ADJ;
import static io.containerrun.ContainerRun.SHM_SIZE;
import static io.containerrun.internal.rules.Enforcer.CLIENT;

import io.containerrun.ContainerRun;
import io.containerrun.value.IpcMode;
import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;

/** Rules on memory. */
final class MemoryRules {

  private static final Size LEAST_MEMORY = Size.mebibytes(6);

  static final Rule MEMORY_MINIMUM =
      Rule.of("memory-minimum", MEMORY)
          .constraint("R30")
          .unless(MEMORY, limit -> limit.bytes() == 0 || limit.compareTo(LEAST_MEMORY) >= 0)
          .problem("below the engine's minimum of " + LEAST_MEMORY)
          .fix("use at least " + LEAST_MEMORY + ", or drop the limit")
          .rejects("--memory 4m alpine", "--memory 1 alpine")
          .accepts("--memory 6m alpine", "--memory 0 alpine");

  static final Rule MEMORY_SWAP_BELOW_MEMORY =
      Rule.of("memory-swap-below-memory", MEMORY, MEMORY_SWAP)
          .constraint("R31")
          .brokenWhen(run -> memory(run) > 0 && swap(run) > 0 && swap(run) < memory(run))
          .problem("--memory-swap counts memory and swap together and cannot be less than --memory")
          .fix("raise --memory-swap to --memory or more, set it to -1, or drop it")
          .rejects("-m 64m --memory-swap 32m alpine")
          .accepts("-m 64m --memory-swap 64m alpine", "-m 64m --memory-swap -1 alpine");

  static final Rule MEMORY_SWAP_WITHOUT_MEMORY =
      Rule.of("memory-swap-without-memory", MEMORY_SWAP)
          .constraint("R32")
          .brokenWhen(run -> memory(run) == 0 && swap(run) > 0)
          .problem("a limit on memory and swap together needs a limit on memory")
          .fix("set --memory as well, or drop --memory-swap")
          .rejects("--memory-swap 1g alpine")
          .accepts("--memory-swap -1 alpine", "-m 512m --memory-swap 1g alpine");

  static final Rule MEMORY_SWAPPINESS_RANGE =
      Rule.of("memory-swappiness-range", MEMORY_SWAPPINESS)
          .constraint("R35")
          .enforcedBy(CLIENT)
          .unless(MEMORY_SWAPPINESS, percent -> percent >= -1 && percent <= 100)
          .problem("Valid memory swappiness range is 0-100")
          .fix("use 0 to 100, or -1 for the host's own")
          .rejects("--memory-swappiness 101 alpine", "--memory-swappiness -2 alpine")
          .accepts("--memory-swappiness 0 alpine", "--memory-swappiness -1 alpine");

  static final Rule MEMORY_RESERVATION_MINIMUM =
      Rule.of("memory-reservation-minimum", MEMORY_RESERVATION)
          .constraint("R34")
          .unless(
              MEMORY_RESERVATION, soft -> soft.bytes() == 0 || soft.compareTo(LEAST_MEMORY) >= 0)
          .problem("below the engine's minimum of " + LEAST_MEMORY)
          .fix("use at least " + LEAST_MEMORY + ", or drop the reservation")
          .rejects("--memory-reservation 1k alpine")
          .accepts("--memory-reservation 6m alpine", "--memory-reservation 0 alpine");

  static final Rule MEMORY_RESERVATION_ABOVE_MEMORY =
      Rule.of("memory-reservation-above-memory", MEMORY, MEMORY_RESERVATION)
          .constraint("R34")
          .brokenWhen(
              run ->
                  memory(run) > 0
                      && run.get(MEMORY_RESERVATION)
                          .filter(soft -> soft.bytes() > memory(run))
                          .isPresent())
          .problem("the reservation is a soft limit and cannot be more than --memory")
          .fix("lower --memory-reservation, or raise --memory")
          .rejects("-m 500m --memory-reservation 800m alpine")
          .accepts("-m 500m --memory-reservation 500m alpine", "--memory-reservation 1g alpine");

  static final Rule MEMORY_SWAP_IMPLIED =
      Rule.of("memory-swap-implied", MEMORY, MEMORY_SWAP)
          .constraint("R33")
          .info()
          .brokenWhen(run -> memory(run) > 0 && swap(run) == 0 && run.get(MEMORY_SWAP).isPresent())
          .problem("0 sets no limit: the container may use as much swap again as memory")
          .fix("set it to the value of --memory for no swap, or drop it")
          .rejects("-m 64m --memory-swap 0 alpine")
          .accepts(
              "-m 64m alpine", "-m 64m --memory-swap 64m alpine", "-m 64m --memory-swap -1 alpine");

  static final Rule OOM_KILL_DISABLE_UNLIMITED =
      Rule.of("oom-kill-disable-unlimited", OOM_KILL_DISABLE, MEMORY)
          .constraint("R36")
          .warning()
          .brokenWhen(run -> run.is(OOM_KILL_DISABLE) && memory(run) == 0)
          .problem("without a limit the host itself may run out of memory and freeze")
          .fix("set --memory as well, or drop --oom-kill-disable")
          .rejects("--oom-kill-disable alpine")
          .accepts("-m 100m --oom-kill-disable alpine", "--oom-kill-disable=false alpine");

  static final Rule OOM_SCORE_ADJ_RANGE =
      Rule.of("oom-score-adj-range", OOM_SCORE_ADJ)
          .constraint("R37")
          .unless(OOM_SCORE_ADJ, score -> score >= -1000 && score <= 1000)
          .problem("the range is -1000 to 1000")
          .fix("use a number from -1000 to 1000")
          .rejects("--oom-score-adj 1001 alpine", "--oom-score-adj=-1001 alpine")
          .accepts("--oom-score-adj 1000 alpine", "--oom-score-adj=-1000 alpine");

  static final Rule SHM_SIZE_ZERO =
      Rule.of("shm-size-zero", SHM_SIZE)
          .constraint("R40")
          .warning()
          .unless(SHM_SIZE, size -> size.bytes() > 0)
          .problem("0 is no size; the engine takes its default of 64m")
          .fix("use a size greater than 0, or drop the option")
          .rejects("--shm-size 0 alpine")
          .accepts("--shm-size 128m alpine");

  static final Rule SHM_SIZE_UNUSED =
      Rule.of("shm-size-unused", SHM_SIZE, IPC)
          .constraint("R40")
          .warning()
          .brokenWhen(
              run ->
                  run.get(SHM_SIZE).isPresent()
                      && run.get(IPC).filter(MemoryRules::isForeign).isPresent())
          .problem("the container has no /dev/shm of its own")
          .fix("drop --shm-size, or use --ipc private or shareable")
          .rejects("--ipc host --shm-size 1g alpine", "--ipc none --shm-size 1g alpine")
          .accepts("--ipc shareable --shm-size 1g alpine", "--ipc host alpine");

  static final Rule SHM_ABOVE_MEMORY =
      Rule.of("shm-above-memory", SHM_SIZE, MEMORY)
          .constraint("R41b")
          .info()
          .brokenWhen(
              run ->
                  memory(run) > 0
                      && run.get(SHM_SIZE).filter(it -> it.bytes() > memory(run)).isPresent())
          .problem("what lies in /dev/shm counts as memory, which ends before it is full")
          .fix("lower --shm-size, or raise --memory")
          .rejects("-m 64m --shm-size 128m alpine")
          .accepts("-m 128m --shm-size 64m alpine", "--shm-size 128m alpine");

  private MemoryRules() {}

  private static long memory(ContainerRun run) {
    return run.get(MEMORY).map(Size::bytes).orElse(0L);
  }

  private static long swap(ContainerRun run) {
    return run.get(MEMORY_SWAP).map(SwapLimit::bytes).orElse(0L);
  }

  private static boolean isForeign(IpcMode mode) {
    return mode instanceof IpcMode.Host
        || mode instanceof IpcMode.None
        || mode instanceof IpcMode.Container;
  }
}
