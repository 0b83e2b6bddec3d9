package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link SecurityOption}. */
final class SecurityText {

  static final String NO_NEW_PRIVILEGES = "no-new-privileges";

  private SecurityText() {}

  /**
   * The option with a type of its own that prints as the text, or null where there is none.
   *
   * @throws IllegalArgumentException if the text has no key and value
   */
  static @Nullable SecurityOption read(String text) {
    String[] parts = split(text);
    String value = parts[1];
    SecurityOption option =
        switch (parts[0]) {
          case NO_NEW_PRIVILEGES -> new SecurityOption.NoNewPrivileges(value);
          case "apparmor" -> new SecurityOption.AppArmor(value);
          case "seccomp" -> new SecurityOption.Seccomp(value);
          case "label" -> new SecurityOption.Label(value);
          case "systempaths" -> new SecurityOption.UnconfinedSystemPaths();
          case "writable-cgroups" -> new SecurityOption.WritableCgroups(value);
          case "credentialspec" -> new SecurityOption.CredentialSpec(value);
          default -> null;
        };
    boolean isReadFromFile = option instanceof SecurityOption.Seccomp seccomp && seccomp.isFile();
    // With another separator, or another value, the text is sent as it was typed.
    return option != null && (isReadFromFile || option.toString().equals(text)) ? option : null;
  }

  /**
   * Key and value. They are split at the first equals sign, or else the first colon; {@code
   * no-new-privileges} needs no value.
   */
  static String[] split(String text) {
    int separator = text.indexOf('=');
    if (separator < 0 && !text.equals(NO_NEW_PRIVILEGES)) {
      separator = text.indexOf(':');
    }
    String key = separator < 0 ? text : text.substring(0, separator);
    String value = separator < 0 ? "" : text.substring(separator + 1);
    if (value.isEmpty() && !key.equals(NO_NEW_PRIVILEGES)) {
      throw Secrets.refusal("Invalid --security-opt: \"" + text + "\"; write key=value");
    }
    return new String[] {key, value};
  }

  /** Refuses an empty value. */
  static void requireValue(String key, String value) {
    if (value.isEmpty()) {
      split(key + "=");
    }
  }
}
