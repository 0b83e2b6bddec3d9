package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.StandardStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The request that executing a run would send to an engine: {@link Engine#plan}.
 *
 * <pre>{@code
 * Plan plan = engine.plan(run);
 * System.out.println(plan);              // violations, policy, streams and the request as JSON
 * plan.request().orElseThrow().body();   // the JSON to send
 * }</pre>
 *
 * @param run the run as given, with its silenced rules
 * @param target the facts about the engine that the checks used
 * @param violations all violations, of every severity, in a stable order
 * @param request the exact request that would create the container: resolved, with the variables of
 *     configured proxies and the labels of this library; empty if errors stop the run
 * @param pull when the image would be pulled; never for an image id
 * @since 0.1.0
 */
public record Plan(
    ContainerRun run,
    Target target,
    List<Violation> violations,
    Optional<CreateRequest> request,
    PullPolicy pull) {

  /** Copies the list. */
  public Plan {
    violations = List.copyOf(violations);
  }

  /** Whether the run would be sent. */
  public boolean isPossible() {
    return request.isPresent();
  }

  /** The streams that {@link Engine#run} would attach to; {@link Engine#start} attaches to none. */
  public Set<StandardStream> streams() {
    return run.attachedStreams();
  }

  /**
   * A readable report, without informational violations; values of environment variables are
   * masked.
   */
  @Override
  public String toString() {
    return Stream.of(
            Stream.of(run.toString()),
            Stream.of("engine: " + target),
            violations.stream().filter(it -> it.severity() != Severity.INFO).map(Plan::line),
            Stream.of("pull: " + pull, "attached: " + attached()),
            Stream.of(isPossible() ? requestText() : "nothing is sent"))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Violation violation) {
    return violation.severity().toString().toLowerCase(Locale.ROOT) + ": " + violation.message();
  }

  private String attached() {
    String names =
        streams().stream().map(StandardStream::toString).collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private String requestText() {
    CreateRequest masked = request.orElseThrow().masked();
    return masked.line() + "\n" + Json.pretty(masked.body());
  }
}
