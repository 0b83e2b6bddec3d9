package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount of processor time per unit of time, counted in processors.
 *
 * <pre>{@code
 * Cpus.of(1.5)            // one processor and a half
 * Cpus.parse("1/2")       // 0.5
 * }</pre>
 *
 * @param nano the amount in billionths of a processor, as the engine counts it; 0 means no limit. A
 *     negative amount can be held, as the reference client sends it, but no engine accepts it
 */
public record Cpus(long nano) implements Comparable<Cpus> {

  /** Nine digits of a fraction: an engine counts billionths. */
  private static final int DIGITS = 9;

  /**
   * The given number of processors.
   *
   * @throws IllegalArgumentException if it has more than nine decimals or is no number
   */
  public static Cpus of(double count) {
    return parse(Double.isFinite(count) ? BigDecimal.valueOf(count).toString() : "" + count);
  }

  /** The same as {@link #parse}. */
  public static Cpus of(String text) {
    return parse(text);
  }

  /**
   * Reads a decimal number, also with an exponent, or a fraction: {@code 1.5}, {@code 15e-1},
   * {@code 3/2}.
   *
   * @throws IllegalArgumentException if the text is no such number, needs more than nine decimals,
   *     or is more than an engine can count
   */
  public static Cpus parse(String text) {
    BigInteger[] fraction = RationalText.read(text, DIGITS);
    BigInteger[] parts = fraction[0].divideAndRemainder(fraction[1]);
    if (parts[1].signum() != 0) {
      throw Secrets.refusal(
          "value is too precise: " + text + "; write at most 9 decimals, such as 0.333");
    }
    if (parts[0].bitLength() > 63) {
      throw Secrets.refusal(
          "value is too large: " + text + "; write at most 9223372036 processors");
    }
    return new Cpus(parts[0].longValueExact());
  }

  @Override
  public int compareTo(Cpus other) {
    return Long.compare(nano, other.nano);
  }

  /** The plain decimal number, without trailing zeros: {@code 1.5}, {@code 2}. */
  @Override
  public String toString() {
    return BigDecimal.valueOf(nano, DIGITS).stripTrailingZeros().toPlainString();
  }
}
