package io.containerrun.engine.internal.ready;

/** Quotes what programs say in messages. */
final class Words {

  private static final int LONGEST = 200;

  private Words() {}

  /** The start of a text on one line, without control characters. */
  static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** The end of a text on one line: what a program says last explains its exit code. */
  static String quoteEnd(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : "…" + line.substring(line.length() - LONGEST);
  }

  /** The text after a colon; nothing if it is empty. */
  static String after(String text) {
    return text.isEmpty() ? "" : ": " + text;
  }
}
