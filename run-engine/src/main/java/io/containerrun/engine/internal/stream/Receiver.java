package io.containerrun.engine.internal.stream;

/** A sink for the output of one program, which may capture it. */
public abstract class Receiver implements OutputSink {

  /**
   * Whether it never blocks, because it neither calls code of the caller nor writes to a stream of
   * theirs.
   */
  public boolean isOurs() {
    return false;
  }

  /** The output captured so far; empty if output is not captured. */
  public CapturedOutput captured() {
    return CapturedOutput.NONE;
  }
}
