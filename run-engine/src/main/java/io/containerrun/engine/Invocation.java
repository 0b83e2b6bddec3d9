package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.value.Size;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to execute a program in a container: its input, where its output goes, how long it may run
 * and how much it may write. By default as {@link #standard()}.
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
      new Invocation(Input.none(), Output.captured(), null, null, null);

  private final Input input;
  private final Output output;
  private final @Nullable Duration stopAfter;
  private final @Nullable Size stopAfterOutput;
  private final @Nullable Duration grace;

  private Invocation(
      Input input,
      Output output,
      @Nullable Duration stopAfter,
      @Nullable Size stopAfterOutput,
      @Nullable Duration grace) {
    this.input = input;
    this.output = output;
    this.stopAfter = stopAfter;
    this.stopAfterOutput = stopAfterOutput;
    this.grace = grace;
  }

  /** No input, up to 8 MiB of each output stream captured, no limits. */
  public static Invocation standard() {
    return STANDARD;
  }

  /** Sets the input of the program. */
  public Invocation input(Input input) {
    return new Invocation(
        Objects.requireNonNull(input, "input"), output, stopAfter, stopAfterOutput, grace);
  }

  /** Sets where the output goes. */
  public Invocation output(Output output) {
    return new Invocation(
        input, Objects.requireNonNull(output, "output"), stopAfter, stopAfterOutput, grace);
  }

  /**
   * Limits the time of the program, from its start to the end of its output. A program that takes
   * longer gets its stop signal, and is killed after the {@linkplain #grace grace}; see {@link
   * ProgramResult#isTimedOut()}.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Invocation stopAfter(Duration limit) {
    return new Invocation(input, output, Timeouts.positive(limit), stopAfterOutput, grace);
  }

  /**
   * Limits the output of the program, both streams together. A program that writes more gets its
   * stop signal, and is killed after the {@linkplain #grace grace}; see {@link
   * ProgramResult#isOutputExceeded()}. The {@link #output} gets that many bytes; the rest is
   * discarded.
   *
   * <pre>{@code
   * Invocation.standard().stopAfterOutput(Size.mebibytes(1)).stopAfter(Duration.ofSeconds(10))
   * }</pre>
   *
   * @param limit the most bytes
   */
  public Invocation stopAfterOutput(Size limit) {
    return new Invocation(input, output, stopAfter, Objects.requireNonNull(limit, "limit"), grace);
  }

  /**
   * Sets the time between the stop signal and the kill of a program that exceeds a limit. By
   * default the stop timeout of the run, 10 seconds if it has none; 2 seconds for a command of
   * {@code exec}.
   *
   * @param grace zero kills at once; for a container rounded up to whole seconds
   * @throws IllegalArgumentException if the grace is negative
   */
  public Invocation grace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace " + grace + " is negative: use zero or more");
    }
    return new Invocation(input, output, stopAfter, stopAfterOutput, grace);
  }

  /** The input of the program. */
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

  /** The limit of output; empty for none. */
  public Optional<Size> stopAfterOutput() {
    return Optional.ofNullable(stopAfterOutput);
  }

  /** Whether there is a limit of time or output. */
  public boolean isLimited() {
    return stopAfter != null || stopAfterOutput != null;
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
        && Objects.equals(stopAfterOutput, that.stopAfterOutput)
        && Objects.equals(grace, that.grace);
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, output, stopAfter, stopAfterOutput, grace);
  }

  /** The limits, and whether there is input, without its content. */
  @Override
  public String toString() {
    return "invocation"
        + (input == Input.none() ? "" : " with input")
        + (stopAfter == null ? "" : ", stopped after " + stopAfter)
        + (stopAfterOutput == null ? "" : ", stopped after " + stopAfterOutput + " of output")
        + (grace == null ? "" : ", grace " + grace);
  }
}
