package io.containerrun;

import static io.containerrun.ContainerRun.ATTACH;
import static io.containerrun.ContainerRun.DETACH;
import static io.containerrun.ContainerRun.HEALTH_CMD;
import static io.containerrun.ContainerRun.HEALTH_INTERVAL;
import static io.containerrun.ContainerRun.HEALTH_RETRIES;
import static io.containerrun.ContainerRun.HEALTH_START_INTERVAL;
import static io.containerrun.ContainerRun.HEALTH_START_PERIOD;
import static io.containerrun.ContainerRun.HEALTH_TIMEOUT;
import static io.containerrun.ContainerRun.NO_HEALTHCHECK;
import static io.containerrun.ContainerRun.REMOVE;
import static io.containerrun.ContainerRun.RESTART;
import static io.containerrun.ContainerRun.STOP_SIGNAL;
import static io.containerrun.Enforcer.CLIENT;

import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Signal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules on how a container starts, lives and ends. */
final class LifecycleRules {

  private static final Duration LEAST_TIME = Duration.ofMillis(1);

  private static final Option<?>[] HEALTH_TIMES = {
    HEALTH_INTERVAL, HEALTH_TIMEOUT, HEALTH_START_PERIOD, HEALTH_START_INTERVAL
  };

  static final Rule REMOVE_OR_RESTART =
      Rule.of("remove-or-restart", REMOVE, RESTART)
          .enforcedBy(CLIENT)
          .brokenWhen(
              run -> run.is(REMOVE) && run.get(RESTART).filter(RestartPolicy::restarts).isPresent())
          .problem("a container that is removed on exit cannot restart")
          .fix("drop --rm, or set --restart no")
          .rejects("--rm --restart always alpine", "--rm --restart on-failure:3 alpine")
          .accepts("--rm alpine", "--rm --restart no alpine", "--rm=false --restart always alpine");

  static final Rule DETACH_OR_ATTACH =
      Rule.of("detach-or-attach", DETACH, ATTACH)
          .enforcedBy(CLIENT)
          .brokenWhen(run -> run.is(DETACH) && !run.all(ATTACH).isEmpty())
          .problem("a container in the background is attached to no stream")
          .fix("drop --detach, or drop --attach")
          .rejects("-d -a stdout alpine")
          .accepts("-a stdout alpine", "-d alpine", "-d=false -a stdout alpine");

  static final Rule STOP_SIGNAL_KNOWN =
      Rule.of("stop-signal-known", STOP_SIGNAL)
          .unless(STOP_SIGNAL, Signal::isKnown)
          .problem(LifecycleRules::unknownSignal)
          .fix("write a signal such as SIGINT, or its number")
          .rejects("--stop-signal SIGTREM alpine", "--stop-signal 0 alpine")
          .accepts(
              "--stop-signal int alpine",
              "--stop-signal SIGRTMIN+3 alpine",
              "--stop-signal 9 alpine");

  static final Rule HEALTH_OR_NONE =
      Rule.of(
              "health-or-none",
              NO_HEALTHCHECK,
              HEALTH_CMD,
              HEALTH_INTERVAL,
              HEALTH_TIMEOUT,
              HEALTH_RETRIES,
              HEALTH_START_PERIOD,
              HEALTH_START_INTERVAL)
          .enforcedBy(CLIENT)
          .brokenWhen(run -> run.is(NO_HEALTHCHECK) && hasHealthSetting(run))
          .problem("a container without health check has no use for its settings")
          .fix("drop --no-healthcheck, or drop the --health options")
          .rejects(
              "--no-healthcheck --health-cmd true alpine",
              "--no-healthcheck --health-retries 2 alpine")
          .accepts("--no-healthcheck alpine", "--no-healthcheck --health-interval 0s alpine");

  static final Rule HEALTH_TIMES_NEGATIVE =
      Rule.of("health-times-negative", HEALTH_TIMES)
          .enforcedBy(CLIENT)
          .brokenWhen(run -> times(run).anyMatch(Duration::isNegative))
          .problem("a time of the health check cannot be negative")
          .fix("use at least 1ms, or 0 for the default")
          .rejects("--health-interval=-1s alpine", "--health-start-period=-1ns alpine")
          .accepts("--health-interval 0 alpine", "--health-timeout 1ms alpine");

  static final Rule HEALTH_TIMES_MINIMUM =
      Rule.of("health-times-minimum", HEALTH_TIMES)
          .brokenWhen(
              run ->
                  times(run)
                      .filter(time -> !time.isNegative() && !time.isZero())
                      .anyMatch(time -> time.compareTo(LEAST_TIME) < 0))
          .problem("the engine measures no times of a health check below 1ms")
          .fix("use at least 1ms, or 0 for the default")
          .rejects("--health-interval 999us alpine", "--health-start-interval 1ns alpine")
          .accepts("--health-interval 1ms alpine", "--health-timeout 0 alpine");

  static final Rule HEALTH_RETRIES_RANGE =
      Rule.of("health-retries-range", HEALTH_RETRIES)
          .enforcedBy(CLIENT)
          .unless(HEALTH_RETRIES, retries -> retries >= 0)
          .problem("--health-retries cannot be negative")
          .fix("use 1 or more, or 0 for the image's own")
          .rejects("--health-retries=-1 alpine")
          .accepts("--health-retries 0 alpine", "--health-retries 5 alpine");

  private LifecycleRules() {}

  private static boolean hasHealthSetting(ContainerRun run) {
    boolean command = run.get(HEALTH_CMD).filter(text -> !text.isEmpty()).isPresent();
    boolean retries = run.get(HEALTH_RETRIES).filter(count -> count != 0).isPresent();
    return command || retries || times(run).anyMatch(time -> !time.isZero());
  }

  private static Stream<Duration> times(ContainerRun run) {
    return Stream.of(HEALTH_INTERVAL, HEALTH_TIMEOUT, HEALTH_START_PERIOD, HEALTH_START_INTERVAL)
        .map(run::get)
        .flatMap(Optional::stream);
  }

  private static String unknownSignal(ContainerRun run) {
    String typed = run.get(STOP_SIGNAL).map(Signal::toString).orElse("").toUpperCase(Locale.ROOT);
    return Nearest.to(typed.startsWith("SIG") ? typed.substring(3) : typed, Signal.known())
        .map(near -> "there is no such signal; did you mean SIG" + near + "?")
        .orElse("there is no such signal");
  }
}
