package io.containerrun.engine.internal.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;

/** The client of docker-java that connects to named pipes. */
final class PipeClient {

  private PipeClient() {}

  /** Creates a connection over a client of its own; sends nothing yet. */
  static Connection connect(Endpoint endpoint, ExecutorService threads) {
    URI pipe = URI.create(endpoint.toString());
    DockerHttpClient client = new ZerodepDockerHttpClient.Builder().dockerHost(pipe).build();
    return new CarriedConnection(client, endpoint, threads, () -> close(client));
  }

  private static void close(DockerHttpClient client) {
    try {
      client.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
