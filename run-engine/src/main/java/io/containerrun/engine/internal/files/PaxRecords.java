package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The records of extended headers of an archive, which replace fields of the header after them. */
final class PaxRecords {

  private static final String PATH = "path";
  private static final String LINK_PATH = "linkpath";
  private static final String SPARSE = "GNU.sparse.";
  private static final Set<String> KNOWN = Set.of(PATH, LINK_PATH, "size", "mtime", "uid", "gid");

  /** Longer numbers do not fit into a {@code long}, or name a time that no file has. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");

  private static final Pattern TIME =
      Pattern.compile("(-?[0-9]{1,11})(?:\\.([0-9]{1,9})[0-9]{0,50})?");

  private final Map<String, String> values;

  private PaxRecords(Map<String, String> values) {
    this.values = values;
  }

  static PaxRecords none() {
    return new PaxRecords(new HashMap<>());
  }

  /** These records, replaced by those of another header where both have one. */
  PaxRecords with(PaxRecords other) {
    Map<String, String> both = new HashMap<>(values);
    both.putAll(other.values);
    return new PaxRecords(both);
  }

  void path(String name) {
    values.put(PATH, name);
  }

  void linkPath(String name) {
    values.put(LINK_PATH, name);
  }

  /**
   * Adds the records of an extended header, each with its length, a key and a value. Keeps only
   * those that are known, so that an archive cannot make many.
   */
  void add(byte[] header) throws IOException {
    int at = 0;
    while (at < header.length && header[at] != 0) {
      int blank = indexOf(header, ' ', at, header.length);
      int end = at + length(header, at, blank);
      if (end <= blank || end > header.length || header[end - 1] != '\n') {
        throw unreadable();
      }
      int equals = indexOf(header, '=', blank + 1, end);
      String key = TarHeader.text(header, blank + 1, equals);
      if (KNOWN.contains(key)) {
        values.put(key, TarHeader.text(header, equals + 1, end - 1));
      } else if (key.startsWith(SPARSE)) {
        values.put(SPARSE, key);
      }
      at = end;
    }
  }

  private static int length(byte[] header, int start, int end) throws IOException {
    int length = 0;
    for (int i = start; i < end; i++) {
      int digit = header[i] - '0';
      if (digit < 0 || digit > 9 || length > header.length) {
        throw unreadable();
      }
      length = length * 10 + digit;
    }
    return Math.min(length, header.length + 1);
  }

  private static int indexOf(byte[] header, char wanted, int start, int end) throws IOException {
    for (int i = start; i < end; i++) {
      if (header[i] == wanted) {
        return i;
      }
    }
    throw unreadable();
  }

  /** Whether the content is not that of the file, but what it has between holes. */
  boolean isSparse() {
    return values.containsKey(SPARSE);
  }

  String pathOr(String name) {
    return values.getOrDefault(PATH, name);
  }

  String linkPathOr(String name) {
    return values.getOrDefault(LINK_PATH, name);
  }

  /** A number; an empty value removes an earlier one. */
  long numberOr(String key, long number) throws IOException {
    String text = values.getOrDefault(key, "");
    if (text.isEmpty()) {
      return number;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw unreadable();
    }
    return Long.parseLong(text);
  }

  /**
   * The time of the last change.
   *
   * @param seconds since 1970, for archives without a record of it
   */
  Instant modifiedOr(long seconds) throws IOException {
    String text = values.getOrDefault("mtime", "");
    Matcher time = TIME.matcher(text.isEmpty() ? Long.toString(seconds) : text);
    if (!time.matches()) {
      throw unreadable();
    }
    String fraction = time.group(2) == null ? "0" : time.group(2);
    long nanos = Long.parseLong((fraction + "00000000").substring(0, 9));
    long whole = Long.parseLong(time.group(1));
    return Instant.ofEpochSecond(whole, time.group(1).startsWith("-") ? -nanos : nanos);
  }

  private static IOException unreadable() {
    return new IOException("the archive has an extended header that cannot be read");
  }
}
