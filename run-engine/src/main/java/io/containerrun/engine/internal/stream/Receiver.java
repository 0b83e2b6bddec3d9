package io.containerrun.engine.internal.stream;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A sink for the output of one program, which may capture it. */
public abstract class Receiver implements OutputSink {

  /** Completes when there is more output than is taken; empty if all is taken. */
  public Optional<CompletableFuture<Boolean>> exceeded() {
    return Optional.empty();
  }

  /** The output captured so far; empty if output is not captured. */
  public CapturedOutput captured() {
    return CapturedOutput.NONE;
  }
}
