package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.engine.internal.util.Timeouts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a program in a container is executed: what it reads, where its output goes, and how long it
 * may run. By default it is as {@link #standard()}.
 *
 * <pre>{@code
 * Invocation nightly =
 *     Invocation.standard().input(Input.file(orders)).stopAfter(Duration.ofMinutes(5));
 * RunResult result = engine.run(report, nightly);
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy. May be used for many runs if its input and
 * output may.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Invocation {

  private static final Invocation STANDARD =
      new Invocation(Input.none(), Output.captured(), null, null);

  private final Input input;
  private final Output output;
  private final @Nullable Duration stopAfter;
  private final @Nullable Duration grace;

  private Invocation(
      Input input, Output output, @Nullable Duration stopAfter, @Nullable Duration grace) {
    this.input = input;
    this.output = output;
    this.stopAfter = stopAfter;
    this.grace = grace;
  }

  /** No input, up to 8 MiB of each output stream captured, no limit of time. */
  public static Invocation standard() {
    return STANDARD;
  }

  /** Gives the program something to read. */
  public Invocation input(Input input) {
    return new Invocation(Objects.requireNonNull(input, "input"), output, stopAfter, grace);
  }

  /** Says where the output goes. */
  public Invocation output(Output output) {
    return new Invocation(input, Objects.requireNonNull(output, "output"), stopAfter, grace);
  }

  /**
   * Limits the time of the program, from its start to the end of its output. A program that takes
   * longer is stopped: it gets its stop signal, and is killed after its {@linkplain #grace grace}.
   * The result tells, see {@link ProgramResult#isTimedOut()}.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if it is not
   */
  public Invocation stopAfter(Duration limit) {
    return new Invocation(input, output, Timeouts.positive(limit), grace);
  }

  /**
   * Sets the time between the stop signal and the kill of a program that takes too long. By default
   * it is the stop timeout of the run, 10 seconds if it has none; 2 seconds for a command of {@code
   * exec}.
   *
   * @param grace zero kills at once; a container's is rounded up to whole seconds
   * @throws IllegalArgumentException if it is negative
   */
  public Invocation grace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace of " + grace + ": use zero or more");
    }
    return new Invocation(input, output, stopAfter, grace);
  }

  /** What the program reads. */
  public Input input() {
    return input;
  }

  /** Where the output goes. */
  public Output output() {
    return output;
  }

  /** The limit of time; empty for none. */
  public Optional<Duration> stopAfter() {
    return Optional.ofNullable(stopAfter);
  }

  /** The time between the stop signal and the kill; empty for the default. */
  public Optional<Duration> grace() {
    return Optional.ofNullable(grace);
  }

  /** Inputs and outputs are equal if they are the same object. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Invocation that
        && input.equals(that.input)
        && output.equals(that.output)
        && Objects.equals(stopAfter, that.stopAfter)
        && Objects.equals(grace, that.grace);
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, output, stopAfter, grace);
  }

  /** The limit of time, and whether there is input; not what the input is. */
  @Override
  public String toString() {
    return "invocation"
        + (input == Input.none() ? "" : " with input")
        + (stopAfter == null ? "" : ", stopped after " + stopAfter)
        + (grace == null ? "" : ", grace " + grace);
  }
}
