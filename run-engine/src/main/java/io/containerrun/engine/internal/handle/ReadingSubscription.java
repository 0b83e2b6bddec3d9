package io.containerrun.engine.internal.handle;

import io.containerrun.engine.Subscription;
import io.containerrun.engine.internal.api.ResponseReading;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A subscription to a streaming response.
 *
 * @param reading reads the response
 * @param operation what is read, for messages
 */
public record ReadingSubscription(ResponseReading reading, String operation)
    implements Subscription {

  @Override
  public CompletableFuture<Void> onEnd() {
    return reading.ended().thenApply(ended -> null);
  }

  @Override
  public void await() {
    Waiting.on(reading.ended(), operation);
  }

  @Override
  public boolean await(Duration limit) {
    return Waiting.on(reading.ended(), limit, operation).isPresent();
  }

  @Override
  public void close() {
    reading.close();
  }
}
