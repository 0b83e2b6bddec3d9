package io.containerrun.engine;

import io.containerrun.value.StandardStream;

/** Keeps output up to a bound. Written by one thread, read by another after it has ended. */
final class CapturingReceiver extends Receiver {

  private final BoundedBytes stdout;
  private final BoundedBytes stderr;

  CapturingReceiver(int bound) {
    this.stdout = new BoundedBytes(bound);
    this.stderr = new BoundedBytes(bound);
  }

  @Override
  public synchronized void accept(StandardStream stream, byte[] bytes, int offset, int length) {
    (stream == StandardStream.STDERR ? stderr : stdout).write(bytes, offset, length);
  }

  @Override
  boolean isOurs() {
    return true;
  }

  @Override
  synchronized byte[] stdout() {
    return stdout.toByteArray();
  }

  @Override
  synchronized byte[] stderr() {
    return stderr.toByteArray();
  }

  @Override
  synchronized boolean isTruncated() {
    return stdout.leftOut() > 0 || stderr.leftOut() > 0;
  }
}
