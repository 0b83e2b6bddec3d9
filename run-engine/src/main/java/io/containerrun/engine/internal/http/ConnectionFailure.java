package io.containerrun.engine.internal.http;

import java.io.IOException;

/** An exchange that ended without an answer. */
public final class ConnectionFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** How far the exchange came. */
  public enum Kind {
    /** No connection: the request never left. */
    UNREACHABLE,
    /** Both sides do not agree on TLS: the request was not carried out. */
    INSECURE,
    /** The request may have been carried out, but nothing came back. */
    NO_ANSWER,
    /** Nothing came back in time; the exchange was given up. */
    TOO_LATE,
    /** The answer began and broke off, or is no HTTP. */
    BROKEN
  }

  private final Kind kind;
  private final String words;

  ConnectionFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.words = message;
  }

  ConnectionFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.words = message;
  }

  /** What an exception says, or at least what it is. */
  static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** How far the exchange came. */
  public Kind kind() {
    return kind;
  }

  /** What happened. */
  public String words() {
    return words;
  }
}
