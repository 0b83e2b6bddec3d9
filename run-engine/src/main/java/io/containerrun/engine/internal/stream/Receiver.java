package io.containerrun.engine.internal.stream;

/** Takes the output of one program, and tells afterwards what it has captured. */
public abstract class Receiver implements OutputSink {

  /**
   * Whether it never blocks: it calls no code of the caller, and writes to none of their streams.
   */
  public boolean isOurs() {
    return false;
  }

  /** What has been captured so far; nothing if output goes elsewhere. */
  public CapturedOutput captured() {
    return CapturedOutput.NONE;
  }
}
