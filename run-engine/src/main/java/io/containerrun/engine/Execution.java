package io.containerrun.engine;

import io.containerrun.engine.internal.Limits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a program in a container is executed: what it reads, where its output goes, and how long it
 * may take. What is not said stays as {@link #standard()} has it.
 *
 * <pre>{@code
 * RunResult result =
 *     engine.run(report, Execution.standard().input(Input.file(orders)).within(Duration.ofMinutes(5)));
 * }</pre>
 *
 * <p>A value; each change returns a copy. May be used for many runs if its input and output may.
 *
 * @since 0.1.0
 */
public final class Execution {

  private static final Execution STANDARD =
      new Execution(Input.none(), Output.captured(), Duration.ZERO);

  private final Input input;
  private final Output output;

  /** Zero for none. */
  private final Duration limit;

  private Execution(Input input, Output output, Duration limit) {
    this.input = Objects.requireNonNull(input, "input");
    this.output = Objects.requireNonNull(output, "output");
    this.limit = limit;
  }

  /** No input, up to 8 MiB of each output stream captured, no limit of time. */
  public static Execution standard() {
    return STANDARD;
  }

  /** Gives the program something to read. */
  public Execution input(Input input) {
    return new Execution(input, output, limit);
  }

  /** Says where the output goes. */
  public Execution output(Output output) {
    return new Execution(input, output, limit);
  }

  /**
   * Limits the time from the start of the program to the end of its output. A program that takes
   * longer is ended, and the result says so; see {@link Engine#run(io.containerrun.ContainerRun,
   * Execution)} and {@link RunResult#isTimedOut()}.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if it is not
   */
  public Execution within(Duration limit) {
    return new Execution(input, output, Limits.positive(limit));
  }

  Input input() {
    return input;
  }

  Output output() {
    return output;
  }

  Optional<Duration> limit() {
    return limit.isZero() ? Optional.empty() : Optional.of(limit);
  }
}
