package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.engine.internal.util.Entries;
import java.util.Map;
import java.util.Objects;

/**
 * A volume to create.
 *
 * <pre>{@code
 * VolumeSpec.of("orders-data").label("team", "orders")
 * VolumeSpec.standard().option("type", "tmpfs").option("device", "tmpfs").option("o", "size=64m")
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
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
   * A volume with a name.
   *
   * @param name not blank
   * @throws IllegalArgumentException if the name is blank
   */
  public static VolumeSpec of(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "volume name '" + name + "' is blank: give a name, or use standard()");
    }
    return new VolumeSpec(name, "local", Map.of(), Map.of());
  }

  /** A volume with a unique name that the engine generates. */
  public static VolumeSpec standard() {
    return new VolumeSpec("", "local", Map.of(), Map.of());
  }

  /** Sets the driver; {@code local} by default. */
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

  /** The name; empty if the engine generates it. */
  public String name() {
    return name;
  }

  /** The driver, {@code local} by default. */
  public String driver() {
    return driver;
  }

  /** The options of the driver. */
  public Map<String, String> options() {
    return options;
  }

  /** The labels. */
  public Map<String, String> labels() {
    return labels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VolumeSpec that
        && name.equals(that.name)
        && driver.equals(that.driver)
        && options.equals(that.options)
        && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, driver, options, labels);
  }

  /** The name and the driver, without driver options: they may hold passwords. */
  @Override
  public String toString() {
    return "volume "
        + (name.isEmpty() ? "without a name" : name)
        + (driver.equals("local") ? "" : " of driver " + driver);
  }
}
