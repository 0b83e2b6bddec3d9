package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A transport socket over the standard streams of an {@code ssh} process, at whose other end {@code
 * docker system dial-stdio} talks to the engine.
 *
 * <p>The process is started at once and logs in meanwhile. Before the first request a ping is sent:
 * a failure until its response means that no request has reached the engine. The end of the output
 * is the end of the connection only if the process succeeds; otherwise the connection broke.
 */
final class SshSocket implements TransportSocket {

  private static final byte[] PING =
      "GET /_ping HTTP/1.1\r\nHost: docker\r\nUser-Agent: containerrun\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_OF_A_PING = 1 << 10;

  /** How long a process may take to exit after its output has ended. */
  private static final int EXIT_SECONDS = 5;

  /** How long a process may take to exit after its termination signal. */
  private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

  private final Process process;
  private final InputStream output;
  private final OutputStream input;
  private final SshErrors errors;
  private boolean pinged;
  private volatile boolean closed;

  private SshSocket(Process process) {
    this.process = process;
    this.output = process.getInputStream();
    this.input = process.getOutputStream();
    this.errors = new SshErrors(process.getErrorStream());
  }

  /** Starts the process. */
  static SshSocket start(List<String> command) throws ConnectionFailure {
    try {
      return new SshSocket(new ProcessBuilder(command).start());
    } catch (IOException unusable) {
      String words = "ssh cannot be started: " + ConnectionFailure.reason(unusable);
      throw new ConnectionFailure(
          Kind.UNREACHABLE, words + "; install an OpenSSH client", unusable);
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count =
        output.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
    errors.collect();
    if (count < 0) {
      requireSuccess();
    }
    target.position(target.position() + Math.max(0, count));
    return count;
  }

  /** Throws if the output has ended because the process failed. */
  private void requireSuccess() throws IOException {
    if (closed) {
      throw new AsynchronousCloseException();
    }
    if (!exits()) {
      throw new IOException("ssh has closed its output, but does not exit");
    }
    if (process.exitValue() != 0) {
      throw new IOException(errors.words(process.exitValue()));
    }
  }

  private boolean exits() throws InterruptedIOException {
    try {
      return process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      InterruptedIOException failure = new InterruptedIOException("interrupted");
      failure.initCause(interrupt);
      throw failure;
    }
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    if (!pinged) {
      ping();
      pinged = true;
    }
    input.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
    input.flush();
    source.position(source.limit());
  }

  private void ping() throws ConnectionFailure {
    try {
      send(PING);
      ResponseHead head = ResponseHead.read(this);
      // The next response follows its end.
      var unused = new ResponseBody(head, "GET", this, () -> {}).text(MOST_OF_A_PING);
    } catch (IOException failure) {
      Throwable cause = failure.getCause();
      String words =
          cause instanceof IOException below
              ? ConnectionFailure.reason(below)
              : ConnectionFailure.reason(failure);
      throw new ConnectionFailure(Kind.UNREACHABLE, words, failure);
    }
  }

  /** A process that has exited takes no input; its output says why. */
  private void send(byte[] bytes) {
    try {
      input.write(bytes);
      input.flush();
    } catch (IOException exited) {
      return;
    }
  }

  @Override
  public void closeWrite() throws IOException {
    input.close();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean isQuiet() {
    try {
      return process.isAlive() && output.available() == 0;
    } catch (IOException ended) {
      return false;
    }
  }

  /** Ends the process, which ends reads and writes in progress. */
  @Override
  public void close() {
    closed = true;
    // Process.destroy would also close the streams, and wait for a write in progress.
    ProcessHandle handle = process.toHandle();
    if (handle.destroy() && handle.isAlive()) {
      LATER.execute(handle::destroyForcibly);
    }
  }
}
