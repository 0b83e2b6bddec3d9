package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;

/** Captures output up to a bound. Written by one thread, read by another afterwards. */
public final class CapturingReceiver extends Receiver {

  private final BoundedBytes stdout;
  private final BoundedBytes stderr;

  public CapturingReceiver(int bound) {
    this.stdout = new BoundedBytes(bound);
    this.stderr = new BoundedBytes(bound);
  }

  @Override
  public synchronized void accept(StandardStream stream, byte[] bytes, int offset, int length) {
    (stream == StandardStream.STDERR ? stderr : stdout).write(bytes, offset, length);
  }

  @Override
  public synchronized CapturedOutput captured() {
    return new CapturedOutput(CapturedStream.of(stdout), CapturedStream.of(stderr));
  }
}
