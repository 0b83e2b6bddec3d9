package io.containerrun.engine.internal.http;

import java.io.IOException;

/** The engine answered, but did not turn the connection into a pipe. */
public final class UpgradeRefused extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String body;

  UpgradeRefused(int status, String body) {
    super(status + ": " + body);
    this.status = status;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What the engine says: plain text, or JSON. */
  public String body() {
    return body;
  }
}
