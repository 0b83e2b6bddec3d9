package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * One port, or ports that follow each other.
 *
 * <pre>{@code
 * PortRange.of(80)              // 80
 * PortRange.of(8000, 8010)      // 8000-8010
 * }</pre>
 *
 * @param first the lowest port, 0 to 65535
 * @param last the highest port, from {@code first} to 65535
 */
public record PortRange(int first, int last) {

  private static final int HIGHEST = 65_535;

  /** Refuses ports out of range and a last port below the first. */
  public PortRange {
    if (first < 0 || last > HIGHEST) {
      throw Secrets.refusal(
          "port " + (first < 0 ? first : last) + " is out of range; use 0 to 65535");
    }
    if (last < first) {
      throw Secrets.refusal(
          "invalid range specified for port: "
              + (first + "-" + last)
              + "; write the lower port first");
    }
  }

  /** One port. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /** The ports from the first to the last, both included. */
  public static PortRange of(int first, int last) {
    return new PortRange(first, last);
  }

  /**
   * Reads {@code 80} or {@code 80-90}. What follows a second hyphen is ignored, as the reference
   * client does.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static PortRange parse(String text) {
    if (text.isEmpty()) {
      throw Secrets.refusal(
          "empty string specified for ports; write a port such as 80 or a range such as 80-90");
    }
    String[] ends = text.split("-", -1);
    return new PortRange(number(ends[0]), number(ends[ends.length == 1 ? 0 : 1]));
  }

  private static int number(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      throw wrong(text, "invalid syntax");
    }
    String significant = text.replaceFirst("^0+(?=.)", "");
    if (significant.length() > 5 || Integer.parseInt(significant) > HIGHEST) {
      throw wrong(text, "value out of range");
    }
    return Integer.parseInt(significant);
  }

  private static IllegalArgumentException wrong(String text, String problem) {
    return Secrets.refusal(
        ("strconv.ParseUint: parsing " + Words.quoted(text) + ": " + problem)
            + "; write ports from 0 to 65535, such as 80 or 80-90");
  }

  /** How many ports there are. */
  public int size() {
    return last - first + 1;
  }

  /** {@code 80}, or {@code 80-90} for more than one port. */
  @Override
  public String toString() {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
