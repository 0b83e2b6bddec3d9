package io.containerrun.engine.internal;

/** Tells tests which containers are of this process: others may use the same engine. */
public final class ThisSession {

  private ThisSession() {}

  /** The label of this process's containers, with its value. */
  public static String label() {
    return Creator.SESSION_LABEL + "=" + Creator.SESSION;
  }
}
