package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One record of comma-separated fields, read as Go's {@code encoding/csv} reads the first record.
 *
 * <p>A field with a comma, a double quote or a line break stands in double quotes, with the quotes
 * inside it doubled. Text after the end of the record is ignored.
 */
final class Csv {

  private static final String QUOTED_FIELD = "extraneous or missing \" in quoted-field";
  private static final String BARE_QUOTE = "bare \" in non-quoted-field";
  private static final String ADVICE =
      "; put the whole field in double quotes and double the quotes inside it";

  private final String text;
  private final List<String> fields = new ArrayList<>();
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  /**
   * Reads the fields of the first record.
   *
   * @throws IllegalArgumentException if there is none, or a quote stands where it may not
   */
  static List<String> read(String text) {
    // Line ends are normalised first, and a return at the very end is dropped, as Go does.
    String lines = text.replace("\r\n", "\n");
    if (lines.endsWith("\r")) {
      lines = lines.substring(0, lines.length() - 1);
    }
    Csv csv = new Csv(lines);
    csv.readRecord();
    return csv.fields;
  }

  private void readRecord() {
    while (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    if (at == text.length()) {
      throw Secrets.refusal("EOF; write comma-separated fields such as key=value");
    }
    boolean more = true;
    while (more) {
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      fields.add(quoted ? readQuoted() : readPlain());
      more = at < text.length() && text.charAt(at) == ',';
      at++;
    }
  }

  private String readPlain() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      if (text.charAt(at) == '"') {
        throw wrong(at, BARE_QUOTE);
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String readQuoted() {
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) != '"') {
        field.append(text.charAt(at));
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at++;
      } else {
        at++;
        if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
          throw wrong(at - 1, QUOTED_FIELD);
        }
        return field.toString();
      }
    }
    throw wrong(at, QUOTED_FIELD);
  }

  /** Go counts lines and columns from 1, and columns in bytes. */
  private IllegalArgumentException wrong(int position, String problem) {
    String before = text.substring(0, position);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    String start = before.substring(before.lastIndexOf('\n') + 1);
    int column = start.getBytes(StandardCharsets.UTF_8).length + 1;
    return Secrets.refusal(
        "parse error on line " + line + ", column " + column + ": " + problem + ADVICE);
  }

  /** One record that {@link #read} gives back field by field. */
  static String write(List<String> fields) {
    // An only field that is empty would be no record at all.
    return fields.equals(List.of(""))
        ? "\"\""
        : fields.stream().map(Csv::write).collect(Collectors.joining(","));
  }

  private static String write(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    // Reading drops the return before a line break, so one more goes in front.
    return plain ? field : '"' + field.replace("\r\n", "\r\r\n").replace("\"", "\"\"") + '"';
  }
}
