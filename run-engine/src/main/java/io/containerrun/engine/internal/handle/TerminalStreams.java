package io.containerrun.engine.internal.handle;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * The streams and the device of a terminal, or of pipes in its place.
 *
 * @param in what is typed
 * @param out where output goes
 * @param err where errors go
 * @param device what the terminal can do beyond its streams
 * @param forwardsSignals whether signals of this process go to the container
 */
public record TerminalStreams(
    InputStream in,
    OutputStream out,
    OutputStream err,
    TerminalDevice device,
    boolean forwardsSignals) {

  /** Refuses null. */
  public TerminalStreams {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  /** The same, with the signals of this process passed on. */
  public TerminalStreams forwardingSignals() {
    return new TerminalStreams(in, out, err, device, true);
  }
}
