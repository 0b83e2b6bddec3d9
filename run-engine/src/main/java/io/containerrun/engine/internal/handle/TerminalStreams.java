package io.containerrun.engine.internal.handle;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * The streams and the device of a terminal, or of pipes in its place.
 *
 * @param in the input
 * @param out the standard output
 * @param err the standard error
 * @param device the functions of the terminal beyond its streams
 * @param forwardsSignals whether signals of this process are forwarded to the container
 */
public record TerminalStreams(
    InputStream in,
    OutputStream out,
    OutputStream err,
    TerminalDevice device,
    boolean forwardsSignals) {

  /** Rejects {@code null}. */
  public TerminalStreams {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  /** The same streams, with signals forwarded. */
  public TerminalStreams forwardingSignals() {
    return new TerminalStreams(in, out, err, device, true);
  }
}
