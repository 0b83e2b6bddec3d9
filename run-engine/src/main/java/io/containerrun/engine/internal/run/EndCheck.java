package io.containerrun.engine.internal.run;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.stream.CountedOutput;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.stream.OutputRecovery;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Checks whether a program has ended with the connection for its output. For output that cannot be
 * read again: of a command in a container, or of a container that was attached to while it ran.
 */
public final class EndCheck implements OutputRecovery {

  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Engines end the streams of a program this long before they report its exit, at most. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final BooleanSupplier ended;
  private final String operation;

  /**
   * Creates one.
   *
   * @param ended asks the engine whether the program has ended
   * @param operation the operation in messages
   */
  public EndCheck(BooleanSupplier ended, String operation) {
    this.ended = ended;
    this.operation = operation;
  }

  @Override
  public CompletableFuture<Delivery> recover(CountedOutput output, Optional<IOException> broken) {
    boolean whole = broken.isEmpty() && hasEnded();
    return CompletableFuture.completedFuture(whole ? Delivery.WHOLE : Delivery.PARTIAL);
  }

  private boolean hasEnded() {
    try {
      return Waiting.until(ended, PAUSE, GRACE, operation);
    } catch (EngineException unknown) {
      return unknown.isNotFound();
    }
  }
}
