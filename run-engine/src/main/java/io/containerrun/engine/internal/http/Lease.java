package io.containerrun.engine.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The socket of one exchange. Closing the lease, from any thread, cancels the exchange by closing
 * its socket; a socket that has gone back to the pool is not affected.
 */
final class Lease implements AutoCloseable {

  private interface Source {
    TransportSocket get(Consumer<Closeable> connecting) throws ConnectionFailure;
  }

  private final ConnectionPool pool;
  private Optional<TransportSocket> held = Optional.empty();
  private Optional<Closeable> connecting = Optional.empty();
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
    TransportSocket socket = source.get(this::connecting);
    synchronized (this) {
      connecting = Optional.empty();
      if (!closed) {
        held = Optional.of(socket);
        return socket;
      }
    }
    pool.drop(socket);
    throw ConnectionFailure.givenUp();
  }

  /** Closes what connects if the exchange has been cancelled meanwhile. */
  private void connecting(Closeable channel) {
    boolean late;
    synchronized (this) {
      connecting = Optional.of(channel);
      late = closed;
    }
    if (late) {
      close();
    }
  }

  /** Gives the socket back for the next exchange. */
  synchronized void giveBack() {
    held.ifPresent(pool::keep);
    held = Optional.empty();
  }

  @Override
  public void close() {
    Optional<TransportSocket> socket;
    Optional<Closeable> channel;
    synchronized (this) {
      closed = true;
      channel = connecting;
      connecting = Optional.empty();
      socket = held;
      held = Optional.empty();
    }
    socket.ifPresent(pool::drop);
    channel.ifPresent(Lease::abort);
  }

  private static void abort(Closeable channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
