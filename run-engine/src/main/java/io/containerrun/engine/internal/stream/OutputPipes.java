package io.containerrun.engine.internal.stream;

import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries output from the one thread that takes it apart to those that read it. A full pipe holds
 * that thread up, and with it the container; what keeps a reader of one stream from waiting for
 * ever stands in {@link OutputPipe#room}. May be shared between threads.
 */
public final class OutputPipes implements OutputSink {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final OutputPipe stdout = new OutputPipe(this);
  private final OutputPipe stderr = new OutputPipe(this);
  private boolean unbounded;
  private boolean ended;
  private Optional<Throwable> failure = Optional.empty();

  public OutputPipe stdout() {
    return stdout.ask();
  }

  public OutputPipe stderr() {
    return stderr.ask();
  }

  @Override
  public void accept(StandardStream stream, byte[] bytes, int offset, int length)
      throws IOException {
    boolean isError = stream == StandardStream.STDERR;
    OutputPipe pipe = isError ? stderr : stdout;
    OutputPipe other = isError ? stdout : stderr;
    lock.lock();
    try {
      int from = offset;
      while (from < offset + length) {
        int count = Math.min(pipe.room(other), offset + length - from);
        if (count == 0) {
          await();
        } else {
          pipe.put(bytes, from, count);
          from += count;
          changed();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the rest at once: little more comes, and nobody may be there who reads. */
  public void takeAll() {
    lock.lock();
    try {
      unbounded = true;
      changed();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes. */
  public void finish(Optional<Throwable> why) {
    lock.lock();
    try {
      ended = true;
      failure = why;
      changed();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stdout.close();
    stderr.close();
  }

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  void changed() {
    change.signalAll();
  }

  @SuppressWarnings("WaitNotInLoop") // both callers look again
  void await() throws InterruptedIOException {
    try {
      change.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a stream of a container was waited for");
    }
  }

  boolean isUnbounded() {
    return unbounded;
  }

  boolean isEnded() {
    return ended;
  }

  /** Fails where the output broke off. */
  void requireWhole() throws IOException {
    if (failure.isPresent()) {
      Throwable cause = failure.get();
      throw new IOException("the output broke off: " + Reason.of(cause), cause);
    }
  }
}
