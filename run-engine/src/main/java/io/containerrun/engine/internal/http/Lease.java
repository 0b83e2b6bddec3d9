package io.containerrun.engine.internal.http;

import java.util.Optional;

/**
 * The socket of one exchange. Closing the lease, from any thread, cancels the exchange by closing
 * its socket; a socket that has gone back to the pool is not affected.
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

  /** Takes an idle socket from the pool, else a new one. */
  TransportSocket take() throws ConnectionFailure {
    return hold(pool::take);
  }

  /** Opens a new socket. */
  TransportSocket open() throws ConnectionFailure {
    return hold(pool::open);
  }

  private TransportSocket hold(Source source) throws ConnectionFailure {
    TransportSocket socket = source.get();
    synchronized (this) {
      if (!closed) {
        held = Optional.of(socket);
        return socket;
      }
    }
    pool.drop(socket);
    throw new ConnectionFailure(ConnectionFailure.Kind.TOO_LATE, "the exchange was given up");
  }

  /** Gives the socket back for the next exchange. */
  synchronized void giveBack() {
    held.ifPresent(pool::keep);
    held = Optional.empty();
  }

  @Override
  public void close() {
    Optional<TransportSocket> socket;
    synchronized (this) {
      closed = true;
      socket = held;
      held = Optional.empty();
    }
    socket.ifPresent(pool::drop);
  }
}
