package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.internal.wire.Json;
import io.containerrun.value.PullPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an engine would be asked for, were a run executed: {@link Engine#plan}.
 *
 * <pre>{@code
 * Plan plan = engine.plan(run);
 * System.out.println(plan);              // violations, policy, streams and the request as JSON
 * plan.request().orElseThrow().body();   // what is sent
 * }</pre>
 *
 * <p>A value; may be shared between threads.
 *
 * @since 0.1.0
 */
public final class Plan {

  private final ContainerRun run;
  private final Target target;
  private final List<Violation> violations;
  private final @Nullable CreateRequest request;
  private final PullPolicy pull;

  Plan(
      ContainerRun run,
      Target target,
      List<Violation> violations,
      Optional<CreateRequest> request,
      PullPolicy pull) {
    this.run = run;
    this.target = target;
    this.violations = List.copyOf(violations);
    this.request = request.orElse(null);
    this.pull = pull;
  }

  /** The run, as it was given; with the rules that are silenced on it. */
  public ContainerRun run() {
    return run;
  }

  /** The engine that it was checked against, as far as it mattered. */
  public Target target() {
    return target;
  }

  /** All that is wrong or doubtful about it, in a stable order. */
  public List<Violation> violations() {
    return violations;
  }

  /** Whether the run would be sent. */
  public boolean isPossible() {
    return request != null;
  }

  /**
   * The request that would make the container, exactly: resolved, with the variables of the site's
   * proxies and the labels by which containers are found again. Empty where errors stop the run.
   */
  public Optional<CreateRequest> request() {
    return Optional.ofNullable(request);
  }

  /** When the image would be pulled; never for one that is named by its id. */
  public PullPolicy pull() {
    return pull;
  }

  /** The streams that {@link Engine#run} would attach to; {@link Engine#start} attaches to none. */
  public AttachedStreams streams() {
    return AttachedStreams.of(run);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plan plan
        && run.equals(plan.run)
        && target.equals(plan.target)
        && violations.equals(plan.violations)
        && Objects.equals(request, plan.request)
        && pull == plan.pull;
  }

  @Override
  public int hashCode() {
    return Objects.hash(run, target, violations, request, pull);
  }

  /** All of it for people to read; values of environment variables are masked. */
  @Override
  public String toString() {
    return Stream.of(
            Stream.of(run.toString()),
            Stream.of("engine: " + target),
            violations.stream().map(Plan::line),
            Stream.of("pull: " + pull, "attached: " + attached()),
            Stream.of(isPossible() ? requestText() : "nothing is sent"))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Violation violation) {
    return violation.severity().toString().toLowerCase(Locale.ROOT) + ": " + violation.message();
  }

  private String attached() {
    AttachedStreams streams = streams();
    String names =
        Stream.of(
                streams.stdin() ? "stdin" : "",
                streams.stdout() ? "stdout" : "",
                streams.stderr() ? "stderr" : "")
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private String requestText() {
    CreateRequest masked = Objects.requireNonNull(request).masked();
    return masked.line() + "\n" + Json.pretty(masked.body());
  }
}
