package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/** The transport protocol of a published port. */
public enum Protocol {
  /** The default. */
  TCP,
  /** Datagrams. */
  UDP,
  /** Needs API version 1.37. */
  SCTP;

  /**
   * Reads {@code tcp}, {@code udp} or {@code sctp} in any case.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static Protocol parse(String text) {
    return switch (Words.lower(text)) {
      case "tcp" -> TCP;
      case "udp" -> UDP;
      case "sctp" -> SCTP;
      default -> throw Secrets.refusal("invalid proto: " + text + "; write tcp, udp or sctp");
    };
  }

  /** The name in lower case, as it is sent. */
  @Override
  public String toString() {
    return Words.lower(name());
  }
}
