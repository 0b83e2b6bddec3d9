package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.CPUS;
import static io.containerrun.ContainerRun.CPU_COUNT;
import static io.containerrun.ContainerRun.CPU_PERCENT;
import static io.containerrun.ContainerRun.ISOLATION;

import io.containerrun.value.Isolation;
import java.util.List;

/** Rules on what only Windows engines have. */
final class WindowsRules {

  static final Rule CPU_COUNT_NEGATIVE =
      Rule.of("cpu-count-negative", CPU_COUNT)
          .constraint("R51")
          .unless(CPU_COUNT, it -> it >= 0)
          .problem("a count cannot be negative")
          .fix("use 1 or more, or 0 for no limit")
          .rejects("--cpu-count=-1 alpine")
          .accepts("--cpu-count 2 alpine");

  static final Rule CPU_PERCENT_RANGE =
      Rule.of("cpu-percent-range", CPU_PERCENT)
          .constraint("R51")
          .unless(CPU_PERCENT, it -> it >= 0 && it <= 100)
          .problem("the range is 0 to 100")
          .fix("use 1 to 100, or 0 for no limit")
          .rejects("--cpu-percent 101 alpine", "--cpu-percent=-1 alpine")
          .accepts("--cpu-percent 100 alpine", "--cpu-percent 0 alpine");

  static final Rule CPUS_OR_PERCENT =
      Rule.of("cpus-or-percent", CPUS, CPU_PERCENT)
          .constraint("R51")
          .brokenWhen(
              run ->
                  run.get(CPUS).filter(it -> it.nano() > 0).isPresent()
                      && RunQueries.isPositive(run, CPU_PERCENT))
          .problem("--cpus and --cpu-percent limit the same")
          .fix("use one of the two")
          .rejects("--cpus 1 --cpu-percent 50 alpine")
          .accepts("--cpus 1 alpine", "--cpu-percent 50 alpine");

  static final Rule ISOLATION_KNOWN =
      Rule.of("isolation-known", ISOLATION)
          .constraint("R143")
          .unless(ISOLATION, Isolation::isKnown)
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such isolation",
                      run.get(ISOLATION).map(Isolation::text).orElse(""),
                      List.of("default", "process", "hyperv")))
          .fix("write default, process or hyperv")
          .rejects("--isolation hyprv alpine")
          .accepts("--isolation default alpine", "--isolation process alpine");

  private WindowsRules() {}
}
