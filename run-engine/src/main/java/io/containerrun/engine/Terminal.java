package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.internal.handle.EngineContainer;
import io.containerrun.engine.internal.handle.NoDevice;
import io.containerrun.engine.internal.handle.SystemDevice;
import io.containerrun.engine.internal.handle.TerminalSession;
import io.containerrun.engine.internal.handle.TerminalStreams;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The terminal, or the pipes, of a program that puts containers in its foreground, as {@code docker
 * run} and {@code docker attach} do.
 *
 * <pre>{@code
 * try (Engine engine = Engine.connect();
 *     Terminal terminal = Terminal.system().forwardSignals()) {
 *   System.exit(terminal.run(engine, ContainerRun.parse("-it --rm alpine:3")));
 * }
 * }</pre>
 *
 * <p>While a container with a terminal reads what is typed, this terminal is in raw mode: every key
 * goes to the container, Ctrl-C too, and its own size is passed on, at first and on each {@code
 * SIGWINCH}. However that ends, also by the exit of the JVM, the terminal is as it was before. It
 * is used through {@code stty}, by JLine without native code; on Windows that takes one of JLine's
 * native providers, such as {@code org.jline:jline-terminal-jni}, on the class path.
 *
 * <p>One container at a time; threads take turns.
 *
 * @since 0.1.0
 */
public final class Terminal implements AutoCloseable {

  /** Guarded by this. */
  private TerminalStreams streams;

  Terminal(TerminalStreams streams) {
    this.streams = streams;
  }

  /** The standard streams of this process, which may be a terminal, files or pipes. */
  public static Terminal system() {
    return new Terminal(
        new TerminalStreams(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            new SystemDevice(),
            false));
  }

  /** Some streams, none of which is a terminal. They are flushed, not closed. */
  public static Terminal of(InputStream in, OutputStream out, OutputStream err) {
    return new Terminal(new TerminalStreams(in, out, err, new NoDevice(), false));
  }

  /**
   * Has the signals of this process passed on to the container in the foreground, unless its run
   * says {@code --sig-proxy=false}; then {@code INT} and {@code TERM} do nothing. The third of
   * those two ends the waiting, with status 1. Which signals there are stands at {@link
   * SignalForwarding}.
   *
   * @return this terminal
   */
  public synchronized Terminal forwardSignals() {
    streams = streams.forwardingSignals();
    return this;
  }

  /**
   * Does what {@code docker run} does: writes the warnings of the engine to standard error; in the
   * background writes the id to standard output, and starts the container; in the foreground
   * attaches to the streams that the run names, and waits for the end or for the detach keys.
   *
   * <p>Like that command, and unlike {@link Engine#run}, it lets the engine refuse what the command
   * would not refuse itself, and leaves behind what it has made, a container that does not start
   * too, unless the run says {@link ContainerRun#remove()}.
   *
   * @return the exit status: the container's exit code; 0 in the background, and if the detach keys
   *     were typed
   * @throws InvalidRunException also if the run wants what is typed on a terminal, and this is none
   * @throws EngineException if the engine refuses or fails; {@link EngineException#exitStatus()} is
   *     what the command ends with then
   */
  public synchronized int run(Engine engine, ContainerRun run) {
    return engine.runInTerminal(run, streams);
  }

  /**
   * Does what {@code docker attach} does: puts a container in the foreground that runs already.
   *
   * @return the exit status: the container's exit code; 0 if the detach keys were typed
   */
  public int attach(ContainerHandle container) {
    return attach(container, Attach.standard());
  }

  /** Puts a container in the foreground, like {@link #attach(ContainerHandle)}, as is asked for. */
  public synchronized int attach(ContainerHandle container, Attach how) {
    return TerminalSession.attach(streams, EngineContainer.of(container).unlimited(), how);
  }

  /** Restores the terminal; the streams stay open. */
  @Override
  public synchronized void close() {
    streams.device().close();
  }
}
