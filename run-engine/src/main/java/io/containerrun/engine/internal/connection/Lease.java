package io.containerrun.engine.internal.connection;

import java.util.Optional;

/**
 * The wire of one exchange. Who gives the exchange up closes the lease, from any thread, which ends
 * whatever the exchange is at; a wire that has gone back to the pool is not touched any more.
 */
final class Lease implements AutoCloseable {

  private interface Source {
    Wire get() throws ConnectionFailure;
  }

  private final WirePool pool;
  private Optional<Wire> held = Optional.empty();
  private boolean closed;

  Lease(WirePool pool) {
    this.pool = pool;
  }

  /** A wire for a request, maybe one that served others before. */
  Wire take() throws ConnectionFailure {
    return hold(pool::take);
  }

  /** A new wire. */
  Wire open() throws ConnectionFailure {
    return hold(pool::open);
  }

  private Wire hold(Source source) throws ConnectionFailure {
    Wire wire = source.get();
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
    Optional<Wire> wire;
    synchronized (this) {
      closed = true;
      wire = held;
      held = Optional.empty();
    }
    wire.ifPresent(pool::drop);
  }
}
