package io.containerrun.examples.behaviour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that has run, with all that it wrote. */
record Finished(int exit, Output out, Output err) {

  private static final long MOST_SECONDS = 120;

  byte[] stdout() {
    return out.all();
  }

  byte[] stderr() {
    return err.all();
  }

  /** What happens while a program runs. */
  interface Meanwhile {
    void on(Process process, Output stdout) throws IOException, InterruptedException;
  }

  /** Grows while the program writes. */
  static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private synchronized void add(byte[] some, int count) {
      bytes.write(some, 0, count);
      notifyAll();
    }

    synchronized byte[] all() {
      return bytes.toByteArray();
    }

    /** Waits for a text, or until the time is up: then the case shows what is missing. */
    synchronized void await(String text, long seconds) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (!bytes.toString(StandardCharsets.UTF_8).contains(text)
          && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.timedWait(this, 100);
      }
    }
  }

  static Finished run(ProcessBuilder program, byte[] input, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    Process process = program.start();
    Output stdout = new Output();
    Output stderr = new Output();
    CompletableFuture<Void> out = reading(process.getInputStream(), stdout);
    CompletableFuture<Void> err = reading(process.getErrorStream(), stderr);
    CompletableFuture<Void> in = writing(process.getOutputStream(), input);
    meanwhile.on(process, stdout);
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    CompletableFuture.allOf(out, err, in).join();
    return new Finished(process.exitValue(), stdout, stderr);
  }

  private static CompletableFuture<Void> reading(InputStream stream, Output output) {
    return CompletableFuture.runAsync(
        () -> {
          byte[] bytes = new byte[1 << 14];
          try (stream) {
            int count;
            while ((count = stream.read(bytes)) >= 0) {
              output.add(bytes, count);
            }
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        },
        Finished::onThread);
  }

  private static CompletableFuture<Void> writing(OutputStream stream, byte[] input) {
    return CompletableFuture.runAsync(
        () -> {
          try (stream) {
            stream.write(input);
          } catch (IOException unread) {
            // A program may end before it has read its input.
            return;
          }
        },
        Finished::onThread);
  }

  private static void onThread(Runnable work) {
    Thread thread = new Thread(work, "program-streams");
    thread.setDaemon(true);
    thread.start();
  }
}
