package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.engine.internal.Reason;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.value.DetachKeys;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The standard streams of a container, attached: what its process reads and writes while it runs.
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
 * <p>Between the engine and a reader lie 64 KiB for each stream. What does not fit waits, and the
 * container with it, as with the pipes of a {@link Process}: read both streams, each on a thread of
 * its own, or {@linkplain InputStream#close() close} the one that does not matter, or {@linkplain
 * Attach#to attach} to one alone. Whoever reads one stream first and the other afterwards does not
 * wait for ever, though: while one is waited for, up to 8 MiB of the other are kept if none of it
 * has been read. Of a stream that has not even been asked for, by {@link #stdout()} or {@link
 * #stderr()}, what comes beyond those is left out, and a mark in it says how much.
 *
 * <p>May be shared between threads; each stream is for one thread at a time.
 *
 * @since 0.1.0
 */
public final class Session implements AutoCloseable {

  /** How a session ended. */
  public enum End {
    /** The container has ended, or the engine has ended its streams: a restart does that too. */
    ENDED,
    /**
     * It was left, by {@link #detach}, {@link #close} or the detach keys; the container goes on.
     */
    DETACHED
  }

  /** Tells an engine the size of the terminal. */
  interface Resizer {
    void resize(int rows, int columns);
  }

  private final Attachment attachment;
  private final OutputPipes pipes;
  private final Resizer resizer;
  private final OutputStream stdin;
  private final CompletableFuture<End> end;
  private volatile boolean detached;

  private Session(
      Attachment attachment,
      OutputPipes pipes,
      Resizer resizer,
      AttachedStreams streams,
      DetachFilter filter,
      boolean endsInput) {
    this.attachment = attachment;
    this.pipes = pipes;
    this.resizer = resizer;
    this.stdin =
        streams.stdin()
            ? new SessionInput(attachment, filter, endsInput, this::detach)
            : new NoInput();
    this.end = attachment.finished().handle((done, failure) -> ended(failure));
  }

  /**
   * One on streams that flow already.
   *
   * @param terminal whether the container has one, on which detach keys are typed
   * @param endsInput whether the engine passes the end of input on to the container
   */
  static Session on(
      Attachment attachment,
      OutputPipes pipes,
      Resizer resizer,
      AttachedStreams streams,
      boolean terminal,
      boolean endsInput,
      DetachKeys keys) {
    DetachFilter filter = new DetachFilter(terminal ? keys.codes() : new byte[0]);
    return new Session(attachment, pipes, resizer, streams, filter, endsInput && !terminal);
  }

  /**
   * The container's standard input. Its {@code close} is the end of that input; output goes on. Two
   * kinds of container do not see that end, because engines take it for the end of the session:
   * those with a terminal, where ctrl-d is typed in its place, and those whose input was left open
   * for whoever attaches next, as {@code docker run -d -i} does.
   *
   * <p>What is written waits while the container does not read. Writing fails once the container or
   * the session has ended, and where standard input is not attached.
   */
  public OutputStream stdin() {
    return stdin;
  }

  /** The container's standard output; of a container with a terminal also its errors. */
  public InputStream stdout() {
    return pipes.stdout();
  }

  /** The container's standard error; empty for a container with a terminal. */
  public InputStream stderr() {
    return pipes.stderr();
  }

  /**
   * Tells the container's terminal its size.
   *
   * @param rows 1 or more
   * @param columns 1 or more
   * @throws EngineException if the container does not run
   */
  public void resize(int rows, int columns) {
    resizer.resize(rows, columns);
  }

  /**
   * Leaves the container to itself. What it has written by then can still be read; then the streams
   * end. Somebody else may have attached meanwhile, or may attach later.
   */
  public void detach() {
    leave();
    if (!end.isDone()) {
      pipes.takeAll();
      attachment.leave();
    }
  }

  private void leave() {
    detached |= !end.isDone();
  }

  /** Whether it was left, by {@link #detach}, {@link #close} or the detach keys. */
  public boolean isDetached() {
    return detached;
  }

  /**
   * Completes when nothing more comes from the container; what has come may still have to be read.
   * Fails with an {@link EngineException} if the connection broke.
   */
  public CompletableFuture<End> onEnd() {
    return end.copy();
  }

  /** Leaves the container to itself, and drops what was not read. A second call does nothing. */
  @Override
  public void close() {
    leave();
    pipes.close(); // first: whoever reads is not to take this for the end of the output
    attachment.close();
  }

  private End ended(Throwable failure) {
    if (failure == null || detached) {
      pipes.finish(Optional.empty());
      return detached ? End.DETACHED : End.ENDED;
    }
    pipes.finish(Optional.of(failure));
    String words = Reason.of(failure);
    throw new CompletionException(
        new EngineException("attached streams: " + words, "attach to container", 0, words)
            .causedBy(failure));
  }
}
