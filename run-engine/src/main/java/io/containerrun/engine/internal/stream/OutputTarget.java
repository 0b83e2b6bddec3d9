package io.containerrun.engine.internal.stream;

import io.containerrun.engine.Output;
import java.io.IOException;

/** Where output goes, as a receiver that is opened for each program. */
public final class OutputTarget implements Output {

  /** Opens a receiver. */
  @FunctionalInterface
  public interface Opener {
    /** Opens it before anything is created, so that a file that cannot be written costs nothing. */
    Receiver open() throws IOException;
  }

  private final Opener opener;

  /** Creates a target. */
  public OutputTarget(Opener opener) {
    this.opener = opener;
  }

  /** Opens the receiver for one program. */
  public static Receiver open(Output output) throws IOException {
    return ((OutputTarget) output).opener.open(); // the only kind of output that there is
  }
}
