package io.containerrun.engine.internal.handle;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.Session;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.stream.DetachFilter;
import io.containerrun.engine.internal.stream.NoInput;
import io.containerrun.engine.internal.stream.OutputPipes;
import io.containerrun.engine.internal.stream.SessionInput;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.DetachKeys;
import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A session on an attachment that is already being read. */
public final class AttachedSession implements Session {

  /** Sets the size of the terminal. */
  interface Resizer {
    void resize(int rows, int columns);
  }

  private final Attachment attachment;
  private final OutputPipes pipes;
  private final Resizer resizer;
  private final OutputStream stdin;
  private final CompletableFuture<End> end;
  private volatile boolean detached;

  /**
   * Creates a session.
   *
   * @param reads whether standard input is attached
   * @param terminal whether there is a terminal, whose input may contain the detach keys
   * @param endsInput whether the engine passes the end of input on to the container
   */
  AttachedSession(
      Attachment attachment,
      OutputPipes pipes,
      Resizer resizer,
      boolean reads,
      boolean terminal,
      boolean endsInput,
      DetachKeys keys) {
    this.attachment = attachment;
    this.pipes = pipes;
    this.resizer = resizer;
    DetachFilter filter = new DetachFilter(terminal ? keys.codes() : new byte[0]);
    this.stdin =
        reads
            ? new SessionInput(attachment, filter, endsInput && !terminal, this::detach)
            : new NoInput();
    this.end =
        attachment
            .finished()
            .thenAccept(AttachedSession::requireWhole)
            .handle((done, failure) -> ended(failure));
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return pipes.stdout();
  }

  @Override
  public InputStream stderr() {
    return pipes.stderr();
  }

  @Override
  public void resize(int rows, int columns) {
    resizer.resize(rows, columns);
  }

  @Override
  public void detach() {
    markDetached();
    if (!end.isDone()) {
      pipes.takeAll();
      attachment.leave();
    }
  }

  private void markDetached() {
    detached |= !end.isDone();
  }

  @Override
  public boolean isDetached() {
    return detached;
  }

  @Override
  public CompletableFuture<End> onEnd() {
    return end.copy();
  }

  @Override
  public void close() {
    markDetached();
    pipes.close(); // first: a reader must not see this as the end of the output
    attachment.close();
  }

  private static void requireWhole(Delivery delivery) {
    if (delivery == Delivery.PARTIAL) {
      throw new CompletionException(
          new EOFException("the connection broke, and some output is missing"));
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException wrapper && wrapper.getCause() != null
        ? wrapper.getCause()
        : failure;
  }

  private End ended(@Nullable Throwable wrapped) {
    Throwable failure = unwrapped(wrapped);
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
