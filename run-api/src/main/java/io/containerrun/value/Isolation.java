package io.containerrun.value;

import java.util.Locale;
import java.util.Objects;

/**
 * How a container on Windows is kept apart from the others.
 *
 * <pre>{@code
 * Isolation.HYPERV
 * }</pre>
 *
 * <p>Any text is held and sent as it is: the reference client does not check it. What engines take
 * is told by {@link #isKnown()}.
 *
 * @param text the word, in any case; empty for the engine's default
 */
public record Isolation(String text) {

  /** The engine's default; the only one on Linux. */
  public static final Isolation DEFAULT = new Isolation("default");

  /** By the kernel of the host, as on Linux. */
  public static final Isolation PROCESS = new Isolation("process");

  /** By a virtual machine for each container. */
  public static final Isolation HYPERV = new Isolation("hyperv");

  /** Holds the text. */
  public Isolation {
    Objects.requireNonNull(text, "text");
  }

  /** Holds the text; docker takes any. */
  public static Isolation parse(String text) {
    return new Isolation(text);
  }

  /** Whether it is the engine's default: empty, or {@code default} in any case. */
  public boolean isDefault() {
    return text.isEmpty() || text.toLowerCase(Locale.ROOT).equals(DEFAULT.text);
  }

  /** Whether an engine on Windows takes it. */
  public boolean isKnown() {
    String lower = text.toLowerCase(Locale.ROOT);
    return isDefault() || lower.equals(PROCESS.text) || lower.equals(HYPERV.text);
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
