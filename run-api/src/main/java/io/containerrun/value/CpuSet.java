package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A choice of processors or memory nodes by number.
 *
 * <pre>{@code
 * CpuSet.of(0, 2)          // 0,2
 * CpuSet.range(0, 3)       // 0-3
 * CpuSet.parse("0-3,8")
 * }</pre>
 *
 * <p>Any text is held and sent as it is: the reference client does not check it. Whether it has the
 * form that engines take is told by {@link #isValid()}.
 *
 * @param text numbers and ranges with commas between them; empty for no choice
 */
public record CpuSet(String text) {

  private static final Pattern PART = Pattern.compile("[0-9]{1,9}(-[0-9]{1,9})?");

  /** Holds the text. */
  public CpuSet {
    Objects.requireNonNull(text, "text");
  }

  /** The processors or memory nodes of these numbers, each 0 or more. */
  public static CpuSet of(int... numbers) {
    for (int number : numbers) {
      requireNotNegative(number);
    }
    return new CpuSet(
        Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(",")));
  }

  /**
   * The processors or memory nodes of these numbers and all between.
   *
   * @param first 0 or more
   * @param last not less than the first
   */
  public static CpuSet range(int first, int last) {
    requireNotNegative(first);
    if (last < first) {
      throw Secrets.refusal(
          "range " + first + "-" + last + " runs backwards; write the smaller number first");
    }
    return new CpuSet(first + "-" + last);
  }

  /** Holds the text; docker takes any. */
  public static CpuSet parse(String text) {
    return new CpuSet(text);
  }

  /** Whether the text is empty or a list of numbers and ranges, such as {@code 0-3,8}. */
  public boolean isValid() {
    return text.isEmpty() || Arrays.stream(text.split(",", -1)).allMatch(CpuSet::isNumberOrRange);
  }

  private static boolean isNumberOrRange(String part) {
    if (!PART.matcher(part).matches()) {
      return false;
    }
    int dash = part.indexOf('-');
    return dash < 0
        || Integer.parseInt(part.substring(0, dash)) <= Integer.parseInt(part.substring(dash + 1));
  }

  private static void requireNotNegative(int number) {
    if (number < 0) {
      throw Secrets.refusal("number " + number + " is negative; use 0 or more");
    }
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
