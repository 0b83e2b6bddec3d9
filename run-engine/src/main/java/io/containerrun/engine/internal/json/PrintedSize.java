package io.containerrun.engine.internal.json;

import io.containerrun.value.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes that engines print as text: up to four digits, in powers of 1000. */
final class PrintedSize {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,3})?) ?([kMGT]?)B");

  private static final String UNITS = "kMGT";

  private static final int DIGITS = 4;

  private PrintedSize() {}

  /**
   * The roundest size that an engine prints as this text. Sizes are set in powers of 1024: 10.74GB
   * is 10 GiB, although the printed number is a little more.
   */
  static Optional<Size> read(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(parts.group(1)).stripTrailingZeros();
    int lastDigit = Math.max(0, DIGITS - (number.precision() - number.scale()));
    BigDecimal half = BigDecimal.ONE.movePointLeft(lastDigit).divide(BigDecimal.valueOf(2));
    int power = parts.group(2).isEmpty() ? 0 : 3 * (UNITS.indexOf(parts.group(2)) + 1);
    long least = bytes(number.subtract(half).max(BigDecimal.ZERO), power, RoundingMode.CEILING);
    long most = bytes(number.add(half), power, RoundingMode.FLOOR);
    return Optional.of(Size.bytes(roundest(least, most)));
  }

  private static long bytes(BigDecimal number, int power, RoundingMode rounding) {
    return number.movePointRight(power).setScale(0, rounding).longValueExact();
  }

  /** The number of the range that is divisible by the greatest power of two. */
  private static long roundest(long least, long most) {
    for (long unit = 1L << 50; unit > 1; unit >>= 1) {
      long multiple = (least + unit - 1) / unit * unit;
      if (multiple > 0 && multiple <= most) {
        return multiple;
      }
    }
    return least;
  }
}
