package io.containerrun.internal.text;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole numbers as docker's flags do.
 *
 * <pre>{@code
 * Numbers.parseInt64("512")       // 512
 * Numbers.parseInt64("0x200")     // 512, as are 0b1000000000, 0o1000 and 01000
 * }</pre>
 *
 * <p>The forms are those of Go's {@code strconv} with base 0: a prefix {@code 0x}, {@code 0b},
 * {@code 0o} or a leading {@code 0} chooses the base, and an underscore may separate digits. The
 * canonical form is the decimal one.
 */
public final class Numbers {

  /** The digits of each base, after its prefix; base 8 has the prefixes 0o and 0. */
  private static final Pattern DIGITS =
      Pattern.compile(
          "0x(?<hex>(?:_?[0-9a-f])++)|0b(?<bin>(?:_?[01])++)|0o(?<oct>(?:_?[0-7])++)"
              + "|0(?<old>(?:_?[0-7])++)|(?<dec>0|[1-9](?:_?[0-9])*+)");

  /** The groups of the pattern with the radix of each; {@code old} is octal without a letter. */
  private static final String[] BASES = {"hex", "bin", "oct", "old", "dec"};

  private static final int[] RADIXES = {16, 2, 8, 8, 10};

  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+");

  /** No number with more digits is in any range, and reading one takes the square of its length. */
  private static final int MOST_DIGITS = 4_096;

  private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(4 * MOST_DIGITS);

  private Numbers() {}

  /**
   * Reads a whole number of 64 bits with an optional sign.
   *
   * @throws IllegalArgumentException if the text is no whole number or is outside
   *     −2<sup>63</sup>..2<sup>63</sup>−1
   */
  public static long parseInt64(String text) {
    BigInteger number = integer(text, true);
    if (number == null) {
      throw failed("ParseInt", text, "invalid syntax");
    }
    if (number.bitLength() > 63) {
      throw failed("ParseInt", text, "value out of range");
    }
    return number.longValueExact();
  }

  /**
   * Reads a whole number without sign, at most 65535.
   *
   * @throws IllegalArgumentException if the text is no whole number or is too large
   */
  public static int parseUint16(String text) {
    return parseUnsigned(text, 16).intValueExact();
  }

  /**
   * Reads a whole number without sign, less than 2<sup>64</sup>.
   *
   * @throws IllegalArgumentException if the text is no whole number or is too large
   */
  public static BigInteger parseUint64(String text) {
    return parseUnsigned(text, 64);
  }

  private static BigInteger parseUnsigned(String text, int bits) {
    BigInteger number = integer(text, false);
    if (number == null) {
      throw failed("ParseUint", text, "invalid syntax");
    }
    if (number.bitLength() > bits) {
      throw failed("ParseUint", text, "value out of range");
    }
    return number;
  }

  /**
   * The number in any base, or null where the text is none. One of more than 4096 digits is
   * replaced by another that is out of every range too.
   */
  public static @Nullable BigInteger integer(String text, boolean signed) {
    boolean hasSign = signed && (text.startsWith("-") || text.startsWith("+"));
    Matcher parts = DIGITS.matcher((hasSign ? text.substring(1) : text).toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return null;
    }
    BigInteger number = null;
    for (int i = 0; i < BASES.length; i++) {
      String digits = parts.group(BASES[i]);
      if (digits != null) {
        number = number(digits.replace("_", ""), RADIXES[i]);
      }
    }
    return number != null && text.startsWith("-") ? number.negate() : number;
  }

  /** A decimal number of 64 bits with an optional sign, where docker takes no other base. */
  public static long parseDecimal(String text) {
    BigInteger number = decimal(text);
    if (number == null) {
      throw failed("ParseInt", text, "invalid syntax");
    }
    if (number.bitLength() > 63) {
      throw failed("ParseInt", text, "value out of range");
    }
    return number.longValueExact();
  }

  /** As {@link #integer}, for a decimal number with an optional sign. */
  public static @Nullable BigInteger decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return null;
    }
    boolean hasSign = text.startsWith("-") || text.startsWith("+");
    BigInteger number = number(hasSign ? text.substring(1) : text, 10);
    return text.startsWith("-") ? number.negate() : number;
  }

  private static BigInteger number(String digits, int radix) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    boolean isBeyond = digits.length() - zeros > MOST_DIGITS;
    return isBeyond ? BEYOND : new BigInteger(digits.substring(zeros), radix);
  }

  private static IllegalArgumentException failed(String function, String text, String reason) {
    return Secrets.refusal(
        "strconv."
            + function
            + ": parsing \""
            + text
            + "\": "
            + reason
            + "; write a whole number such as 512");
  }
}
