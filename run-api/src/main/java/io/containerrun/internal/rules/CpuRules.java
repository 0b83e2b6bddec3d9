package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.CAP_ADD;
import static io.containerrun.ContainerRun.CPUS;
import static io.containerrun.ContainerRun.CPUSET_CPUS;
import static io.containerrun.ContainerRun.CPUSET_MEMS;
import static io.containerrun.ContainerRun.CPU_PERIOD;
import static io.containerrun.ContainerRun.CPU_QUOTA;
import static io.containerrun.ContainerRun.CPU_RT_PERIOD;
import static io.containerrun.ContainerRun.CPU_RT_RUNTIME;
import static io.containerrun.ContainerRun.CPU_SHARES;
import static io.containerrun.ContainerRun.PRIVILEGED;
import static io.containerrun.ContainerRun.ULIMIT;

import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.value.Capability;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules on processors. */
final class CpuRules {

  static final Rule CPUS_MINIMUM =
      Rule.of("cpus-minimum", CPUS)
          .constraint("R43")
          .unless(CPUS, cpus -> cpus.nano() == 0 || cpus.nano() >= 10_000_000)
          .problem("the kernel grants no less than 0.01 processors")
          .fix("use at least 0.01, or drop the limit")
          .rejects("--cpus 0.001 alpine", "--cpus -1 alpine")
          .accepts("--cpus 0.01 alpine", "--cpus 0 alpine");

  static final Rule CPUS_OR_QUOTA =
      Rule.of("cpus-or-quota", CPUS, CPU_PERIOD, CPU_QUOTA)
          .constraint("R42")
          .brokenWhen(
              run ->
                  run.get(CPUS).filter(cpus -> cpus.nano() > 0).isPresent()
                      && (isPositive(run, CPU_PERIOD) || isPositive(run, CPU_QUOTA)))
          .problem("--cpus is itself a quota and a period")
          .fix("use --cpus alone, or --cpu-quota and --cpu-period")
          .rejects("--cpus 1 --cpu-quota 50000 alpine", "--cpus 1 --cpu-period 50000 alpine")
          .accepts("--cpus 1 alpine", "--cpu-quota 50000 --cpu-period 100000 alpine");

  static final Rule CPU_PERIOD_RANGE =
      Rule.of("cpu-period-range", CPU_PERIOD)
          .constraint("R45")
          .unless(CPU_PERIOD, it -> it == 0 || (it >= 1_000 && it <= 1_000_000))
          .problem("a period is 1000 to 1000000 microseconds")
          .fix("use such a number, or 0 for the default")
          .rejects("--cpu-period 900 alpine", "--cpu-period 2000000 alpine")
          .accepts("--cpu-period 1000 alpine", "--cpu-period 0 alpine");

  static final Rule CPU_QUOTA_MINIMUM =
      Rule.of("cpu-quota-minimum", CPU_QUOTA)
          .constraint("R46")
          .unless(CPU_QUOTA, it -> it <= 0 || it >= 1_000)
          .problem("a quota is at least 1000 microseconds")
          .fix("use 1000 or more, or 0 for no limit")
          .rejects("--cpu-quota 999 alpine")
          .accepts("--cpu-quota 1000 alpine", "--cpu-quota 0 alpine");

  static final Rule CPU_QUOTA_NEGATIVE =
      Rule.of("cpu-quota-negative", CPU_QUOTA)
          .constraint("R46")
          .warning()
          .unless(CPU_QUOTA, it -> it >= 0)
          .problem("a negative quota is no limit")
          .fix("drop it, or use 1000 or more")
          .rejects("--cpu-quota=-1 alpine")
          .accepts("--cpu-quota 50000 alpine");

  static final Rule CPU_SHARES_NEGATIVE =
      Rule.of("cpu-shares-negative", CPU_SHARES)
          .constraint("R47")
          .unless(CPU_SHARES, it -> it >= 0)
          .problem("a weight cannot be negative")
          .fix("use 2 to 262144, or 0 for the default")
          .rejects("--cpu-shares=-1 alpine")
          .accepts("--cpu-shares 0 alpine", "--cpu-shares 1024 alpine");

  static final Rule CPU_SHARES_RANGE =
      Rule.of("cpu-shares-range", CPU_SHARES)
          .constraint("R47")
          .unless(CPU_SHARES, it -> it <= 0 || (it >= 2 && it <= 262_144))
          .problem("the kernel knows the weights 2 to 262144; the container would not start")
          .fix("use 2 to 262144, or 0 for the default")
          .rejects("--cpu-shares 1 alpine", "--cpu-shares 262145 alpine")
          .accepts("--cpu-shares 2 alpine", "--cpu-shares 262144 alpine");

  static final Rule CPUSET_SYNTAX =
      Rule.of("cpuset-syntax", CPUSET_CPUS, CPUSET_MEMS)
          .constraint("R48")
          .brokenWhen(
              run ->
                  Stream.of(CPUSET_CPUS, CPUSET_MEMS)
                      .map(run::get)
                      .flatMap(Optional::stream)
                      .anyMatch(set -> !set.isValid()))
          .problem("this is no list of numbers and ranges")
          .fix("write numbers and ranges with commas, such as 0-2,4")
          .rejects("--cpuset-cpus 1,,2 alpine", "--cpuset-mems 3-1 alpine")
          .accepts("--cpuset-cpus 0-2,4 alpine", "--cpuset-mems 0 alpine");

  static final Rule CPU_RT_RUNTIME_ABOVE_PERIOD =
      Rule.of("cpu-rt-runtime-above-period", CPU_RT_PERIOD, CPU_RT_RUNTIME)
          .constraint("R49")
          .brokenWhen(
              run ->
                  isPositive(run, CPU_RT_PERIOD)
                      && run.get(CPU_RT_RUNTIME).orElse(0L) > run.get(CPU_RT_PERIOD).orElse(0L))
          .problem("the real-time runtime is more than its period")
          .fix("lower --cpu-rt-runtime, or raise --cpu-rt-period")
          .rejects(
              "--cpu-rt-runtime 2000 --cpu-rt-period 1000 --cap-add SYS_NICE --ulimit rtprio=99 alpine")
          .accepts("--cpu-rt-runtime 950 --cpu-rt-period 1000 alpine");

  static final Rule CPU_RT_RIGHTS =
      Rule.of("cpu-rt-rights", CPU_RT_RUNTIME, CAP_ADD, ULIMIT)
          .constraint("R49")
          .warning()
          .brokenWhen(
              run ->
                  isPositive(run, CPU_RT_RUNTIME)
                      && !run.is(PRIVILEGED)
                      && !(mayBeNice(run)
                          && RunQueries.any(run, ULIMIT, limit -> limit.name().equals("rtprio"))))
          .problem("no process of the container may ask for real-time scheduling")
          .fix("add --cap-add SYS_NICE and --ulimit rtprio=99")
          .rejects("--cpu-rt-runtime 950 alpine", "--cpu-rt-runtime 950 --cap-add SYS_NICE alpine")
          .accepts(
              "--cpu-rt-runtime 950 --cap-add SYS_NICE --ulimit rtprio=99 alpine",
              "--cpu-rt-runtime 0 alpine");

  private CpuRules() {}

  private static boolean isPositive(ContainerRun run, Option<Long> option) {
    return run.get(option).filter(value -> value > 0).isPresent();
  }

  private static boolean mayBeNice(ContainerRun run) {
    return RunQueries.any(
        run, CAP_ADD, it -> it.equals(Capability.ALL) || it.equals(Capability.SYS_NICE));
  }
}
