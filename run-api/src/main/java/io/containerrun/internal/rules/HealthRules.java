package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.HEALTH_CMD;
import static io.containerrun.ContainerRun.HEALTH_INTERVAL;
import static io.containerrun.ContainerRun.HEALTH_RETRIES;
import static io.containerrun.ContainerRun.HEALTH_START_INTERVAL;
import static io.containerrun.ContainerRun.HEALTH_START_PERIOD;
import static io.containerrun.ContainerRun.HEALTH_TIMEOUT;
import static io.containerrun.ContainerRun.NO_HEALTHCHECK;
import static io.containerrun.internal.rules.Enforcer.CLIENT;

import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules on health checks. */
final class HealthRules {

  private static final Duration LEAST_TIME = Duration.ofMillis(1);

  private static final Option<?>[] HEALTH_TIMES = {
    HEALTH_INTERVAL, HEALTH_TIMEOUT, HEALTH_START_PERIOD, HEALTH_START_INTERVAL
  };

  private static final Option<?>[] HEALTH_SETTINGS = {
    HEALTH_CMD,
    HEALTH_INTERVAL,
    HEALTH_TIMEOUT,
    HEALTH_RETRIES,
    HEALTH_START_PERIOD,
    HEALTH_START_INTERVAL
  };

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
          .constraint("R139")
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
          .constraint("R139")
          .enforcedBy(CLIENT)
          .brokenWhen(run -> times(run).anyMatch(Duration::isNegative))
          .problem("a time of the health check cannot be negative")
          .fix("use at least 1ms, or 0 for the default")
          .rejects(
              "--health-cmd true --health-interval=-1s alpine",
              "--health-cmd true --health-start-period=-1ns alpine")
          .accepts("--health-interval 0 alpine", "--health-timeout 1ms alpine");

  static final Rule HEALTH_TIMES_MINIMUM =
      Rule.of("health-times-minimum", HEALTH_TIMES)
          .constraint("R139")
          .brokenWhen(
              run ->
                  times(run)
                      .filter(time -> !time.isNegative() && !time.isZero())
                      .anyMatch(time -> time.compareTo(LEAST_TIME) < 0))
          .problem("the engine measures no times of a health check below 1ms")
          .fix("use at least 1ms, or 0 for the default")
          .rejects(
              "--health-cmd true --health-interval 999us alpine",
              "--health-cmd true --health-start-interval 1ns alpine")
          .accepts("--health-interval 1ms alpine", "--health-timeout 0 alpine");

  static final Rule HEALTH_RETRIES_RANGE =
      Rule.of("health-retries-range", HEALTH_RETRIES)
          .constraint("R139")
          .enforcedBy(CLIENT)
          .unless(HEALTH_RETRIES, retries -> retries >= 0)
          .problem("--health-retries cannot be negative")
          .fix("use 1 or more, or 0 for the image's own")
          .rejects("--health-cmd true --health-retries=-1 alpine")
          .accepts("--health-retries 0 alpine", "--health-retries 5 alpine");

  static final Rule HEALTH_WITHOUT_COMMAND =
      Rule.of("health-without-command", HEALTH_SETTINGS)
          .constraint("R139")
          .warning()
          .brokenWhen(
              run ->
                  !run.is(NO_HEALTHCHECK)
                      && !RunQueries.isGiven(run, HEALTH_CMD)
                      && hasHealthSetting(run))
          .problem("without --health-cmd this only tunes a check that the image has")
          .fix("set --health-cmd, or make sure that the image has a check")
          .rejects("--health-interval 5s alpine", "--health-retries 3 alpine")
          .accepts("--health-cmd true --health-interval 5s alpine", "--health-interval 0 alpine");

  private HealthRules() {}

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
}
