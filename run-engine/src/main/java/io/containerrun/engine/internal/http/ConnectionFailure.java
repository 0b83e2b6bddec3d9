package io.containerrun.engine.internal.http;

import java.io.IOException;

/** Thrown when an exchange fails without a complete response. */
public final class ConnectionFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private static final String NOT_HTTP = "the response is not HTTP: ";

  /** How far the exchange got. */
  public enum Kind {
    /** No connection: the request was not sent. */
    UNREACHABLE,
    /** No permission to connect: the request was not sent. */
    DENIED,
    /** TLS failed: the request was not executed. */
    INSECURE,
    /** No response: the request may have been executed. */
    NO_RESPONSE,
    /** No response in time: the exchange was cancelled. */
    TOO_LATE,
    /** The response broke off, or is not HTTP. */
    BROKEN
  }

  private final Kind kind;
  private final String words;

  /** A failure with its cause. */
  public ConnectionFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.words = message;
  }

  ConnectionFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.words = message;
  }

  /** The failure of an exchange on a connection that is closed. */
  public static ConnectionFailure closed() {
    return new ConnectionFailure(Kind.UNREACHABLE, "the connection was closed");
  }

  /** The failure of an exchange that the caller no longer waits for. */
  public static ConnectionFailure givenUp() {
    return new ConnectionFailure(Kind.TOO_LATE, "the exchange was given up");
  }

  /** The failure of a response that starts with something else than HTTP. */
  static ConnectionFailure notHttp(String start) {
    return new ConnectionFailure(Kind.BROKEN, NOT_HTTP + start);
  }

  /** Whether the server has responded with something else than HTTP: it is not an engine. */
  public boolean isOtherProtocol() {
    return words.startsWith(NOT_HTTP);
  }

  /** The message of an exception; its class if it has none. */
  static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** How far the exchange got. */
  public Kind kind() {
    return kind;
  }

  /** The message, without an operation. */
  public String words() {
    return words;
  }
}
