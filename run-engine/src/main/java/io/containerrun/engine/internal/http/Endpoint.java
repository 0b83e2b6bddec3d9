package io.containerrun.engine.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * The address of an engine with its TLS settings and headers.
 *
 * @param tls the TLS settings; only for TCP
 * @param headers sent with every request, unless the request has a header of that name
 * @param carrier connects there; empty for the sockets of the JDK
 */
public record Endpoint(
    EngineAddress address,
    Optional<Tls> tls,
    Map<String, String> headers,
    Optional<Carrier> carrier) {

  /** An endpoint for the sockets of the JDK. */
  public Endpoint(EngineAddress address, Optional<Tls> tls, Map<String, String> headers) {
    this(address, tls, headers, Optional.empty());
  }

  /** Copies the headers. */
  public Endpoint {
    headers = Map.copyOf(headers);
  }

  /** An endpoint without TLS and headers. */
  public static Endpoint of(EngineAddress address) {
    return new Endpoint(address, Optional.empty(), Map.of());
  }

  /**
   * Creates the connection; sends nothing yet.
   *
   * @param threads executes exchanges; not closed here
   */
  public Connection connect(ExecutorService threads) {
    return carrier
        .map(it -> it.connect(this, threads))
        .orElseGet(() -> new DefaultConnection(this, threads));
  }

  TransportSocket open(Consumer<Closeable> connecting) throws IOException {
    return tls.isPresent() && address instanceof EngineAddress.Tcp tcp
        ? tls.get().over(tcp.channel(), tcp.host(), tcp.port())
        : address.open(connecting);
  }

  /** The address, without headers: they may be secret. */
  @Override
  public String toString() {
    return address.toString();
  }
}
