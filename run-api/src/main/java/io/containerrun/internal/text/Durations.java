package io.containerrun.internal.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and prints durations in docker's text.
 *
 * <pre>{@code
 * Durations.parse("1m30s")                        // PT1M30S
 * Durations.format(Duration.ofMillis(1500))       // 1.5s
 * }</pre>
 *
 * <p>Docker counts nanoseconds in 64 bits, so a duration is at most about 292 years.
 */
public final class Durations {

  /** One number and all up to the next; which numbers and units there are is checked apart. */
  private static final Pattern PART =
      Pattern.compile("(?<whole>[0-9]*)(?:\\.(?<fraction>[0-9]*))?(?<unit>[^0-9.]*)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L, // the micro sign
          "\u03bcs", 1_000L, // the Greek letter
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** One more than fits, as the smallest negative duration has this amount. */
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(63);

  private Durations() {}

  /**
   * Reads numbers with a unit, after an optional sign: {@code 1m30s}, {@code 1.5h}, {@code 500ms}.
   *
   * <p>The units are {@code ns}, {@code us} (also {@code µs}), {@code ms}, {@code s}, {@code m} and
   * {@code h}. Only 0 may go without. A fraction of a nanosecond is dropped. These are the rules of
   * Go's {@code time.ParseDuration}.
   *
   * @throws IllegalArgumentException if the text is no such duration or is too long
   */
  public static Duration parse(String text) {
    boolean hasSign = text.startsWith("-") || text.startsWith("+");
    String rest = hasSign ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    BigInteger nanos = BigInteger.ZERO;
    Matcher part = PART.matcher(rest);
    for (int at = 0; at < rest.length(); at = part.end()) {
      part.region(at, rest.length());
      if (!part.lookingAt() || part.end() == at) {
        throw invalid(text);
      }
      nanos = nanos.add(nanos(part, text));
      if (nanos.compareTo(MOST) > 0) {
        throw invalid(text);
      }
    }
    if (text.startsWith("-")) {
      nanos = nanos.negate();
    }
    if (nanos.bitLength() > 63) {
      throw invalid(text);
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static BigInteger nanos(Matcher part, String text) {
    String whole = part.group("whole");
    String fraction = part.group("fraction") == null ? "" : part.group("fraction");
    if (whole.isEmpty() && fraction.isEmpty()) {
      throw invalid(text);
    }
    String unit = part.group("unit");
    if (unit.isEmpty()) {
      throw Secrets.refusal("time: missing unit in duration \"" + text + "\"; write 30s or 1m30s");
    }
    Long unitNanos = UNITS.get(unit);
    if (unitNanos == null) {
      throw Secrets.refusal(
          "time: unknown unit \""
              + unit
              + "\" in duration \""
              + text
              + "\"; write ns, us, ms, s, m or h");
    }
    BigInteger count = whole.isEmpty() ? null : Numbers.decimal(whole);
    return (count == null ? BigInteger.ZERO : count)
        .multiply(BigInteger.valueOf(unitNanos))
        .add(fraction(fraction, unitNanos));
  }

  /** The part after the point, worked out in floating point as Go does, so that they agree. */
  private static BigInteger fraction(String digits, long unitNanos) {
    long number = 0;
    double scale = 1;
    for (int i = 0; i < digits.length(); i++) {
      if (number > Long.MAX_VALUE / 10) {
        break;
      }
      long next = number * 10 + (digits.charAt(i) - '0');
      if (next < 0) {
        break;
      }
      number = next;
      scale *= 10;
    }
    return BigInteger.valueOf((long) (number * (unitNanos / scale)));
  }

  private static IllegalArgumentException invalid(String text) {
    return Secrets.refusal(
        "time: invalid duration \"" + text + "\"; write 30s or 1m30s, at most 2562047h");
  }

  /**
   * The shortest form with units that {@link #parse} reads back: {@code 1h}, {@code 1m30s}, {@code
   * 1.5s}, {@code 500ms}, {@code 0s}.
   *
   * @throws IllegalArgumentException if the duration is too long for docker
   */
  public static String format(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000L))
            .add(BigInteger.valueOf(duration.getNano()));
    if (nanos.bitLength() > 63) {
      throw Secrets.refusal(
          "duration " + duration + " is more than docker can count; use at most 2562047 hours");
    }
    String sign = nanos.signum() < 0 ? "-" : "";
    BigInteger[] parts = nanos.abs().divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
    long minutes = parts[0].longValueExact();
    long rest = parts[1].longValueExact();
    if (minutes == 0 && rest < 1_000_000_000L) {
      return sign + belowASecond(rest);
    }
    return sign
        + (minutes >= 60 ? minutes / 60 + "h" : "")
        + (minutes % 60 > 0 ? minutes % 60 + "m" : "")
        + (rest > 0 ? decimal(rest, 9) + "s" : "");
  }

  private static String belowASecond(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000 ? decimal(nanos, 3) + "us" : decimal(nanos, 6) + "ms";
  }

  private static String decimal(long nanos, int digits) {
    return BigDecimal.valueOf(nanos, digits).stripTrailingZeros().toPlainString();
  }
}
