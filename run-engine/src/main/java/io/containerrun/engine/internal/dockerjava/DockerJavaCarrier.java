package io.containerrun.engine.internal.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import io.containerrun.engine.EngineTransport;
import io.containerrun.engine.internal.http.Carrier;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.Endpoint;
import java.util.concurrent.ExecutorService;

/**
 * Carries requests by an HTTP client of docker-java.
 *
 * @param client not closed here
 */
public record DockerJavaCarrier(DockerHttpClient client) implements EngineTransport, Carrier {

  @Override
  public Connection connect(Endpoint endpoint, ExecutorService threads) {
    return new CarriedConnection(client, endpoint, threads, () -> {});
  }

  /** The class of the client. */
  @Override
  public String toString() {
    return client.getClass().getSimpleName() + " of docker-java";
  }
}
