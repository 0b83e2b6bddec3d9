package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.value.StandardStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a container's log to read, and how: by default all of it.
 *
 * <pre>{@code
 * LogQuery.standard().tail(100)
 * LogQuery.standard().since(Instant.now().minusSeconds(60)).timestamps()
 * LogQuery.standard().only(StandardStream.STDERR)
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class LogQuery {

  private static final LogQuery STANDARD = new LogQuery(-1, null, null, false, null);

  /** Negative for all lines. */
  private final int tail;

  private final @Nullable Instant since;
  private final @Nullable Instant until;
  private final boolean timestamps;
  private final @Nullable StandardStream only;

  private LogQuery(
      int tail,
      @Nullable Instant since,
      @Nullable Instant until,
      boolean timestamps,
      @Nullable StandardStream only) {
    this.tail = tail;
    this.since = since;
    this.until = until;
    this.timestamps = timestamps;
    this.only = only;
  }

  /** All that the engine has kept of both streams. */
  public static LogQuery standard() {
    return STANDARD;
  }

  /**
   * Only the last lines.
   *
   * @param lines how many at most, 0 or more
   * @throws IllegalArgumentException if the number is negative
   */
  public LogQuery tail(int lines) {
    if (lines < 0) {
      throw new IllegalArgumentException("tail " + lines + " is negative: use 0 lines or more");
    }
    return new LogQuery(lines, since, until, timestamps, only);
  }

  /** Only output written at that time or later, by the engine's clock. */
  public LogQuery since(Instant time) {
    return new LogQuery(tail, Objects.requireNonNull(time, "time"), until, timestamps, only);
  }

  /** Only output written at that time or earlier, by the engine's clock. */
  public LogQuery until(Instant time) {
    return new LogQuery(tail, since, Objects.requireNonNull(time, "time"), timestamps, only);
  }

  /** Puts the time in front of each line, such as {@code 2026-01-31T08:30:00.123456789Z}. */
  public LogQuery timestamps() {
    return new LogQuery(tail, since, until, true, only);
  }

  /**
   * Only one of the two streams.
   *
   * @param stream {@code STDOUT} or {@code STDERR}
   * @throws IllegalArgumentException if the stream is {@code STDIN}
   */
  public LogQuery only(StandardStream stream) {
    if (stream == StandardStream.STDIN) {
      throw new IllegalArgumentException("stdin is not in a log: use STDOUT or STDERR");
    }
    return new LogQuery(tail, since, until, timestamps, Objects.requireNonNull(stream, "stream"));
  }

  /** The number of last lines; empty for all. */
  public OptionalInt tail() {
    return tail < 0 ? OptionalInt.empty() : OptionalInt.of(tail);
  }

  /** The time from which the log is read; empty for its beginning. */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }

  /** The time up to which the log is read; empty for its end. */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /** Whether each line starts with its time. */
  public boolean hasTimestamps() {
    return timestamps;
  }

  /** The only stream; empty for both. */
  public Optional<StandardStream> only() {
    return Optional.ofNullable(only);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogQuery that
        && tail == that.tail
        && Objects.equals(since, that.since)
        && Objects.equals(until, that.until)
        && timestamps == that.timestamps
        && only == that.only;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tail, since, until, timestamps, only);
  }

  /** The settings, such as {@code log of stderr, last 100 lines}. */
  @Override
  public String toString() {
    return "log"
        + (only == null ? "" : " of " + only)
        + (tail < 0 ? "" : ", last " + tail + " lines")
        + (since == null ? "" : ", since " + since)
        + (until == null ? "" : ", until " + until)
        + (timestamps ? ", with timestamps" : "");
  }
}
