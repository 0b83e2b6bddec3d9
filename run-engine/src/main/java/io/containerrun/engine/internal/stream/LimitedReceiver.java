package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Passes on the first bytes of an output, both streams together, and discards the rest. Used by one
 * thread.
 */
final class LimitedReceiver extends Receiver {

  private final Receiver receiver;
  private final CompletableFuture<Boolean> exceeded = new CompletableFuture<>();
  private long left;

  LimitedReceiver(Receiver receiver, long limit) {
    this.receiver = receiver;
    this.left = limit;
  }

  @Override
  public void accept(StandardStream stream, byte[] bytes, int offset, int length)
      throws IOException {
    int passed = (int) Math.min(length, left);
    left -= passed;
    if (passed < length) {
      exceeded.complete(true);
    }
    if (passed > 0) {
      receiver.accept(stream, bytes, offset, passed);
    }
  }

  @Override
  public void end() throws IOException {
    receiver.end();
  }

  @Override
  public void close() throws IOException {
    receiver.close();
  }

  @Override
  public CapturedOutput captured() {
    return receiver.captured();
  }

  @Override
  public Optional<CompletableFuture<Boolean>> exceeded() {
    return Optional.of(exceeded);
  }
}
