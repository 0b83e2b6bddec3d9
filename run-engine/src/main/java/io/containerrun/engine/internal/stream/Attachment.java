package io.containerrun.engine.internal.stream;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.util.CallerStreamException;
import io.containerrun.engine.internal.util.Delayed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The attached standard streams of one container: one thread reads output into a sink, another
 * copies input if there is any.
 *
 * <p>May be shared between threads.
 */
public final class Attachment implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  /** The end of input for a terminal: ctrl-d on an empty line. */
  private static final byte[] END_OF_INPUT = {4};

  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 1_000;

  private final UpgradedConnection upgraded;
  private final LeavableChannel output;
  private final boolean terminal;
  private final CompletableFuture<Delivery> finished = new CompletableFuture<>();

  /** Whether input is still to be sent. */
  private volatile boolean inputOpen;

  private volatile boolean left;

  /** Whether the connection was closed because nothing came any more after the exit. */
  private volatile boolean silent;

  private volatile CompletableFuture<Delivery> recovering = new CompletableFuture<>();
  private volatile Future<?> inputTask = CompletableFuture.completedFuture(null);

  private Attachment(UpgradedConnection upgraded, boolean terminal) {
    this.upgraded = upgraded;
    this.output = new LeavableChannel(upgraded);
    this.terminal = terminal;
  }

  /**
   * Starts to read.
   *
   * @param terminal whether the container has a terminal
   * @param reader reads the output
   * @param recovery completes the output when the connection has ended
   */
  public static Attachment begin(
      UpgradedConnection upgraded,
      boolean terminal,
      OutputSink sink,
      Executor reader,
      OutputRecovery recovery) {
    Attachment attachment = new Attachment(upgraded, terminal);
    CountedOutput counted = new CountedOutput(sink);
    attachment.unlessClosed(() -> reader.execute(() -> attachment.read(counted, recovery)));
    return attachment;
  }

  /**
   * Copies a stream to the container's standard input on a thread, and ends that input. Call it
   * once.
   */
  public void copyInput(InputStream source, ExecutorService threads) {
    inputOpen = true;
    unlessClosed(() -> inputTask = threads.submit(() -> writeAll(source)));
  }

  private void unlessClosed(Runnable start) {
    try {
      start.run();
    } catch (RejectedExecutionException closed) {
      upgraded.close();
      throw new ContainerRunException("attach: the engine was closed", closed);
    }
  }

  /**
   * Completes when the sink has taken all output that can be had; fails with the failure of the
   * sink, the input or the engine.
   */
  public CompletableFuture<Delivery> finished() {
    return finished;
  }

  /**
   * Writes to the container's standard input; waits while the container does not read.
   *
   * @throws IOException if the container or the attachment has ended
   */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    upgraded.write(ByteBuffer.wrap(bytes, offset, length));
  }

  /** Ends the container's standard input; output continues. */
  public void endInput() {
    try {
      upgraded.closeWrite();
    } catch (IOException closed) {
      // The container is gone already.
      return;
    }
  }

  /**
   * Ends the attachment and leaves the container running. Output received by then still goes to the
   * sink, which must not block.
   */
  public void leave() {
    left = true;
    recovering.cancel(false);
    inputTask.cancel(true);
    output.leave();
  }

  /** Closes the connection at once; does not affect the container. */
  @Override
  public void close() {
    left = true;
    recovering.cancel(false);
    inputTask.cancel(true);
    upgraded.close();
  }

  /**
   * Expects the end of the output, because the program has exited. A connection that is silent for
   * a while then is taken for broken: a proxy may hold it open, or the network may have lost it.
   *
   * @param executor executes the checks
   */
  public void expectEnd(Duration silence, Executor executor) {
    expectEnd(silence, executor, () -> true);
  }

  /**
   * The same for a program of which nobody tells that it has exited.
   *
   * @param ended asks whether it has, when nothing has come for that time; does not fail
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a cancel does not fail
  public void expectEnd(Duration silence, Executor executor, BooleanSupplier ended) {
    OptionalLong before = output.blockedAfter();
    if (finished.isDone() || left) {
      return;
    }
    Delayed check =
        Delayed.execute(
            silence,
            executor,
            () -> {
              OptionalLong now = output.blockedAfter();
              boolean quiet = now.isPresent() && now.equals(before) && !finished.isDone();
              if (quiet && ended.getAsBoolean()) {
                silent = true;
                upgraded.close();
              } else {
                expectEnd(silence, executor, ended);
              }
            });
    finished.whenComplete((delivery, failure) -> check.cancel());
  }

  // Any failure of the sink ends the attachment and fails its future.
  @SuppressWarnings("FutureReturnValueIgnored") // end() does not fail
  private void read(CountedOutput sink, OutputRecovery recovery) {
    Optional<IOException> broken = Optional.empty();
    try {
      Demultiplexer.pump(output, terminal, sink);
    } catch (CallerStreamException | EngineStreamException failure) {
      fail(failure);
    } catch (IOException failure) {
      broken = Optional.of(failure);
    } catch (Throwable failure) {
      fail(failure);
    }
    boolean inputCut = inputOpen;
    // An interrupt and a close of the engine close the connection on this side.
    boolean own = left || (!upgraded.isOpen() && !silent);
    upgraded.close();
    if (silent && broken.isEmpty()) {
      broken = Optional.of(new IOException("nothing came after the exit"));
    }
    if (!finished.isDone()) {
      recovering = (own ? OutputRecovery.NONE : recovery).recover(sink, broken);
      recovering.whenComplete((delivery, failure) -> end(sink, delivery, failure, inputCut));
      if (left) {
        recovering.cancel(false); // close() may have missed it
      }
    }
  }

  private void end(
      CountedOutput sink,
      @Nullable Delivery delivery,
      @Nullable Throwable failure,
      boolean inputCut) {
    try {
      if (delivery == null) {
        fail(Objects.requireNonNull(failure));
      } else if (delivery != Delivery.WHOLE && inputCut) {
        fail(new EngineStreamException("the connection broke before all input was sent"));
      } else {
        Demultiplexer.end(sink);
        finished.complete(delivery);
      }
    } catch (Throwable unwritable) {
      fail(unwritable);
    }
  }

  private void writeAll(InputStream source) {
    try {
      byte last = copy(source);
      if (terminal) {
        sendEndOfInput(last);
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
   * Sends ctrl-d repeatedly. Closing one side of the connection would end the session, and each
   * program that reads from the terminal needs an end of its own; one sent before a shell reads is
   * lost.
   */
  private void sendEndOfInput(byte last) throws InterruptedException {
    boolean lineStarted = last != '\n' && last != '\r';
    if (lineStarted) {
      write(ByteBuffer.wrap(END_OF_INPUT)); // passes on the unfinished line
    }
    for (long pause = FIRST_PAUSE;
        write(ByteBuffer.wrap(END_OF_INPUT));
        pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      Thread.sleep(pause);
    }
  }

  /**
   * Copies the source until the container accepts no more; returns the last byte, or a newline if
   * there was none.
   */
  private byte copy(InputStream source) throws IOException {
    try (source) {
      byte last = '\n';
      byte[] bytes = new byte[BUFFER];
      int count;
      while ((count = source.read(bytes)) >= 0) {
        if (!write(ByteBuffer.wrap(bytes, 0, count))) {
          return last;
        }
        last = count > 0 ? bytes[count - 1] : last;
      }
      inputOpen = false;
      return last;
    }
  }

  /**
   * Returns false once the container accepts no more: it may exit before it has read all of its
   * input.
   */
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
