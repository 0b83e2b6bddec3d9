package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A volume to create.
 *
 * <pre>{@code
 * VolumeSpec.of("orders-data").label("team", "orders")
 * VolumeSpec.unique().option("type", "tmpfs").option("device", "tmpfs").option("o", "size=64m")
 * }</pre>
 *
 * <p>A value: each method returns a copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class VolumeSpec {

  private final String name;
  private final String driver;
  private final Map<String, String> options;
  private final Map<String, String> labels;

  private VolumeSpec(
      String name, String driver, Map<String, String> options, Map<String, String> labels) {
    this.name = name;
    this.driver = driver;
    this.options = options;
    this.labels = labels;
  }

  /**
   * A volume of a name.
   *
   * @param name not empty
   */
  public static VolumeSpec of(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a volume needs a name: write one, or use unique()");
    }
    return new VolumeSpec(name, "local", Map.of(), Map.of());
  }

  /** A volume whose name the engine makes up. */
  public static VolumeSpec unique() {
    return new VolumeSpec("", "local", Map.of(), Map.of());
  }

  /** Sets the driver; without one it is {@code local}. */
  public VolumeSpec driver(String name) {
    Objects.requireNonNull(name, "name");
    return new VolumeSpec(this.name, name, options, labels);
  }

  /** Sets an option of the driver; those of {@code local} are the options of {@code mount}. */
  public VolumeSpec option(String key, String value) {
    return new VolumeSpec(name, driver, Entries.plus(options, key, value), labels);
  }

  /** Sets a label. */
  public VolumeSpec label(String key, String value) {
    return new VolumeSpec(name, driver, options, Entries.plus(labels, key, value));
  }

  /** Its name; empty for one that the engine makes up. */
  public String name() {
    return name;
  }

  Map<String, String> labels() {
    return labels;
  }

  /** The request's body, without labels. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Name", name);
    body.put("Driver", driver);
    body.put("DriverOpts", options);
    return body;
  }

  /** Its name, or that it has none of its own; no option, which may have a password. */
  @Override
  public String toString() {
    return name.isEmpty() ? "a volume without a name" : name;
  }
}
