package io.containerrun;

import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.internal.text.Durations;
import io.containerrun.internal.text.Numbers;
import io.containerrun.value.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the engine finds out whether the container is healthy. */
@CheckReturnValue
public sealed interface HealthOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<String> HEALTH_CMD =
      text("health-cmd")
          .grammar("<command>")
          .byDefault("the image's")
          .sentAs(
              (command, body) -> {
                // An empty command is none: the image's own check stays.
                if (!command.isEmpty()) {
                  body.put("Healthcheck.Test", List.of("CMD-SHELL", command));
                }
              },
              "Healthcheck.Test")
          .readBy(HealthOptions::readCommand)
          .summary("Shell command that exits with 0 while the container is healthy.")
          .example("pg_isready");

  /** Checks health with a shell command inside the container: exit code 0 means healthy. */
  default R healthCmd(String command) {
    return with(HEALTH_CMD, command);
  }

  /** A check without a shell becomes one by a shell. */
  private static List<String> readCommand(RequestReading request) {
    List<String> test = request.texts("Healthcheck.Test");
    if (test.size() < 2) {
      return List.of();
    }
    List<String> words = test.subList(1, test.size());
    return switch (test.get(0)) {
      case "CMD-SHELL" -> words.subList(0, 1);
      case "CMD" -> List.of(ShellWords.join(words));
      default -> List.of();
    };
  }

  private static String ofNanos(@Nullable Object sent) {
    return Durations.format(Duration.ofNanos(RequestReading.numberOf(sent)));
  }

  Option<Duration> HEALTH_INTERVAL =
      one("health-interval", Durations::parse, Durations::format)
          .grammar("<duration>")
          .byDefault("the image's, or 30s")
          .sentAs("Healthcheck.Interval", Duration::toNanos)
          .readAs(HealthOptions::ofNanos)
          .summary("Time between two checks.")
          .example("10s");

  /**
   * Sets the time between two checks.
   *
   * @param interval 1 ms or more
   */
  default R healthInterval(Duration interval) {
    return with(HEALTH_INTERVAL, interval);
  }

  /** The same in docker's text form: {@code healthInterval("10s")}. */
  default R healthInterval(String text) {
    return withText(HEALTH_INTERVAL, text);
  }

  Option<Duration> HEALTH_TIMEOUT =
      one("health-timeout", Durations::parse, Durations::format)
          .grammar("<duration>")
          .byDefault("the image's, or 30s")
          .sentAs("Healthcheck.Timeout", Duration::toNanos)
          .readAs(HealthOptions::ofNanos)
          .summary("Time after which a check counts as failed.")
          .example("3s");

  /**
   * Sets the time after which a check that has not ended counts as failed.
   *
   * @param timeout 1 ms or more
   */
  default R healthTimeout(Duration timeout) {
    return with(HEALTH_TIMEOUT, timeout);
  }

  /** The same in docker's text form: {@code healthTimeout("3s")}. */
  default R healthTimeout(String text) {
    return withText(HEALTH_TIMEOUT, text);
  }

  Option<Long> HEALTH_RETRIES =
      one("health-retries", Numbers::parseInt64)
          .grammar("<count>")
          .byDefault("the image's, or 3")
          .sentAs("Healthcheck.Retries")
          .summary("Failures in a row that make the container unhealthy.")
          .example("5");

  /**
   * Sets how many failures in a row make the container unhealthy.
   *
   * @param count 1 or more; 0 for the image's, or 3
   */
  default R healthRetries(long count) {
    return with(HEALTH_RETRIES, count);
  }

  /** The same in docker's text form: {@code healthRetries("5")}. */
  default R healthRetries(String text) {
    return withText(HEALTH_RETRIES, text);
  }

  Option<Duration> HEALTH_START_PERIOD =
      one("health-start-period", Durations::parse, Durations::format)
          .grammar("<duration>")
          .byDefault("the image's, or 0s")
          .sentAs("Healthcheck.StartPeriod", Duration::toNanos)
          .readAs(HealthOptions::ofNanos)
          .since(1, 29)
          .summary("Time at the start during which failures do not count.")
          .example("1m");

  /**
   * Sets how long failures do not count while the container starts.
   *
   * @param period 1 ms or more
   */
  default R healthStartPeriod(Duration period) {
    return with(HEALTH_START_PERIOD, period);
  }

  /** The same in docker's text form: {@code healthStartPeriod("1m")}. */
  default R healthStartPeriod(String text) {
    return withText(HEALTH_START_PERIOD, text);
  }

  Option<Duration> HEALTH_START_INTERVAL =
      one("health-start-interval", Durations::parse, Durations::format)
          .grammar("<duration>")
          .byDefault("the image's, or 5s")
          .sentAs("Healthcheck.StartInterval", Duration::toNanos)
          .readAs(HealthOptions::ofNanos)
          .since(1, 44)
          .summary("Time between two checks during the start period.")
          .example("500ms");

  /**
   * Sets the time between two checks during the start period.
   *
   * @param interval 1 ms or more
   */
  default R healthStartInterval(Duration interval) {
    return with(HEALTH_START_INTERVAL, interval);
  }

  /** The same in docker's text form: {@code healthStartInterval("500ms")}. */
  default R healthStartInterval(String text) {
    return withText(HEALTH_START_INTERVAL, text);
  }

  Option<Boolean> NO_HEALTHCHECK =
      toggle("no-healthcheck")
          .sentAs(
              (none, body) -> {
                if (none) {
                  body.put("Healthcheck.Test", List.of("NONE"));
                }
              },
              "Healthcheck.Test")
          .readBy(
              request ->
                  request.texts("Healthcheck.Test").equals(List.of("NONE"))
                      ? List.of(true)
                      : List.of())
          .summary("Check nothing, whatever the image says.")
          .example("true");

  /** Turns off the image's own check. */
  default R noHealthcheck() {
    return with(NO_HEALTHCHECK, true);
  }

  /**
   * Sets the options that make up a check; what the check leaves open stays as it is.
   *
   * <pre>{@code
   * run.health(HealthCheck.shell("pg_isready").every(Duration.ofSeconds(2)).retries(5))
   * }</pre>
   */
  default R health(HealthCheck check) {
    Objects.requireNonNull(check, "check");
    return check instanceof HealthCheck.Shell shell ? health(shell) : noHealthcheck();
  }

  private R health(HealthCheck.Shell check) {
    R run = healthCmd(check.command());
    run = check.interval().isZero() ? run : run.with(HEALTH_INTERVAL, check.interval());
    run = check.timeout().isZero() ? run : run.with(HEALTH_TIMEOUT, check.timeout());
    run = check.retries() == 0 ? run : run.with(HEALTH_RETRIES, (long) check.retries());
    run = check.startPeriod().isZero() ? run : run.with(HEALTH_START_PERIOD, check.startPeriod());
    return check.startInterval().isZero()
        ? run
        : run.with(HEALTH_START_INTERVAL, check.startInterval());
  }
}
