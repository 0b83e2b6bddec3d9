package io.containerrun.engine.internal.stream;

import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries output from the thread that demultiplexes it to the readers. A full pipe blocks that
 * thread, and with it the container; {@link OutputPipe#room} prevents a deadlock of a reader of one
 * stream. May be shared between threads.
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
    return stdout.request();
  }

  public OutputPipe stderr() {
    return stderr.request();
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

  /** Accepts the rest without waiting: little more comes, and there may be no reader. */
  public void takeAll() {
    lock.lock();
    try {
      unbounded = true;
      changed();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the streams; with a failure readers get it after the last byte. */
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

  @SuppressWarnings("WaitNotInLoop") // both callers check again
  void await() throws InterruptedIOException {
    try {
      change.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a stream of a container");
    }
  }

  boolean isUnbounded() {
    return unbounded;
  }

  boolean isEnded() {
    return ended;
  }

  /** Throws if the output broke off. */
  void requireWhole() throws IOException {
    if (failure.isPresent()) {
      Throwable cause = failure.get();
      throw new IOException("the output broke off: " + Reason.of(cause), cause);
    }
  }
}
