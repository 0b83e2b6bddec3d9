package io.containerrun.engine;

import io.containerrun.value.StandardStream;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which part of a container's log is read, and how.
 *
 * <pre>{@code
 * LogQuery.all().tail(100)
 * LogQuery.all().since(Instant.now().minusSeconds(60)).timestamps()
 * LogQuery.all().only(StandardStream.STDERR)
 * }</pre>
 *
 * <p>A value: each method returns a changed copy. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class LogQuery {

  private static final LogQuery ALL =
      new LogQuery(new TreeMap<>(Map.of("stdout", "1", "stderr", "1")));

  private final SortedMap<String, String> parameters;

  private LogQuery(SortedMap<String, String> parameters) {
    this.parameters = Collections.unmodifiableSortedMap(parameters);
  }

  /** All that the engine has kept of both streams. */
  public static LogQuery all() {
    return ALL;
  }

  /**
   * Only the last lines.
   *
   * @param lines how many at most, 0 or more
   */
  public LogQuery tail(int lines) {
    if (lines < 0) {
      throw new IllegalArgumentException("tail " + lines + " is negative: use 0 lines or more");
    }
    return with("tail", Integer.toString(lines));
  }

  /** Only what was written at that time or later, by the engine's clock. */
  public LogQuery since(Instant time) {
    return with("since", text(time));
  }

  /** Only what was written before that time, by the engine's clock. */
  public LogQuery until(Instant time) {
    return with("until", text(time));
  }

  /** Puts the time in front of each line, such as {@code 2026-01-31T08:30:00.123456789Z}. */
  public LogQuery timestamps() {
    return with("timestamps", "1");
  }

  /**
   * Only one of the two streams.
   *
   * @param stream {@code STDOUT} or {@code STDERR}
   */
  public LogQuery only(StandardStream stream) {
    return switch (stream) {
      case STDOUT -> with("stdout", "1").with("stderr", "0");
      case STDERR -> with("stdout", "0").with("stderr", "1");
      case STDIN ->
          throw new IllegalArgumentException("stdin is not in a log: use STDOUT or STDERR");
    };
  }

  private LogQuery with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new LogQuery(more);
  }

  private static String text(Instant time) {
    return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
  }

  /** As the engine takes them. */
  Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogQuery query && parameters.equals(query.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  /** What is asked for, such as {@code {stderr=1, stdout=1, tail=100}}. */
  @Override
  public String toString() {
    return parameters.toString();
  }
}
