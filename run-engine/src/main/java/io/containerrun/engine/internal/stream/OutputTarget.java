package io.containerrun.engine.internal.stream;

import io.containerrun.engine.Invocation;
import io.containerrun.engine.Output;
import java.io.IOException;

/** An output as a receiver that is opened for each program. */
public final class OutputTarget implements Output {

  /** Opens a receiver. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it. Called before the container is created, so that a file that cannot be opened costs
     * no container.
     */
    Receiver open() throws IOException;
  }

  private final Opener opener;

  /** Creates a target. */
  public OutputTarget(Opener opener) {
    this.opener = opener;
  }

  /** Opens the receiver for one program, with the limit of output of its invocation. */
  public static Receiver open(Invocation how) throws IOException {
    Receiver receiver = open(how.output());
    return how.stopAfterOutput().isPresent()
        ? new LimitedReceiver(receiver, how.stopAfterOutput().get().bytes())
        : receiver;
  }

  /** Opens the receiver for one program. */
  public static Receiver open(Output output) throws IOException {
    return ((OutputTarget) output).opener.open(); // the only implementation
  }
}
