package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.BLKIO_WEIGHT;
import static io.containerrun.ContainerRun.BLKIO_WEIGHT_DEVICE;
import static io.containerrun.ContainerRun.CPUS;
import static io.containerrun.ContainerRun.CPUSET_CPUS;
import static io.containerrun.ContainerRun.CPUSET_MEMS;
import static io.containerrun.ContainerRun.CPU_PERIOD;
import static io.containerrun.ContainerRun.CPU_QUOTA;
import static io.containerrun.ContainerRun.CPU_RT_PERIOD;
import static io.containerrun.ContainerRun.CPU_RT_RUNTIME;
import static io.containerrun.ContainerRun.CPU_SHARES;
import static io.containerrun.ContainerRun.MEMORY;
import static io.containerrun.ContainerRun.MEMORY_RESERVATION;
import static io.containerrun.ContainerRun.MEMORY_SWAP;
import static io.containerrun.ContainerRun.MEMORY_SWAPPINESS;
import static io.containerrun.ContainerRun.OOM_KILL_DISABLE;
import static io.containerrun.ContainerRun.OOM_SCORE_ADJ;
import static io.containerrun.ContainerRun.PIDS_LIMIT;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Option;
import io.containerrun.Target;
import io.containerrun.value.CpuSet;
import io.containerrun.value.Size;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules on limits that an engine's host cannot hold. */
final class LimitRules {

  private static final long NANO = 1_000_000_000L;

  private static final Pattern BETWEEN = Pattern.compile("[,-]");

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 50));

  static final Rule MEMORY_DROPPED =
      dropped("memory-dropped", Fact.MEMORY_LIMIT, LimitRules::limitsMemory, MEMORY)
          .constraint("R39")
          .rejects("-m 64m alpine")
          .accepts("-m 0 alpine");

  static final Rule MEMORY_RESERVATION_DROPPED =
      dropped(
              "memory-reservation-dropped",
              Fact.MEMORY_LIMIT,
              run -> run.get(MEMORY_RESERVATION).filter(it -> it.bytes() > 0).isPresent(),
              MEMORY_RESERVATION)
          .constraint("R39")
          .rejects("--memory-reservation 64m alpine")
          .accepts("--memory-reservation 0 alpine");

  static final Rule MEMORY_SWAP_DROPPED =
      dropped(
              "memory-swap-dropped",
              Fact.SWAP_LIMIT,
              run -> run.get(MEMORY_SWAP).filter(it -> it.bytes() > 0).isPresent(),
              MEMORY_SWAP)
          .constraint("R39")
          .rejects("-m 64m --memory-swap 64m alpine")
          .accepts("-m 64m --memory-swap -1 alpine");

  static final Rule CPU_PERIOD_DROPPED =
      dropped("cpu-period-dropped", Fact.CPU_PERIOD, it -> isPositive(it, CPU_PERIOD), CPU_PERIOD)
          .constraint("R52b")
          .rejects("--cpu-period 50000 alpine")
          .accepts("--cpu-period 0 alpine");

  static final Rule CPU_QUOTA_DROPPED =
      dropped("cpu-quota-dropped", Fact.CPU_QUOTA, it -> isPositive(it, CPU_QUOTA), CPU_QUOTA)
          .constraint("R52b")
          .rejects("--cpu-quota 50000 alpine")
          .accepts("--cpu-quota 0 alpine");

  static final Rule CPU_SHARES_DROPPED =
      dropped("cpu-shares-dropped", Fact.CPU_SHARES, it -> isPositive(it, CPU_SHARES), CPU_SHARES)
          .constraint("R52b")
          .rejects("--cpu-shares 512 alpine")
          .accepts("--cpu-shares 0 alpine");

  static final Rule CPUSET_DROPPED =
      dropped("cpuset-dropped", Fact.CPU_SETS, LimitRules::bindsCpus, CPUSET_CPUS, CPUSET_MEMS)
          .constraint("R52b")
          .rejects("--cpuset-cpus 0 alpine", "--cpuset-mems 0 alpine")
          .accepts("--cpuset-cpus '' alpine");

  static final Rule PIDS_LIMIT_DROPPED =
      dropped("pids-limit-dropped", Fact.PIDS_LIMIT, it -> isPositive(it, PIDS_LIMIT), PIDS_LIMIT)
          .constraint("R56")
          .rejects("--pids-limit 100 alpine")
          .accepts("--pids-limit=-1 alpine");

  static final Rule BLKIO_WEIGHT_DROPPED =
      dropped(
              "blkio-weight-dropped",
              Fact.BLKIO_WEIGHT,
              LimitRules::weighsDevices,
              BLKIO_WEIGHT,
              BLKIO_WEIGHT_DEVICE)
          .constraint("R53")
          .rejects("--blkio-weight 500 alpine", "--blkio-weight-device /dev/sda:500 alpine")
          .accepts("--blkio-weight 0 alpine");

  static final Rule OOM_KILL_DISABLE_DROPPED =
      Rule.of("oom-kill-disable-dropped", OOM_KILL_DISABLE)
          .constraint("R36")
          .dropped()
          .brokenOn(
              LINUX.with(Fact.OOM_KILL_DISABLE, false).with(Fact.CGROUP_VERSION, 2),
              (run, target) ->
                  run.is(OOM_KILL_DISABLE)
                      && (drops(target, Fact.OOM_KILL_DISABLE) || hasControlGroups2(target)))
          .problem("the host cannot be kept from it, and the engine drops it")
          .fix("drop it, and give the container enough memory")
          .rejects("-m 64m --oom-kill-disable alpine")
          .accepts("--oom-kill-disable=false alpine");

  static final Rule MEMORY_SWAPPINESS_DROPPED =
      Rule.of("memory-swappiness-dropped", MEMORY_SWAPPINESS)
          .constraint("R35")
          .dropped()
          .brokenOn(
              LINUX.with(Fact.CGROUP_VERSION, 2),
              (run, target) ->
                  hasControlGroups2(target)
                      && run.get(MEMORY_SWAPPINESS).filter(it -> it >= 0).isPresent())
          .problem("a host with control groups of version 2 has no such setting")
          .fix("drop it; --memory-swap limits swap itself")
          .rejects("--memory-swappiness 10 alpine")
          .accepts("--memory-swappiness=-1 alpine");

  static final Rule LIMITS_UNHELD =
      Rule.of(
              "limits-unheld",
              MEMORY,
              MEMORY_RESERVATION,
              CPUS,
              CPU_PERIOD,
              CPU_QUOTA,
              CPU_SHARES,
              CPUSET_CPUS,
              CPUSET_MEMS,
              PIDS_LIMIT,
              BLKIO_WEIGHT)
          .constraint("R147")
          .dropped()
          .brokenOn(
              LINUX.with(Fact.CGROUP_DRIVER, "none"),
              (run, target) -> hasNoControlGroups(target) && limitsAnything(run))
          .problem("the engine has no rights on control groups: no limit holds")
          .fix("delegate them to the engine's user, or use an engine with root's rights")
          .rejects("-m 64m alpine", "--cpus 1 alpine", "--pids-limit 100 alpine")
          .accepts("-m 0 alpine");

  static final Rule CPUS_WITHOUT_QUOTA =
      Rule.of("cpus-without-quota", CPUS)
          .constraint("R44")
          .brokenOn(
              LINUX.with(Fact.CPU_QUOTA, false).with(Fact.CPU_PERIOD, false),
              (run, target) ->
                  (drops(target, Fact.CPU_QUOTA) || drops(target, Fact.CPU_PERIOD))
                      && limitsCpus(run))
          .problem("the engine's host has no quotas of processor time")
          .fix("drop it, or use another host; --cpu-shares gives a weight")
          .rejects("--cpus 1 alpine")
          .accepts("--cpus 0 alpine");

  static final Rule CPUS_MAXIMUM =
      Rule.of("cpus-maximum", CPUS)
          .constraint("R43")
          .brokenOn(
              LINUX.with(Fact.PROCESSORS, 4),
              (run, target) ->
                  target
                      .get(Fact.PROCESSORS)
                      .filter(has -> run.get(CPUS).filter(it -> it.nano() > has * NANO).isPresent())
                      .isPresent())
          .problem("the engine's host has fewer processors")
          .fix("ask for no more than it has")
          .rejects("--cpus 4.5 alpine")
          .accepts("--cpus 4 alpine");

  static final Rule CPUSET_MAXIMUM =
      Rule.of("cpuset-maximum", CPUSET_CPUS)
          .constraint("R48")
          .warning()
          .brokenOn(
              LINUX.with(Fact.PROCESSORS, 4),
              (run, target) ->
                  target
                      .get(Fact.PROCESSORS)
                      .filter(has -> run.get(CPUSET_CPUS).filter(it -> last(it) >= has).isPresent())
                      .isPresent())
          .problem("the engine's host counts fewer processors, from 0 on; it may refuse the run")
          .fix("choose from those that it has")
          .rejects("--cpuset-cpus 2-4 alpine", "--cpuset-cpus 0,7 alpine")
          .accepts("--cpuset-cpus 0-3 alpine", "--cpuset-cpus '' alpine");

  static final Rule CPU_RT_CGROUP =
      Rule.of("cpu-rt-cgroup", CPU_RT_PERIOD, CPU_RT_RUNTIME)
          .constraint("R49")
          .brokenOn(
              LINUX.with(Fact.CGROUP_VERSION, 2),
              (run, target) ->
                  hasControlGroups2(target)
                      && (isPositive(run, CPU_RT_PERIOD) || isPositive(run, CPU_RT_RUNTIME)))
          .problem("control groups of version 2 have no real-time scheduling")
          .fix("drop --cpu-rt-period and --cpu-rt-runtime, or use a host with version 1")
          .rejects(
              "--cpu-rt-runtime 950 --cap-add SYS_NICE --ulimit rtprio=99 alpine",
              "--cpu-rt-period 1000 alpine")
          .accepts("--cpu-rt-runtime 0 alpine");

  static final Rule MEMORY_ABOVE_HOST =
      Rule.of("memory-above-host", MEMORY)
          .info()
          .brokenOn(
              LINUX.with(Fact.HOST_MEMORY, Size.gibibytes(8)),
              (run, target) ->
                  target
                      .get(Fact.HOST_MEMORY)
                      .filter(
                          has -> run.get(MEMORY).filter(it -> it.compareTo(has) > 0).isPresent())
                      .isPresent())
          .problem("the engine's host has less memory: the limit is never reached")
          .fix("lower it, if it is to protect the host")
          .rejects("-m 16g alpine")
          .accepts("-m 8g alpine");

  static final Rule OOM_SCORE_ADJ_ROOTLESS =
      Rule.of("oom-score-adj-rootless", OOM_SCORE_ADJ)
          .constraint("R37")
          .warning()
          .brokenOn(
              LINUX.with(Fact.SECURITY, Set.of("rootless")),
              (run, target) ->
                  target.has(Fact.SECURITY, "rootless")
                      && run.get(OOM_SCORE_ADJ).filter(it -> it < 0).isPresent())
          .problem("an engine without root's rights may not spare a container")
          .fix("drop it, or use 0 or more")
          .rejects("--oom-score-adj=-500 alpine")
          .accepts("--oom-score-adj 500 alpine");

  private LimitRules() {}

  /** A limit that the engine drops where its host lacks what the limit takes. */
  private static Rule.Builder dropped(
      String id, Fact<Boolean> fact, Predicate<ContainerRun> isSet, Option<?>... options) {
    return Rule.of(id, options)
        .dropped()
        .brokenOn(LINUX.with(fact, false), (run, target) -> drops(target, fact) && isSet.test(run))
        .problem("the engine's host cannot hold this limit, and the engine drops it")
        .fix("drop it, or use a host that can");
  }

  /** Without control groups nothing is held at all, which is said once. */
  private static boolean drops(Target target, Fact<Boolean> fact) {
    return target.isLinux() && target.lacks(fact) && !hasNoControlGroups(target);
  }

  private static boolean hasNoControlGroups(Target target) {
    return target.get(Fact.CGROUP_DRIVER).filter("none"::equals).isPresent();
  }

  private static boolean hasControlGroups2(Target target) {
    return target.get(Fact.CGROUP_VERSION).filter(version -> version == 2).isPresent();
  }

  private static boolean isPositive(ContainerRun run, Option<Long> option) {
    return RunQueries.isPositive(run, option);
  }

  private static boolean limitsMemory(ContainerRun run) {
    return run.get(MEMORY).filter(it -> it.bytes() > 0).isPresent();
  }

  private static boolean limitsCpus(ContainerRun run) {
    return run.get(CPUS).filter(it -> it.nano() > 0).isPresent();
  }

  private static boolean bindsCpus(ContainerRun run) {
    return run.get(CPUSET_CPUS).filter(it -> !it.text().isEmpty()).isPresent()
        || run.get(CPUSET_MEMS).filter(it -> !it.text().isEmpty()).isPresent();
  }

  /** The greatest number of a set; -1 where there is none. */
  private static int last(CpuSet set) {
    return set.isValid() && !set.text().isEmpty()
        ? BETWEEN.splitAsStream(set.text()).mapToInt(Integer::parseInt).max().orElse(-1)
        : -1;
  }

  private static boolean weighsDevices(ContainerRun run) {
    return run.get(BLKIO_WEIGHT).filter(it -> it > 0).isPresent()
        || !run.all(BLKIO_WEIGHT_DEVICE).isEmpty();
  }

  private static boolean limitsAnything(ContainerRun run) {
    return limitsMemory(run)
        || limitsCpus(run)
        || bindsCpus(run)
        || weighsDevices(run)
        || run.get(MEMORY_RESERVATION).filter(it -> it.bytes() > 0).isPresent()
        || isPositive(run, CPU_PERIOD)
        || isPositive(run, CPU_QUOTA)
        || isPositive(run, CPU_SHARES)
        || isPositive(run, PIDS_LIMIT);
  }
}
