package io.containerrun.engine.internal.connection;

import io.containerrun.engine.internal.connection.ConnectionFailure.Kind;
import java.io.IOException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The wires to one engine: those in use, and some that wait for a next request. May be shared
 * between threads.
 */
final class WirePool implements AutoCloseable {

  /** More than these served a burst; they are closed instead of kept. */
  private static final int MOST_IDLE = 16;

  private final Endpoint endpoint;
  private final Deque<Wire> idle = new ConcurrentLinkedDeque<>();
  private final Set<Wire> busy = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WirePool(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** A wire for a request: one that waits, else a new one. */
  Wire take() throws ConnectionFailure {
    Wire wire;
    while ((wire = idle.pollFirst()) != null) {
      if (wire.isQuiet()) {
        return used(wire);
      }
      wire.close(); // the engine ended it meanwhile
    }
    return open();
  }

  /** A new wire. */
  Wire open() throws ConnectionFailure {
    try {
      return used(endpoint.open());
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException unreachable) {
      String words = ConnectionFailure.reason(unreachable);
      throw new ConnectionFailure(Kind.UNREACHABLE, words, unreachable);
    }
  }

  private Wire used(Wire wire) throws ConnectionFailure {
    busy.add(wire);
    if (closed) {
      drop(wire);
      throw new ConnectionFailure(Kind.UNREACHABLE, "the connection was closed");
    }
    return wire;
  }

  /** Takes back a wire whose answer was read to its end. */
  void keep(Wire wire) {
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
  void drop(Wire wire) {
    busy.remove(wire);
    wire.close();
  }

  /** Closes all wires; what is in progress on them fails. */
  @Override
  public void close() {
    closed = true;
    busy.forEach(this::drop);
    Wire wire;
    while ((wire = idle.pollFirst()) != null) {
      wire.close();
    }
  }
}
