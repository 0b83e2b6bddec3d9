package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;

/**
 * A file system in memory, gone with the container: one {@code --tmpfs} value.
 *
 * <pre>{@code
 * TmpfsMount.at("/run")
 * TmpfsMount.at("/run").options("rw,noexec,size=64m")   // /run:rw,noexec,size=64m
 * }</pre>
 *
 * @param destination where it appears in the container, without a colon; the reference client does
 *     not check it otherwise
 * @param options words separated by commas, as typed, or empty; the engine puts {@code
 *     noexec,nosuid,nodev} before them
 */
public record TmpfsMount(String destination, String options) {

  /** Refuses a destination with a colon. */
  public TmpfsMount {
    Objects.requireNonNull(options, "options");
    if (destination.contains(":")) {
      throw Secrets.refusal(
          ("tmpfs destination " + Words.quoted(destination) + " has a colon")
              + "; use Mount.tmpfs for such a path");
    }
  }

  /** A file system with the engine's default options. */
  public static TmpfsMount at(String destination) {
    return new TmpfsMount(destination, "");
  }

  /** Reads {@code destination} or {@code destination:options}; every text is one. */
  public static TmpfsMount parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new TmpfsMount(text, "")
        : new TmpfsMount(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The same place with these options only. */
  public TmpfsMount options(String words) {
    return new TmpfsMount(destination, words);
  }

  /** {@code destination}, or {@code destination:options}. */
  @Override
  public String toString() {
    return options.isEmpty() ? destination : destination + ":" + options;
  }
}
