package io.containerrun.engine.internal.util;

import java.io.IOException;

/** A stream of the caller failed: where output goes, or where input comes from. */
public final class CallerStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  private final IOException own;

  public CallerStreamException(String message, IOException own) {
    super(message + ": " + Reason.of(own), own);
    this.own = own;
  }

  /** What the caller's stream threw. */
  public IOException own() {
    return own;
  }
}
