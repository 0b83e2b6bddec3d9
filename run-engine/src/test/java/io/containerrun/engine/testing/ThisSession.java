package io.containerrun.engine.testing;

import io.containerrun.engine.internal.api.Labels;

/** Tells tests which containers are of this process: others may use the same engine. */
public final class ThisSession {

  private ThisSession() {}

  /** The label of this process's containers, with its value. */
  public static String label() {
    return Labels.SESSION + "=" + Labels.THIS_SESSION;
  }
}
