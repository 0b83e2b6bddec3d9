package io.containerrun;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.KeyValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Reads the content of files of environment variables or labels.
 *
 * <pre>{@code
 * KeyValueFile.variables("app.env", content)      // [LANG, POSTGRES_DB=***]
 * KeyValueFile.labels("app.labels", content)
 * }</pre>
 *
 * <p>Each line is {@code NAME=value} or {@code NAME}, in UTF-8. White space before the name is
 * dropped; all after the equals sign is the value as it stands, with quotes and blanks. Empty lines
 * and lines that begin with {@code #} are skipped.
 */
final class KeyValueFile {

  /** Go's scanner takes lines of 64 KiB with their line feed. */
  private static final int LONGEST_LINE = 65_535;

  private KeyValueFile() {}

  /**
   * The variables, in the order of the lines. A line without an equals sign is a variable with the
   * value of the caller; where the caller has none, docker leaves it out.
   *
   * @param fileName for the message
   * @throws IllegalArgumentException if a line has no name, a name with blanks, or is no UTF-8 or
   *     too long
   */
  static List<EnvironmentVariable> variables(String fileName, byte[] content) {
    return lines(fileName, content).stream().map(EnvironmentVariable::parse).toList();
  }

  /**
   * The labels, in the order of the lines. A line without an equals sign is left out, as docker
   * does it.
   *
   * @param fileName for the message
   * @throws IllegalArgumentException if a line has no key, a key with blanks, or is no UTF-8 or too
   *     long
   */
  static List<KeyValue> labels(String fileName, byte[] content) {
    return lines(fileName, content).stream()
        .filter(line -> line.contains("="))
        .map(KeyValue::parse)
        .toList();
  }

  private static List<String> lines(String fileName, byte[] content) {
    Objects.requireNonNull(fileName, "fileName");
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (int start = 0; start < content.length; ) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      number++;
      try {
        String line = line(Arrays.copyOfRange(content, start, end), number);
        if (!line.isEmpty() && !line.startsWith("#")) {
          requireName(line, number);
          lines.add(line);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "invalid env file (" + fileName + "): " + e.getMessage(), e);
      }
      start = end + 1;
    }
    return lines;
  }

  private static String line(byte[] bytes, int number) {
    if (bytes.length > LONGEST_LINE) {
      throw new IllegalArgumentException(
          "bufio.Scanner: token too long; shorten line " + number + " to less than 64 KiB");
    }
    String line;
    try {
      line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "invalid utf8 bytes at line " + number + "; save the file as UTF-8", e);
    }
    if (number == 1 && line.startsWith("\ufeff")) {
      line = line.substring(1);
    }
    line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    int start = 0;
    while (start < line.length() && isSpace(line.charAt(start))) {
      start++;
    }
    return line.substring(start);
  }

  /** The white space of Unicode, as Go's {@code unicode.IsSpace}. */
  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  /** The value may be a secret, so no message has it. */
  private static void requireName(String line, int number) {
    int equals = line.indexOf('=');
    if (equals == 0) {
      throw new IllegalArgumentException(
          "no variable name on line '="
              + (line.length() > 1 ? "***" : "")
              + "'; write NAME=value in line "
              + number);
    }
    String name = equals < 0 ? line : line.substring(0, equals);
    if (name.contains(" ") || name.contains("\t")) {
      throw new IllegalArgumentException(
          "variable '"
              + name
              + "' contains whitespaces; write a name without them in line "
              + number);
    }
  }
}
