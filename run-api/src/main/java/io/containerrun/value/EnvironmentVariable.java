package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A variable of the container's environment.
 *
 * <pre>{@code
 * EnvironmentVariable.of("POSTGRES_DB", "orders")
 * EnvironmentVariable.fromCaller("LANG")              // with the value it has here
 * }</pre>
 *
 * <p>{@link #toString()} hides the value, as it may be a secret; {@link #text()} tells it.
 *
 * @param text {@code NAME=value}, or {@code NAME} for the value of the caller; the name is not
 *     empty
 */
public record EnvironmentVariable(String text) {

  /** Refuses an empty name. */
  public EnvironmentVariable {
    if (text.isEmpty() || text.startsWith("=")) {
      throw Secrets.refusal(
          "invalid environment variable: "
              + (text.length() > 1 ? "=***" : text)
              + "; write NAME=value, or NAME for the value it has here");
    }
  }

  /**
   * A variable of this value.
   *
   * @param name not empty and without an equals sign
   * @param value any text
   */
  public static EnvironmentVariable of(String name, String value) {
    Objects.requireNonNull(value, "value");
    return new EnvironmentVariable(withoutEquals(name) + "=" + value);
  }

  /**
   * A variable with the value it has in the caller's environment. Where the caller does not have
   * it, the container does not get it either, even if the image has it.
   *
   * @param name not empty and without an equals sign
   */
  public static EnvironmentVariable fromCaller(String name) {
    return new EnvironmentVariable(withoutEquals(name));
  }

  /**
   * Reads {@code NAME=value}, {@code NAME=} or {@code NAME}.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static EnvironmentVariable parse(String text) {
    return new EnvironmentVariable(text);
  }

  /** The part before the first equals sign. */
  public String name() {
    return isFromCaller() ? text : text.substring(0, text.indexOf('='));
  }

  /** The part after the first equals sign; empty where there is none. */
  public String value() {
    return isFromCaller() ? "" : text.substring(text.indexOf('=') + 1);
  }

  /** Whether the value is the caller's. */
  public boolean isFromCaller() {
    return text.indexOf('=') < 0;
  }

  /**
   * The variable with the value it has in an environment, if it takes its value from there and
   * there is one; else as it is.
   */
  public EnvironmentVariable resolvedBy(Function<String, Optional<String>> environment) {
    return isFromCaller()
        ? environment.apply(text).map(value -> of(text, value)).orElse(this)
        : this;
  }

  /** The name, without the value: {@code NAME=***}, or {@code NAME}. */
  @Override
  public String toString() {
    return isFromCaller() ? text : name() + "=***";
  }

  private static String withoutEquals(String name) {
    if (name.contains("=")) {
      throw Secrets.refusal(
          "environment variable name contains an equals sign; write name and value apart");
    }
    return name;
  }
}
