package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The wires to one engine: those in use, and some that wait for a next request. May be shared
 * between threads.
 */
final class ConnectionPool implements AutoCloseable {

  /** More than these served a burst; they are closed instead of kept. */
  private static final int MOST_IDLE = 16;

  private final Endpoint endpoint;
  private final Deque<TransportSocket> idle = new ConcurrentLinkedDeque<>();
  private final Set<TransportSocket> busy = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ConnectionPool(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** A wire for a request: one that waits, else a new one. */
  TransportSocket take() throws ConnectionFailure {
    TransportSocket wire;
    while ((wire = idle.pollFirst()) != null) {
      if (wire.isQuiet()) {
        return used(wire);
      }
      wire.close(); // the engine ended it meanwhile
    }
    return open();
  }

  /** A new wire. */
  TransportSocket open() throws ConnectionFailure {
    try {
      return used(endpoint.open());
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException unreachable) {
      String words = ConnectionFailure.reason(unreachable);
      throw new ConnectionFailure(Kind.UNREACHABLE, words, unreachable);
    }
  }

  private TransportSocket used(TransportSocket wire) throws ConnectionFailure {
    busy.add(wire);
    if (closed) {
      drop(wire);
      throw new ConnectionFailure(Kind.UNREACHABLE, "the connection was closed");
    }
    return wire;
  }

  /** Takes back a wire whose answer was read to its end. */
  void keep(TransportSocket wire) {
    if (closed || idle.size() >= MOST_IDLE) {
      drop(wire);
      return;
    }
    idle.addFirst(wire);
    busy.remove(wire);
    if (closed) {
      close();
    }
  }

  /** Closes a wire. */
  void drop(TransportSocket wire) {
    busy.remove(wire);
    wire.close();
  }

  /** Closes all wires; what is in progress on them fails. */
  @Override
  public void close() {
    closed = true;
    busy.forEach(this::drop);
    TransportSocket wire;
    while ((wire = idle.pollFirst()) != null) {
      wire.close();
    }
  }
}
