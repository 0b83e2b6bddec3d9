package io.containerrun.engine.internal.http;

import java.io.InputStream;

/** What a request carries. */
public sealed interface RequestBody {

  /** Nothing. */
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
   * <p>They can be sent only once. A read that fails ends the exchange with no answer; whoever made
   * the stream knows why.
   *
   * @param stream read to its end, and closed by whoever made it
   */
  record Streamed(InputStream stream) implements RequestBody {}
}
