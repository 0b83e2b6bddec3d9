package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * An engine's address with all that is needed to speak to it.
 *
 * @param tls how TLS is spoken, only on TCP
 * @param headers sent with every request, unless it has one of that name itself
 */
public record Endpoint(EngineAddress address, Optional<Tls> tls, Map<String, String> headers) {

  /** Copies the headers. */
  public Endpoint {
    headers = Map.copyOf(headers);
  }

  /** One without TLS and headers. */
  public static Endpoint of(EngineAddress address) {
    return new Endpoint(address, Optional.empty(), Map.of());
  }

  TransportSocket open() throws IOException {
    return tls.isPresent() && address instanceof EngineAddress.Tcp tcp
        ? tls.get().over(tcp.channel(), tcp.host(), tcp.port())
        : address.open();
  }

  /** The address: headers may be secret. */
  @Override
  public String toString() {
    return address.toString();
  }
}
