package io.containerrun.engine.internal.http;

import java.io.IOException;

/** Thrown when the engine responds, but does not upgrade the connection. */
public final class UpgradeRefused extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String body;

  /** The refusal with its status and what the engine said. */
  public UpgradeRefused(int status, String body) {
    super(status + ": " + body);
    this.status = status;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The response body: plain text or JSON. */
  public String body() {
    return body;
  }
}
