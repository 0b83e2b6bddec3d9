package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * The most bytes a second that a container may read from or write to a device.
 *
 * <pre>{@code
 * BytesRate.of("/dev/sda", Size.mebibytes(10))      // /dev/sda:10m
 * }</pre>
 *
 * @param path the device on the host, under {@code /dev/} and without a colon
 * @param perSecond the most in a second; 0 for no limit
 */
public record BytesRate(String path, Size perSecond) {

  /** Refuses another path. */
  public BytesRate {
    DevicePath.require(path, path);
  }

  /** This much a second on this device. */
  public static BytesRate of(String path, Size perSecond) {
    return new BytesRate(path, perSecond);
  }

  /**
   * Reads {@code path:size}; the size in the forms of {@link Size#parse}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static BytesRate parse(String text) {
    String[] parts = DevicePath.split(text);
    try {
      return new BytesRate(parts[0], Size.parse(parts[1]));
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal(
          "invalid rate for device: "
              + text
              + ". The correct format is <device-path>:<number>[<unit>]. Number must be a positive"
              + " integer. Unit is optional and can be kb, mb, or gb; write /dev/sda:10mb",
          e);
    }
  }

  /** {@code path:size}, the size in the largest unit that divides evenly. */
  @Override
  public String toString() {
    return path + ":" + perSecond;
  }
}
