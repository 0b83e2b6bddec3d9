package io.containerrun.value;

import io.containerrun.internal.text.Numbers;
import io.containerrun.internal.text.Secrets;
import java.math.BigInteger;

/**
 * The most operations a second that a container may read from or write to a device with.
 *
 * <pre>{@code
 * OperationsRate.of("/dev/sda", 1_000)      // /dev/sda:1000
 * }</pre>
 *
 * @param path the device on the host, under {@code /dev/} and without a colon
 * @param perSecond the most in a second, less than 2<sup>64</sup>; 0 for no limit
 */
public record OperationsRate(String path, BigInteger perSecond) {

  /** Refuses another path or number. */
  public OperationsRate {
    DevicePath.require(path, path);
    if (perSecond.signum() < 0 || perSecond.bitLength() > 64) {
      throw invalid(path + ":" + perSecond);
    }
  }

  /**
   * This many operations a second on this device.
   *
   * @param perSecond 0 or more
   */
  public static OperationsRate of(String path, long perSecond) {
    return new OperationsRate(path, BigInteger.valueOf(perSecond));
  }

  /**
   * Reads {@code path:number}; the number in decimal digits only.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static OperationsRate parse(String text) {
    String[] parts = DevicePath.split(text);
    BigInteger number = parts[1].matches("[0-9]+") ? Numbers.decimal(parts[1]) : null;
    if (number == null || number.bitLength() > 64) {
      throw invalid(text);
    }
    return new OperationsRate(parts[0], number);
  }

  private static IllegalArgumentException invalid(String text) {
    return Secrets.refusal(
        "invalid rate for device: "
            + text
            + ". The correct format is <device-path>:<number>. Number must be a positive integer;"
            + " write /dev/sda:1000");
  }

  /** {@code path:number}. */
  @Override
  public String toString() {
    return path + ":" + perSecond;
  }
}
