package io.containerrun.engine.internal.stream;

/** A sink for the output of one program, which may capture it. */
public abstract class Receiver implements OutputSink {

  /** The output captured so far; empty if output is not captured. */
  public CapturedOutput captured() {
    return CapturedOutput.NONE;
  }
}
