package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;

/**
 * A choice about what confines the container's processes.
 *
 * <pre>{@code
 * SecurityOption.noNewPrivileges()
 * SecurityOption.seccomp("profile.json")
 * SecurityOption.apparmor("unconfined")
 * }</pre>
 *
 * <p>A value prints as the text to type again. It is also the text to send, with two exceptions:
 * {@link Seccomp#sent} has the profile in place of its file, and {@link UnconfinedSystemPaths} is
 * not sent at all.
 */
public sealed interface SecurityOption {

  /** Keeps processes from gaining privileges, as by a setuid program. */
  static SecurityOption noNewPrivileges() {
    return new NoNewPrivileges("");
  }

  /** Says whether processes are kept from gaining privileges, whatever the engine's default is. */
  static SecurityOption noNewPrivileges(boolean kept) {
    return new NoNewPrivileges(String.valueOf(kept));
  }

  /** Confines with an AppArmor profile of the host; {@code unconfined} for none. */
  static SecurityOption apparmor(String profile) {
    return new AppArmor(profile);
  }

  /**
   * Restricts system calls.
   *
   * @param profile {@code unconfined} for no restriction, {@code builtin} for the engine's own
   *     profile, or the path of a file of the caller with a profile in JSON
   */
  static SecurityOption seccomp(String profile) {
    return new Seccomp(profile);
  }

  /**
   * Sets a part of the SELinux label, or turns labels off.
   *
   * @param label {@code disable}, or {@code user:U}, {@code role:R}, {@code type:T}, {@code
   *     filetype:T} or {@code level:L}
   */
  static SecurityOption label(String label) {
    return new Label(label);
  }

  /** Leaves the parts of {@code /proc} and {@code /sys} open that are else hidden or read-only. */
  static SecurityOption unconfinedSystemPaths() {
    return new UnconfinedSystemPaths();
  }

  /** Lets the container write its control groups. */
  static SecurityOption writableCgroups() {
    return new WritableCgroups("true");
  }

  /**
   * Gives a Windows container an identity.
   *
   * @param spec {@code file://…}, {@code registry://…} or {@code raw://…}
   */
  static SecurityOption credentialSpec(String spec) {
    return new CredentialSpec(spec);
  }

  /**
   * Reads {@code key=value}, or {@code key:value} as it was written in former times, or {@code
   * no-new-privileges} alone.
   *
   * <p>As the reference client does, it lets any key and value pass; see {@link Other}.
   *
   * @throws IllegalArgumentException if the key or the value is missing
   */
  static SecurityOption parse(String text) {
    SecurityOption named = SecurityText.read(text);
    return named == null ? new Other(text) : named;
  }

  /** What is chosen about: {@code seccomp}, {@code label} and so on. */
  String key();

  /** What is chosen; empty for {@code no-new-privileges} alone. */
  String value();

  /**
   * Whether processes are kept from gaining privileges.
   *
   * @param value a truth value such as {@code true} or {@code 0}; empty where the key stands alone,
   *     which means true. Engines refuse other words
   */
  record NoNewPrivileges(String value) implements SecurityOption {

    /** Holds the text. */
    public NoNewPrivileges {
      Objects.requireNonNull(value, "value");
    }

    /** Whether processes are kept from it: true unless the value is a word for false. */
    public boolean isEnabled() {
      return switch (value) {
        case "0", "f", "F", "FALSE", "false", "False" -> false;
        default -> true;
      };
    }

    @Override
    public String key() {
      return SecurityText.NO_NEW_PRIVILEGES;
    }

    @Override
    public String toString() {
      return value.isEmpty() ? key() : key() + "=" + value;
    }
  }

  /**
   * Confinement by AppArmor; without effect where the host has none.
   *
   * @param value the name of a profile, or {@code unconfined}; not empty
   */
  record AppArmor(String value) implements SecurityOption {
    /** Refuses an empty name. */
    public AppArmor {
      SecurityText.requireValue("apparmor", value);
    }

    @Override
    public String key() {
      return "apparmor";
    }

    @Override
    public String toString() {
      return key() + "=" + value;
    }
  }

  /**
   * Restriction of system calls.
   *
   * @param value {@code unconfined}, {@code builtin}, the path of a file, or the content of one, as
   *     a resolved run has it; not empty
   */
  record Seccomp(String value) implements SecurityOption {
    /** Refuses an empty path. */
    public Seccomp {
      SecurityText.requireValue("seccomp", value);
    }

    /** Whether the value is the path of a file of the caller. */
    public boolean isFile() {
      return !value.equals("unconfined") && !value.equals("builtin") && !value.startsWith("{");
    }

    /**
     * The text to send in place of the path.
     *
     * @param json the content of the file
     * @throws IllegalArgumentException if the content is no JSON
     */
    public String sent(String json) {
      try {
        return key() + "=" + JsonText.compact(json);
      } catch (IllegalArgumentException e) {
        throw Secrets.refusal(
            "compacting json for seccomp profile (" + value + ") failed: " + e.getMessage(), e);
      }
    }

    @Override
    public String key() {
      return "seccomp";
    }

    @Override
    public String toString() {
      return key() + "=" + value;
    }
  }

  /**
   * The SELinux label; without effect where the host has none.
   *
   * @param value {@code disable}, or a part of the label and its value with a colon between; not
   *     empty
   */
  record Label(String value) implements SecurityOption {
    /** Refuses an empty label. */
    public Label {
      SecurityText.requireValue("label", value);
    }

    @Override
    public String key() {
      return "label";
    }

    @Override
    public String toString() {
      return key() + "=" + value;
    }
  }

  /**
   * Nothing of {@code /proc} and {@code /sys} is hidden or read-only. The engine is told so with
   * empty lists of masked and read-only paths, and not with this option.
   */
  record UnconfinedSystemPaths() implements SecurityOption {
    @Override
    public String key() {
      return "systempaths";
    }

    @Override
    public String value() {
      return "unconfined";
    }

    @Override
    public String toString() {
      return key() + "=" + value();
    }
  }

  /**
   * Whether the container may write its control groups.
   *
   * @param value a truth value such as {@code true} or {@code 0}; not empty. Engines refuse other
   *     words
   */
  record WritableCgroups(String value) implements SecurityOption {
    /** Refuses an empty word. */
    public WritableCgroups {
      SecurityText.requireValue("writable-cgroups", value);
    }

    @Override
    public String key() {
      return "writable-cgroups";
    }

    @Override
    public String toString() {
      return key() + "=" + value;
    }
  }

  /**
   * The identity of a Windows container.
   *
   * @param value {@code file://…}, {@code registry://…} or {@code raw://…}; not empty
   */
  record CredentialSpec(String value) implements SecurityOption {
    /** Refuses an empty text. */
    public CredentialSpec {
      SecurityText.requireValue("credentialspec", value);
    }

    @Override
    public String key() {
      return "credentialspec";
    }

    @Override
    public String toString() {
      return key() + "=" + value;
    }
  }

  /**
   * What is sent as it was typed: an option this library does not know, or a known one with a colon
   * in place of the equals sign.
   *
   * @param text the option, with a key and a value
   */
  record Other(String text) implements SecurityOption {
    /** Refuses a text without key and value, and one that another type holds. */
    public Other {
      if (SecurityText.read(text) != null) {
        throw Secrets.refusal(
            "security option '" + text + "' has a type of its own; use its factory");
      }
    }

    @Override
    public String key() {
      return SecurityText.split(text)[0];
    }

    @Override
    public String value() {
      return SecurityText.split(text)[1];
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
