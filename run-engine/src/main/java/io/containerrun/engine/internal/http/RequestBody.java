package io.containerrun.engine.internal.http;

import java.io.InputStream;

/** The body of a request. */
public sealed interface RequestBody {

  /** No body. */
  static RequestBody none() {
    return new Text("");
  }

  /**
   * A text, sent in UTF-8.
   *
   * @param text empty for no body
   */
  record Text(String text) implements RequestBody {}

  /**
   * Bytes that are read while they are sent, on a thread of the connection.
   *
   * <p>They can be sent only once. A failed read ends the exchange without a response; the creator
   * of the stream knows the cause.
   *
   * @param stream read to its end; its creator closes it
   */
  record Streamed(InputStream stream) implements RequestBody {}
}
