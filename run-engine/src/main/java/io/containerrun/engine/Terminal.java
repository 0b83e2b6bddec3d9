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
 * The terminal, or the pipes, of a program that runs containers in its foreground, as {@code docker
 * run} and {@code docker attach} do.
 *
 * <pre>{@code
 * try (Engine engine = Engine.connect();
 *     Terminal terminal = Terminal.system().forwardSignals()) {
 *   System.exit(terminal.run(engine, ContainerRun.parse("-it --rm alpine:3")));
 * }
 * }</pre>
 *
 * <p>While a container with a terminal reads standard input, this terminal is in raw mode: every
 * key goes to the container, including Ctrl-C, and its size is passed on, at the start and on each
 * {@code SIGWINCH}. The terminal is restored afterwards, also when the JVM exits. JLine controls it
 * through {@code stty}, without native code; Windows requires one of JLine's native providers, such
 * as {@code org.jline:jline-terminal-jni}, on the class path.
 *
 * <p>Runs one container at a time; calls of other threads wait.
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

  /**
   * A terminal of other streams, none of which is a real terminal. They are flushed, not closed.
   */
  public static Terminal of(InputStream in, OutputStream out, OutputStream err) {
    return new Terminal(new TerminalStreams(in, out, err, new NoDevice(), false));
  }

  /**
   * Forwards the signals of this process to the container in the foreground; with {@code
   * --sig-proxy=false} {@code INT} and {@code TERM} have no effect. The third {@code INT} or {@code
   * TERM} ends the wait, with status 1. See {@link SignalForwarding} for the list of signals.
   *
   * @return this terminal
   */
  public synchronized Terminal forwardSignals() {
    streams = streams.forwardingSignals();
    return this;
  }

  /**
   * Runs a container as {@code docker run} does. Writes the engine's warnings to standard error. In
   * the background, writes the id to standard output and starts the container; in the foreground,
   * attaches to the streams of the run, and waits for the exit or for the detach keys.
   *
   * <p>Like that command, and unlike {@link Engine#run}, it checks only what the command checks and
   * leaves the rest to the engine, and it keeps the container, even one that fails to start, unless
   * the run says {@link ContainerRun#remove()}.
   *
   * @return the exit status: the container's exit code; 0 in the background, and if the detach keys
   *     were typed
   * @throws InvalidRunException also if the run reads from a terminal, and this is none
   * @throws EngineException if the engine rejects a request or fails; {@link
   *     EngineException#exitStatus()} is the status of the command in this case
   */
  public synchronized int run(Engine engine, ContainerRun run) {
    return engine.runInTerminal(run, streams);
  }

  /**
   * Puts a running container in the foreground as {@code docker attach} does.
   *
   * @return the exit status: the container's exit code; 0 if the detach keys were typed
   */
  public int attach(ContainerHandle container) {
    return attach(container, Attach.standard());
  }

  /** Puts a running container in the foreground like {@link #attach(ContainerHandle)}. */
  public synchronized int attach(ContainerHandle container, Attach how) {
    return TerminalSession.attach(streams, EngineContainer.of(container).unlimited(), how);
  }

  /** Restores the terminal. The streams stay open. */
  @Override
  public synchronized void close() {
    streams.device().close();
  }
}
