package io.containerrun.engine.info;

import java.util.Map;

/**
 * What an engine reports about a volume.
 *
 * @param name its name; 64 hexadecimal digits if the engine generated it
 * @param driver such as {@code local}
 * @param mountpoint where its files are on the engine's host
 * @param options of the driver
 * @param labels by key
 * @since 0.1.0
 */
public record VolumeDetails(
    String name,
    String driver,
    String mountpoint,
    Map<String, String> options,
    Map<String, String> labels) {

  /** Copies the maps. */
  public VolumeDetails {
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
  }

  /** Omits the values of the options and labels: they may hold the password of a share. */
  @Override
  public String toString() {
    return RecordText.of(this);
  }
}
