package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or storage, held in bytes.
 *
 * <pre>{@code
 * Size.mebibytes(512)      // 512m
 * Size.parse("1.5g")       // 1536m
 * }</pre>
 *
 * @param bytes the amount, 0 to 2<sup>63</sup>−1024
 */
public record Size(long bytes) implements Comparable<Size> {

  /** The units' first letters; each is 1024 times the one before. */
  private static final String UNITS = "bkmgtp";

  /**
   * Number, at most one space, unit; the unit may continue as {@code kb} or {@code kib}. The number
   * is what Go reads as a float: an underscore may stand between digits, and with an exponent of
   * two the digits are hexadecimal.
   */
  private static final Pattern TEXT =
      Pattern.compile(
          ("(?<sign>[+-]?)(?:(?<decimal>(?:D(?:\\.D?)?|\\.D)(?:e[+-]?[0-9](?:_?[0-9]){0,2})?)"
                  + "|(?<hex>0x_?(?:H(?:\\.H?)?|\\.H)p[+-]?[0-9]{1,3}))"
                  + " ?(?<unit>b|[kmgtp](?:i?b)?)?")
              .replace("D", "(?:[0-9](?:_?[0-9])*+)")
              .replace("H", "(?:[0-9a-f](?:_?[0-9a-f])*+)"));

  /** More than an exponent of three digits can move past the point, in either direction. */
  private static final int MOST_DIGITS = 1_100;

  /** The reference client computes in floating point; this is the last number below 2^63 there. */
  private static final long MOST = Long.MAX_VALUE - 1023;

  /** Refuses a negative amount, and one that is more than an engine can count. */
  public Size {
    if (bytes < 0) {
      throw Secrets.refusal("size " + bytes + " is negative: use 0 or more bytes");
    }
    if (bytes > MOST) {
      throw Secrets.refusal("size " + bytes + " is too large: use at most " + MOST);
    }
  }

  /** The given number of bytes. */
  public static Size bytes(long count) {
    return new Size(count);
  }

  /** The given number of kibibytes, 1024 bytes each. */
  public static Size kibibytes(long count) {
    return new Size(Math.multiplyExact(count, 1L << 10));
  }

  /** The given number of mebibytes, 1024 kibibytes each. */
  public static Size mebibytes(long count) {
    return new Size(Math.multiplyExact(count, 1L << 20));
  }

  /** The given number of gibibytes, 1024 mebibytes each. */
  public static Size gibibytes(long count) {
    return new Size(Math.multiplyExact(count, 1L << 30));
  }

  /**
   * Reads a number with a unit: {@code 512m}, {@code 1.5g}, {@code 2048}, {@code 64 MiB}.
   *
   * <p>Every unit is a power of 1024, also {@code kb}; without a unit the number counts bytes. A
   * fraction of a byte is dropped.
   *
   * @throws IllegalArgumentException if the text is no such number, or is more than
   *     2<sup>63</sup>−1 bytes
   */
  public static Size parse(String text) {
    Matcher parts = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    BigDecimal number = parts.matches() ? number(parts) : BigDecimal.ONE.negate();
    if (number.signum() < 0) {
      throw Secrets.refusal(
          "invalid size: '" + text + "'; write a number and a unit, such as 512m or 2g");
    }
    String unit = parts.group("unit") == null ? "b" : parts.group("unit");
    BigInteger unitBytes = BigInteger.ONE.shiftLeft(10 * UNITS.indexOf(unit.charAt(0)));
    BigDecimal bytes = number.multiply(new BigDecimal(unitBytes));
    if (bytes.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw Secrets.refusal(
          "invalid size: '" + text + "' is more than an engine can count; write at most 8191p");
    }
    return new Size(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
  }

  private static BigDecimal number(Matcher parts) {
    String decimal = parts.group("decimal");
    BigDecimal number =
        decimal != null
            ? decimal(decimal.replace("_", ""))
            : hexadecimal(parts.group("hex").replace("_", ""));
    return parts.group("sign").equals("-") ? number.negate() : number;
  }

  private static BigDecimal hexadecimal(String text) {
    return new BigDecimal(Math.min(Double.parseDouble(text), Double.MAX_VALUE));
  }

  /** Of endless digits only those are read that can make a difference of a byte. */
  private static BigDecimal decimal(String text) {
    int e = text.indexOf('e');
    String digits = e < 0 ? text : text.substring(0, e);
    int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    int zeros = 0;
    while (zeros < point - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    if (point - zeros > MOST_DIGITS) {
      return BigDecimal.valueOf(Double.MAX_VALUE);
    }
    String kept = digits.substring(zeros, Math.min(digits.length(), point + MOST_DIGITS));
    return new BigDecimal(kept + (e < 0 ? "" : text.substring(e)));
  }

  @Override
  public int compareTo(Size other) {
    return Long.compare(bytes, other.bytes);
  }

  /** Docker's form, in the largest unit that divides evenly: {@code 512m}, {@code 1536m}. */
  @Override
  public String toString() {
    if (bytes == 0) {
      return "0";
    }
    int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length() - 1);
    return (bytes >> (10 * unit)) + UNITS.substring(unit, unit + 1);
  }
}
