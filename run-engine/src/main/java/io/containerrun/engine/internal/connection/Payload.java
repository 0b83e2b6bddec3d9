package io.containerrun.engine.internal.connection;

import java.io.InputStream;

/** What a request carries. */
public sealed interface Payload {

  /** Nothing. */
  static Payload none() {
    return new Text("");
  }

  /**
   * A text, sent in UTF-8.
   *
   * @param text empty for no body
   */
  record Text(String text) implements Payload {}

  /**
   * Bytes that are read while they are sent, on a thread of the connection.
   *
   * <p>They can be sent only once. A read that fails ends the exchange with no answer; whoever made
   * the stream knows why.
   *
   * @param stream read to its end, and closed by whoever made it
   */
  record Streamed(InputStream stream) implements Payload {}
}
