package io.containerrun.value;

import io.containerrun.internal.text.Numbers;
import io.containerrun.internal.text.Secrets;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a rational number in the forms of Go's {@code big.Rat.SetString}: what {@code --cpus}
 * takes.
 */
final class RationalText {

  /**
   * Mantissas by base. An underscore may stand between digits and after a base prefix. In base 16
   * an e is always a digit, so its digits are not given back.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<sign>[+-]?)(?:0[xX](?<hex>(?=[_.]*[0-9a-fA-F])(?:_?[0-9a-fA-F])*+"
              + "(?:\\.(?:[0-9a-fA-F](?:_?[0-9a-fA-F])*+)?+)?+)"
              + "|0[bB](?<bin>(?=[_.]*[01])(?:_?[01])*+(?:\\.(?:[01](?:_?[01])*+)?)?)"
              + "|0[oO](?<oct>(?=[_.]*[0-7])(?:_?[0-7])*+(?:\\.(?:[0-7](?:_?[0-7])*+)?)?)"
              + "|(?<dec>(?=\\.?[0-9])(?:[0-9](?:_?[0-9])*+)?(?:\\.(?:[0-9](?:_?[0-9])*+)?)?))"
              + "(?:(?<exp>[eEpP])(?<power>[+-]?[0-9](?:_?[0-9])*+))?");

  /** No sensible number has a larger exponent; Go gives up at a million as well. */
  private static final BigInteger MOST_EXPONENT = BigInteger.valueOf(1_000_000);

  /** No sensible number is longer, and reading one takes the square of its length. */
  private static final int LONGEST = 4_096;

  private RationalText() {}

  /**
   * Numerator and denominator of the number times 10<sup>shift</sup>.
   *
   * @throws IllegalArgumentException if the text is no number
   */
  static BigInteger[] read(String text, int shift) {
    if (text.length() > LONGEST) {
      throw noNumber(text);
    }
    BigInteger scale = BigInteger.TEN.pow(shift);
    int slash = text.indexOf('/');
    if (slash >= 0) {
      BigInteger numerator = Numbers.integer(text.substring(0, slash), true);
      BigInteger denominator = Numbers.integer(text.substring(slash + 1), false);
      if (numerator == null || denominator == null || denominator.signum() == 0) {
        throw noNumber(text);
      }
      return new BigInteger[] {numerator.multiply(scale), denominator};
    }
    Matcher parts = NUMBER.matcher(text);
    if (!parts.matches()) {
      throw noNumber(text);
    }
    return scaled(parts, text, shift);
  }

  private static BigInteger[] scaled(Matcher parts, String text, int shift) {
    int base = parts.group("hex") != null ? 16 : parts.group("bin") != null ? 2 : 10;
    String digits = parts.group(base == 16 ? "hex" : base == 2 ? "bin" : "dec");
    if (digits == null) {
      base = 8;
      digits = parts.group("oct");
    }
    digits = digits.replace("_", "");
    int point = digits.indexOf('.');
    int decimals = point < 0 ? 0 : digits.length() - point - 1;
    BigInteger number = new BigInteger(digits.replace(".", ""), base);
    if (number.signum() == 0) {
      return new BigInteger[] {number, BigInteger.ONE};
    }
    long fives = (long) shift - (base == 10 ? decimals : 0);
    long twos = shift - (long) decimals * (base == 16 ? 4 : base == 8 ? 3 : 1);
    if (parts.group("exp") != null) {
      BigInteger power = new BigInteger(parts.group("power").replace("_", ""));
      if (power.abs().compareTo(MOST_EXPONENT) > 0) {
        throw noNumber(text);
      }
      twos += power.longValueExact();
      fives += "eE".contains(parts.group("exp")) ? power.longValueExact() : 0;
    }
    // A power beyond these bounds decides on its own, so it need not be worked out exactly.
    int most = number.bitLength() + 64;
    BigInteger two = BigInteger.ONE.shiftLeft((int) Math.min(Math.abs(twos), most));
    BigInteger five = BigInteger.valueOf(5).pow((int) Math.min(Math.abs(fives), most));
    BigInteger up = (twos > 0 ? two : BigInteger.ONE).multiply(fives > 0 ? five : BigInteger.ONE);
    BigInteger down = (twos < 0 ? two : BigInteger.ONE).multiply(fives < 0 ? five : BigInteger.ONE);
    BigInteger signed = "-".equals(parts.group("sign")) ? number.negate() : number;
    return new BigInteger[] {signed.multiply(up), down};
  }

  private static IllegalArgumentException noNumber(String text) {
    return Secrets.refusal(
        "failed to parse " + text + " as a rational number; write a number such as 1.5");
  }
}
