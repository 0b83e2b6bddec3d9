package io.containerrun.engine.internal.stream;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.util.CallerStreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The standard streams of one container, flowing: one thread reads output into a sink, another
 * feeds input if there is any.
 *
 * <p>May be shared between threads.
 */
public final class Attachment implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  /** What a terminal takes for the end of its input: ctrl-d on an empty line. */
  private static final byte[] END_OF_INPUT = {4};

  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 1_000;

  private final UpgradedConnection upgraded;
  private final LeavableChannel output;
  private final boolean terminal;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private volatile Future<?> feeder = CompletableFuture.completedFuture(null);

  private Attachment(UpgradedConnection upgraded, boolean terminal) {
    this.upgraded = upgraded;
    this.output = new LeavableChannel(upgraded);
    this.terminal = terminal;
  }

  /**
   * Begins.
   *
   * @param terminal whether the container has one
   * @param reader reads the output
   */
  public static Attachment begin(
      UpgradedConnection upgraded, boolean terminal, OutputSink sink, Executor reader) {
    Attachment attachment = new Attachment(upgraded, terminal);
    attachment.unlessClosed(() -> reader.execute(() -> attachment.read(sink)));
    return attachment;
  }

  /** Has a thread feed the container's standard input, and end it; once. */
  public void feed(InputStream source, ExecutorService threads) {
    unlessClosed(() -> feeder = threads.submit(() -> passOn(source)));
  }

  private void unlessClosed(Runnable beginning) {
    try {
      beginning.run();
    } catch (RejectedExecutionException closed) {
      upgraded.close();
      throw new ContainerRunException("attach: the engine was closed", closed);
    }
  }

  /**
   * Completes when all output has come and the sink has taken it; fails with what the sink, the
   * input or the engine failed with.
   */
  public CompletableFuture<Void> finished() {
    return finished;
  }

  /**
   * Writes to the container's standard input; waits while it takes no more.
   *
   * @throws IOException if the container or the attachment has ended
   */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    upgraded.write(ByteBuffer.wrap(bytes, offset, length));
  }

  /** Ends the container's standard input; output goes on. */
  public void endInput() {
    try {
      upgraded.closeWrite();
    } catch (IOException closed) {
      // The container is gone already.
      return;
    }
  }

  /**
   * Leaves the container to itself. What it has written by then still goes to the sink, which must
   * not wait for anybody.
   */
  public void leave() {
    feeder.cancel(true);
    output.leave();
  }

  /** Lets go of the streams at once; the container goes on. */
  @Override
  public void close() {
    feeder.cancel(true);
    upgraded.close();
  }

  // Whatever the sink throws ends the attachment and goes to whoever waits for it.
  private void read(OutputSink sink) {
    try {
      Demultiplexer.pump(output, terminal, sink);
    } catch (Throwable failure) {
      fail(failure);
    }
    finished.complete(null);
    upgraded.close();
  }

  private void passOn(InputStream source) {
    try {
      byte last = pass(source);
      if (terminal) {
        typeEnd(last);
      } else {
        endInput();
      }
    } catch (IOException own) {
      fail(new CallerStreamException("the input cannot be read", own));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      fail(failure);
    }
  }

  /**
   * An end of the connection would be taken for that of the whole session, and a terminal has no
   * end that stays: each program that reads needs one of its own, and what is typed before a shell
   * listens is lost.
   */
  private void typeEnd(byte last) throws InterruptedException {
    boolean begun = last != '\n' && last != '\r';
    if (begun) {
      write(ByteBuffer.wrap(END_OF_INPUT)); // hands the line over that has begun
    }
    for (long pause = FIRST_PAUSE;
        write(ByteBuffer.wrap(END_OF_INPUT));
        pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      Thread.sleep(pause);
    }
  }

  /** Passes on all that the container takes, and tells the last byte; a newline where none came. */
  private byte pass(InputStream source) throws IOException {
    try (source) {
      byte last = '\n';
      byte[] bytes = new byte[BUFFER];
      int count;
      while ((count = source.read(bytes)) >= 0 && write(ByteBuffer.wrap(bytes, 0, count))) {
        last = count > 0 ? bytes[count - 1] : last;
      }
      return last;
    }
  }

  /** False once the container takes no more: it may end without having read all of its input. */
  private boolean write(ByteBuffer bytes) {
    try {
      upgraded.write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private void fail(Throwable failure) {
    if (finished.completeExceptionally(failure)) {
      upgraded.close();
    }
  }
}
