package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * The weight of a container's input and output on one device, against that of other containers.
 *
 * <pre>{@code
 * WeightDevice.of("/dev/sda", 200)      // /dev/sda:200
 * }</pre>
 *
 * @param path the device on the host, under {@code /dev/} and without a colon
 * @param weight 10 to 1000, or 0 for the weight the container has on all devices
 */
public record WeightDevice(String path, int weight) {

  /** Refuses another path or weight. */
  public WeightDevice {
    DevicePath.require(path, path);
    if (weight != 0 && (weight < 10 || weight > 1000)) {
      throw invalid(path + ":" + weight);
    }
  }

  /** The weight on this device. */
  public static WeightDevice of(String path, int weight) {
    return new WeightDevice(path, weight);
  }

  /**
   * Reads {@code path:weight}.
   *
   * @throws IllegalArgumentException if the text has another form or names another path or weight
   */
  public static WeightDevice parse(String text) {
    String[] parts = DevicePath.split(text);
    if (!parts[1].matches("0*[0-9]{1,4}")) {
      throw invalid(text);
    }
    int weight = Integer.parseInt(parts[1]);
    if (weight != 0 && (weight < 10 || weight > 1000)) {
      throw invalid(text);
    }
    return new WeightDevice(parts[0], weight);
  }

  private static IllegalArgumentException invalid(String text) {
    return Secrets.refusal(
        "invalid weight for device: " + text + "; write a weight from 10 to 1000, or 0");
  }

  /** {@code path:weight}. */
  @Override
  public String toString() {
    return path + ":" + weight;
  }
}
