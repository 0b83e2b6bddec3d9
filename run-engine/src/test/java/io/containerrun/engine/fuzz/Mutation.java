package io.containerrun.engine.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes texts that are nearly right, or right in a way that nobody thought of. */
final class Mutation {

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "'",
          "\"",
          "\\",
          "\n",
          "\r\n",
          "\t",
          "\0",
          "$HOME",
          "`id`",
          "$(id)",
          "''",
          "\"\"",
          "a'b\"c\\d",
          "--",
          "-",
          "=",
          ",",
          ":",
          "/",
          "//",
          "..",
          "#",
          "~",
          "*",
          "é",
          "日本",
          "😀",
          "\ud800",
          "\u0000\u0001\u007f",
          "\u00a0",
          "\u2028",
          "İ",
          "ß",
          "٣",
          "true",
          "null",
          "{\"a\":1}",
          "[]",
          "key=value",
          "type=bind,source=/a,target=/b",
          "\"a,b\"=c",
          "docker",
          "run",
          "x".repeat(300),
          ",".repeat(300),
          "\"".repeat(301),
          "9".repeat(400));

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "00",
          "-1",
          "1",
          "+1",
          "63",
          "64",
          "65535",
          "65536",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967295",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "18446744073709551615",
          "18446744073709551616",
          "1e400",
          "1e-400",
          "0x10",
          "1_000",
          "0.1",
          ".5",
          "5.",
          "NaN",
          "inf");

  private static final String CHARACTERS =
      " \"'\\\n\r\t\0=,:;/-_.+@#$`!%&|<>(){}[]~^*?aZ09mgkéß日\ud83d\ude00\ud800٣\u00a0";

  private final RandomGenerator random;

  Mutation(RandomGenerator random) {
    this.random = random;
  }

  /** A text that has nothing to do with any option. */
  String hostile() {
    return pick(random.nextInt(3) == 0 ? NUMBERS : HOSTILE);
  }

  /** The text with one to three changes. */
  String of(String text) {
    String changed = text;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      changed = once(changed);
    }
    return changed;
  }

  private String once(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = from + random.nextInt(Math.min(8, text.length() - from) + 1);
    String head = text.substring(0, from);
    String tail = text.substring(to);
    return switch (random.nextInt(8)) {
      case 0 -> head + tail;
      case 1 -> head + text.substring(from) + text.substring(from);
      case 2 -> head + hostile() + tail;
      case 3 -> text.replaceFirst("[0-9]+", pick(NUMBERS));
      case 4 -> head + text.substring(from, to).toUpperCase(java.util.Locale.ROOT) + tail;
      case 5 -> tail + head;
      default -> head + character() + tail;
    };
  }

  private char character() {
    return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
