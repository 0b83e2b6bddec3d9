package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.LOG_DRIVER;
import static io.containerrun.ContainerRun.LOG_OPT;
import static io.containerrun.internal.rules.Enforcer.CLIENT;

import io.containerrun.ContainerRun;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules on logs. */
final class LoggingRules {

  private static final Set<String> MODES = Set.of("", "blocking", "non-blocking");

  private static final Set<String> COMMON =
      Set.of("mode", "max-buffer-size", "tag", "labels", "labels-regex", "env", "env-regex");

  private static final Set<String> FILES = Set.of("max-size", "max-file", "compress");

  private static final Set<String> NAMES =
      Stream.concat(COMMON.stream(), FILES.stream()).collect(Collectors.toUnmodifiableSet());

  private static final Set<String> BUILT_IN =
      Set.of(
          "none",
          "local",
          "json-file",
          "syslog",
          "journald",
          "gelf",
          "fluentd",
          "awslogs",
          "splunk",
          "gcplogs",
          "etwlogs");

  /** What the names of a driver's own options begin with. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "syslog", "syslog-",
          "gelf", "gelf-",
          "fluentd", "fluentd-",
          "awslogs", "awslogs-",
          "splunk", "splunk-",
          "gcplogs", "gcp-");

  /** What a driver does not make up: most have a default for each option. */
  private static final Map<String, String> REQUIRED =
      Map.of("awslogs", "awslogs-group", "gelf", "gelf-address");

  static final Rule LOG_OPT_WITHOUT_LOG =
      Rule.of("log-opt-without-log", LOG_DRIVER, LOG_OPT)
          .constraint("R138")
          .enforcedBy(CLIENT)
          .brokenWhen(
              run ->
                  run.get(LOG_DRIVER).filter("none"::equals).isPresent()
                      && run.get(LOG_OPT).isPresent())
          .problem("invalid logging opts for driver none: it keeps nothing")
          .fix("drop --log-opt, or choose another --log-driver")
          .rejects("--log-driver none --log-opt max-size=1m alpine")
          .accepts("--log-driver none alpine", "--log-opt max-size=1m alpine");

  static final Rule LOG_MODE_KNOWN =
      Rule.of("log-mode-known", LOG_OPT)
          .constraint("R138")
          .brokenWhen(
              run ->
                  RunQueries.entry(run, LOG_OPT, "mode")
                      .filter(mode -> !MODES.contains(mode))
                      .isPresent())
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such log mode",
                      RunQueries.entry(run, LOG_OPT, "mode").orElse(""),
                      MODES))
          .fix("write blocking or non-blocking")
          .rejects("--log-opt mode=nonblocking alpine")
          .accepts("--log-opt mode=non-blocking alpine");

  static final Rule LOG_BUFFER_BLOCKING =
      Rule.of("log-buffer-blocking", LOG_OPT)
          .constraint("R138")
          .brokenWhen(
              run ->
                  RunQueries.entry(run, LOG_OPT, "max-buffer-size").isPresent()
                      && RunQueries.entry(run, LOG_OPT, "mode")
                          .filter("non-blocking"::equals)
                          .isEmpty())
          .problem("max-buffer-size needs mode=non-blocking")
          .fix("add --log-opt mode=non-blocking, or drop max-buffer-size")
          .rejects("--log-opt max-buffer-size=1m alpine")
          .accepts("--log-opt mode=non-blocking --log-opt max-buffer-size=1m alpine");

  static final Rule LOG_OPT_KNOWN =
      Rule.of("log-opt-known", LOG_DRIVER, LOG_OPT)
          .constraint("R138")
          .brokenWhen(run -> unknown(run).findAny().isPresent())
          .problem(
              run ->
                  RunQueries.withGuess(
                      "the driver has no such option", unknown(run).findFirst().orElse(""), NAMES))
          .fix("drop it, or write one that the driver has, such as max-size of json-file")
          .rejects("--log-driver json-file --log-opt maxsize=1m alpine", "--log-opt =1m alpine")
          .accepts(
              "--log-driver json-file --log-opt max-size=1m alpine",
              "--log-driver other --log-opt own=1 alpine");

  static final Rule LOG_OPT_REQUIRED =
      Rule.of("log-opt-required", LOG_DRIVER, LOG_OPT)
          .constraint("R138")
          .brokenWhen(run -> missing(run).isPresent())
          .problem(run -> "the driver needs " + missing(run).orElse(""))
          .fix("add it with --log-opt, or choose another --log-driver")
          .rejects("--log-driver awslogs alpine", "--log-driver gelf alpine")
          .accepts(
              "--log-driver awslogs --log-opt awslogs-group=web alpine",
              "--log-driver gelf --log-opt gelf-address=udp://192.0.2.1:12201 alpine",
              "--log-driver fluentd alpine");

  private LoggingRules() {}

  private static Optional<String> missing(ContainerRun run) {
    return run.get(LOG_DRIVER)
        .flatMap(driver -> Optional.ofNullable(REQUIRED.get(driver)))
        .filter(name -> RunQueries.entry(run, LOG_OPT, name).orElse("").isEmpty());
  }

  /** The log drivers that docker brings along, for whichever system. */
  static Set<String> builtIn() {
    return BUILT_IN;
  }

  /** Whether a driver is no plugin. */
  static boolean isBuiltIn(String driver) {
    return BUILT_IN.contains(driver);
  }

  private static Stream<String> unknown(ContainerRun run) {
    String driver = run.get(LOG_DRIVER).orElse("");
    return RunQueries.names(run, LOG_OPT).stream().filter(name -> !isKnown(driver, name));
  }

  /** Options of drivers that are not the engine's own, or not named, cannot be known here. */
  private static boolean isKnown(String driver, String name) {
    if (name.isEmpty()) {
      return false;
    }
    if (COMMON.contains(name) || name.startsWith("cache-")) {
      return true;
    }
    return switch (driver) {
      case "json-file", "local" -> FILES.contains(name);
      case "journald" -> false;
      default -> name.startsWith(PREFIXES.getOrDefault(driver, ""));
    };
  }
}
