package io.containerrun.engine.internal.run;

import io.containerrun.engine.LogQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * The start of a log that is followed, as a time instead of a number of last lines: asked again
 * later, that number would mean other lines. Used by one thread at a time.
 */
public final class LogStart {

  /** What is in front of the bytes of one stream. */
  private static final int HEADER = 8;

  /** More than the longest time. */
  private static final int LONGEST_TIME = 64;

  private final LogQuery query;
  private final int lines;
  private final int offset;
  private volatile LogQuery fixed;

  /**
   * The start of a query for the last lines.
   *
   * @param lines how many
   * @param terminal whether the container has a terminal
   */
  public LogStart(LogQuery query, int lines, boolean terminal) {
    this.query = query;
    this.lines = lines;
    this.offset = terminal ? 0 : HEADER;
    this.fixed = query;
  }

  /** The query whose response begins with the time of the first of these lines. */
  public LogQuery question() {
    return query.tail(Math.max(1, lines)).timestamps();
  }

  /** Reads what is needed of the response to {@link #question}. */
  public void read(InputStream body) throws IOException {
    byte[] start = body.readNBytes(offset + LONGEST_TIME);
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf(' ', Math.min(offset, text.length()));
    if (start.length == 0) {
      fixed = withoutTail();
    } else if (blank >= 0) {
      fixed = since(text.substring(offset, blank));
    }
  }

  private LogQuery since(String first) {
    try {
      var time = OffsetDateTime.parse(first).toInstant();
      return withoutTail().since(lines == 0 ? time.plusNanos(1) : time);
    } catch (DateTimeException other) {
      return query;
    }
  }

  /**
   * A query for the same lines that can be asked again; the query itself if the engine has not told
   * a time.
   */
  public LogQuery fixed() {
    return fixed;
  }

  private LogQuery withoutTail() {
    LogQuery all = LogQuery.standard();
    all = query.since().map(all::since).orElse(all);
    all = query.until().map(all::until).orElse(all);
    all = query.only().map(all::only).orElse(all);
    return query.hasTimestamps() ? all.timestamps() : all;
  }
}
