package io.containerrun.engine.internal.http;

import java.util.Optional;

/**
 * The wire of one exchange. Who gives the exchange up closes the lease, from any thread, which ends
 * whatever the exchange is at; a wire that has gone back to the pool is not touched any more.
 */
final class Lease implements AutoCloseable {

  private interface Source {
    TransportSocket get() throws ConnectionFailure;
  }

  private final ConnectionPool pool;
  private Optional<TransportSocket> held = Optional.empty();
  private boolean closed;

  Lease(ConnectionPool pool) {
    this.pool = pool;
  }

  /** A wire for a request, maybe one that served others before. */
  TransportSocket take() throws ConnectionFailure {
    return hold(pool::take);
  }

  /** A new wire. */
  TransportSocket open() throws ConnectionFailure {
    return hold(pool::open);
  }

  private TransportSocket hold(Source source) throws ConnectionFailure {
    TransportSocket wire = source.get();
    synchronized (this) {
      if (!closed) {
        held = Optional.of(wire);
        return wire;
      }
    }
    pool.drop(wire);
    throw new ConnectionFailure(ConnectionFailure.Kind.TOO_LATE, "the exchange was given up");
  }

  /** Gives the wire back for the next exchange. */
  synchronized void giveBack() {
    held.ifPresent(pool::keep);
    held = Optional.empty();
  }

  @Override
  public void close() {
    Optional<TransportSocket> wire;
    synchronized (this) {
      closed = true;
      wire = held;
      held = Optional.empty();
    }
    wire.ifPresent(pool::drop);
  }
}
