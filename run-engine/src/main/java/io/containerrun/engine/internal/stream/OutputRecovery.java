package io.containerrun.engine.internal.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out what the end of a connection for output means, and completes the output if the
 * connection broke. The end of a connection is not the end of the program: proxies cut connections.
 */
@FunctionalInterface
public interface OutputRecovery {

  /** Takes every end of a connection for the end of the program. */
  OutputRecovery NONE =
      (output, broken) ->
          broken.isPresent()
              ? CompletableFuture.failedFuture(broken.get())
              : CompletableFuture.completedFuture(Delivery.WHOLE);

  /**
   * Called once, when the connection has ended. Only the recovery passes on output from then on.
   *
   * @param output what was received, and where more goes to
   * @param broken the failure that ended it; empty if the other side closed it
   */
  CompletableFuture<Delivery> recover(CountedOutput output, Optional<IOException> broken);
}
