package io.containerrun.engine;

import io.containerrun.engine.internal.handle.AttachedSession;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * The attached standard streams of a container: what its process reads and writes while it runs.
 *
 * <pre>{@code
 * try (RunningContainer sort = engine.open(ContainerRun.of("alpine:3").interactive().command("sort"))) {
 *   try (OutputStream stdin = sort.stdin()) {
 *     stdin.write("b\na\n".getBytes(UTF_8));
 *   } // the end of its input
 *   String sorted = new String(sort.stdout().readAllBytes(), UTF_8);
 * }
 * }</pre>
 *
 * <p>Each output stream buffers 64 KiB. When the buffer is full the container waits, as with the
 * pipes of a {@link Process}: read both streams, each on a thread of its own, or {@linkplain
 * InputStream#close() close} the one that does not matter, or {@linkplain Attach#streams attach} to
 * one alone. Reading one stream to its end and the other afterwards does not deadlock: while a
 * reader waits for one stream, up to 8 MiB of the other are kept if none of it has been read.
 * Beyond that, output of a stream that was never requested by {@link #stdout()} or {@link
 * #stderr()} is dropped, and a mark in it says how much.
 *
 * <p>May be shared between threads; each stream is for one thread at a time.
 *
 * @since 0.1.0
 */
public sealed interface Session extends AutoCloseable permits AttachedSession {

  /** How a session ended. */
  enum End {
    /** The container exited, or the engine ended its streams, as a restart does too. */
    ENDED,
    /** {@link #detach}, {@link #close} or the detach keys ended it; the container keeps running. */
    DETACHED
  }

  /**
   * The container's standard input. Closing it ends the input; output continues. Two kinds of
   * container do not see that end, because engines treat it as the end of the session: those with a
   * terminal, to which ctrl-d is written instead, and those whose input stays open for the next
   * session, as with {@code docker run -d -i}.
   *
   * <p>A write waits while the container does not read. It fails once the container has exited or
   * the session has ended, and if standard input is not attached.
   */
  OutputStream stdin();

  /** The container's standard output; with a terminal its errors as well. */
  InputStream stdout();

  /** The container's standard error; empty for a container with a terminal. */
  InputStream stderr();

  /**
   * Sets the size of the container's terminal.
   *
   * @param rows 1 or more
   * @param columns 1 or more
   * @throws EngineException if the container does not run
   */
  void resize(int rows, int columns);

  /**
   * Ends the session and leaves the container running. Output received by then can still be read;
   * then the streams end. Other sessions are not affected.
   */
  void detach();

  /** Whether {@link #detach}, {@link #close} or the detach keys ended the session. */
  boolean isDetached();

  /**
   * Completes when all output has been received; some may still be unread. If the connection breaks
   * while the container runs, the output of a container that {@link Engine#open} started goes on
   * from its log. Any other session fails with an {@link EngineException} then, because output is
   * missing.
   */
  CompletableFuture<End> onEnd();

  /**
   * Ends the session, leaves the container running and drops unread output. A second call does
   * nothing.
   */
  @Override
  void close();
}
