package io.containerrun.engine;

import io.containerrun.engine.internal.Defaults;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.connection.EngineAddress;
import java.util.concurrent.ExecutorService;

/**
 * What a handle needs of its engine. May be shared between threads.
 *
 * @param api makes the calls
 * @param threads read what is still coming
 * @param address where the engine listens
 * @param defaults what the surroundings say
 */
record EngineAccess(
    EngineApi api, ExecutorService threads, EngineAddress address, Defaults defaults) {

  /**
   * Who reads for an execution: the thread that waits, where nothing but an interrupt may make it
   * turn away, and an interrupt ends its reading, as on sockets of this machine. A limit of time
   * and a receiver that waits for others take threads of the engine.
   */
  Readers readers(Execution how, Receiver receiver) {
    boolean ownThread =
        address instanceof EngineAddress.Unix && how.limit().isEmpty() && receiver.isOurs();
    return ownThread ? Readers.whoWaits() : Readers.of(threads);
  }
}
