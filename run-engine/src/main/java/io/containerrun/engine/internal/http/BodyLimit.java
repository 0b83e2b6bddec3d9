package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** The longest body that is read as a whole. */
public final class BodyLimit {

  static final int MOST = 1 << 26;

  private BodyLimit() {}

  /**
   * Reads a body whose length is not known.
   *
   * @throws ConnectionFailure if it is longer than 64 MiB
   */
  public static byte[] read(InputStream body) throws IOException {
    byte[] all = body.readNBytes(MOST);
    if (all.length == MOST && body.read() >= 0) {
      throw exceeded();
    }
    return all;
  }

  static ConnectionFailure exceeded() {
    return new ConnectionFailure(
        ConnectionFailure.Kind.BROKEN,
        "the response is longer than " + (MOST >> 20) + " MiB; given up");
  }
}
