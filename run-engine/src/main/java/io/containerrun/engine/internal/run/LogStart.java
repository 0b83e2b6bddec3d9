package io.containerrun.engine.internal.run;

import io.containerrun.engine.LogQuery;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.http.StreamingResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of a log that is followed, as a time instead of a number of last lines: asked again
 * later, that number would mean other lines.
 */
public final class LogStart {

  private static final Logger LOG = LoggerFactory.getLogger(LogStart.class);

  /** What is in front of the bytes of one stream. */
  private static final int HEADER = 8;

  /** More than the longest time. */
  private static final int LONGEST_TIME = 64;

  private LogStart() {}

  /**
   * A query for the same lines that can be asked again; the query itself if it can, or if the
   * engine does not tell the times.
   */
  public static LogQuery fixed(ContainerApi api, String id, LogQuery query, boolean terminal) {
    if (query.tail().isEmpty() || api.client().isPodman()) {
      return query;
    }
    int lines = query.tail().getAsInt();
    LogQuery asked = query.tail(Math.max(1, lines)).timestamps();
    try (StreamingResponse log = api.logs(id, asked, false)) {
      byte[] start = log.body().readNBytes((terminal ? 0 : HEADER) + LONGEST_TIME);
      if (start.length == 0) {
        return withoutTail(query);
      }
      Optional<Instant> first = time(start, terminal ? 0 : HEADER);
      return first
          .map(it -> withoutTail(query).since(lines == 0 ? it.plusNanos(1) : it))
          .orElse(query);
    } catch (IOException broken) {
      LOG.debug("the start of the log of container {} is not known", id, broken);
      return query;
    }
  }

  private static Optional<Instant> time(byte[] start, int from) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf(' ', Math.min(from, text.length()));
    try {
      return blank < 0
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text.substring(from, blank)).toInstant());
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }

  private static LogQuery withoutTail(LogQuery query) {
    LogQuery all = LogQuery.standard();
    all = query.since().map(all::since).orElse(all);
    all = query.until().map(all::until).orElse(all);
    all = query.only().map(all::only).orElse(all);
    return query.hasTimestamps() ? all.timestamps() : all;
  }
}
