package io.containerrun.engine.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** The transport sockets to one engine, busy and idle. May be shared between threads. */
final class ConnectionPool implements AutoCloseable {

  /** Idle sockets beyond this number are closed. */
  private static final int MOST_IDLE = 16;

  private final Endpoint endpoint;
  private final Deque<TransportSocket> idle = new ConcurrentLinkedDeque<>();
  private final Set<TransportSocket> busy = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ConnectionPool(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Returns an idle socket, else a new one.
   *
   * @param connecting gets what to close to cancel the connect
   */
  TransportSocket take(Consumer<Closeable> connecting) throws ConnectionFailure {
    TransportSocket socket;
    while ((socket = idle.pollFirst()) != null) {
      if (socket.isQuiet()) {
        return used(socket);
      }
      socket.close(); // the engine has closed it meanwhile
    }
    return open(connecting);
  }

  /** Opens a new socket like {@link #take}. */
  TransportSocket open(Consumer<Closeable> connecting) throws ConnectionFailure {
    try {
      return used(endpoint.open(connecting));
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException unreachable) {
      throw ConnectFailures.of(endpoint.address(), unreachable);
    }
  }

  private TransportSocket used(TransportSocket socket) throws ConnectionFailure {
    busy.add(socket);
    if (closed) {
      drop(socket);
      throw ConnectionFailure.closed();
    }
    return socket;
  }

  /** Takes back a socket whose response has been read to its end. */
  void keep(TransportSocket socket) {
    if (closed || idle.size() >= MOST_IDLE) {
      drop(socket);
      return;
    }
    idle.addFirst(socket);
    busy.remove(socket);
    if (closed) {
      close();
    }
  }

  /** Closes a socket. */
  void drop(TransportSocket socket) {
    busy.remove(socket);
    socket.close();
  }

  /** Closes all sockets; exchanges in progress fail. */
  @Override
  public void close() {
    closed = true;
    busy.forEach(this::drop);
    TransportSocket socket;
    while ((socket = idle.pollFirst()) != null) {
      socket.close();
    }
  }
}
