package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;

/**
 * One entry of an option that is a map: a label, an annotation, a kernel parameter, an option of a
 * driver.
 *
 * <pre>{@code
 * KeyValue.of("com.example.team", "orders")
 * KeyValue.label("com.example.team=orders")     // the same
 * }</pre>
 *
 * <p>Which keys may be used depends on the option; each has its own factory for text.
 *
 * @param key the key; it has no equals sign
 * @param value the value, any text; empty where none was given
 */
public record KeyValue(String key, String value) {

  /** Refuses a key with an equals sign. */
  public KeyValue {
    Objects.requireNonNull(value, "value");
    if (key.contains("=")) {
      throw Secrets.refusal("key '" + key + "' contains an equals sign; write the value apart");
    }
  }

  /** The entry of this key and value. */
  public static KeyValue of(String key, String value) {
    return new KeyValue(key, value);
  }

  /** Reads {@code key=value} or {@code key}, split at the first equals sign; any text will do. */
  public static KeyValue parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new KeyValue(text, "")
        : new KeyValue(text.substring(0, equals), text.substring(equals + 1));
  }

  /**
   * Reads a label, {@code key} or {@code key=value}. Blanks before the key belong to it.
   *
   * @throws IllegalArgumentException if the key is empty or has blanks inside
   */
  public static KeyValue label(String text) {
    KeyValue label = parse(text);
    String key = label.key.replaceFirst("^[ \t]+", "");
    if (key.isEmpty()) {
      throw Secrets.refusal("invalid label '" + text + "': empty name; write key=value");
    }
    if (key.contains(" ") || key.contains("\t")) {
      throw Secrets.refusal("label '" + key + "' contains whitespaces; write a key without them");
    }
    return label;
  }

  /** Reads an annotation; any text will do. */
  public static KeyValue annotation(String text) {
    return parse(text);
  }

  /**
   * Reads a kernel parameter, {@code net.core.somaxconn=1024}.
   *
   * @throws IllegalArgumentException if there is no equals sign, or the key is not {@linkplain
   *     Sysctls#isAllowed allowed}
   */
  public static KeyValue sysctl(String text) {
    KeyValue sysctl = parse(text);
    if (!text.contains("=") || !Sysctls.isAllowed(sysctl.key)) {
      throw Secrets.refusal(
          "sysctl '"
              + Secrets.masked(text)
              + "' is not allowed; write key=value with a key that belongs to a namespace, such as"
              + " net.core.somaxconn");
    }
    return sysctl;
  }

  /** Reads an option of the log driver; any text will do. */
  public static KeyValue logOption(String text) {
    return parse(text);
  }

  /**
   * Reads an option of the storage driver, {@code size=20g}.
   *
   * @throws IllegalArgumentException if there is no equals sign
   */
  public static KeyValue storageOption(String text) {
    if (!text.contains("=")) {
      throw Secrets.refusal("invalid storage option: '" + text + "' has no value; write key=value");
    }
    return parse(text);
  }

  /** Docker's text form, always with an equals sign: {@code key=value}. A secret is spelled out. */
  public String text() {
    return key + "=" + value;
  }

  /** The {@link #text()}, with the value masked where the key speaks of a secret. */
  @Override
  public String toString() {
    return key + "=" + Secrets.masked(key, value);
  }
}
