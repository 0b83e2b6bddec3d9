package io.containerrun.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import io.containerrun.engine.EngineTransport;
import io.containerrun.engine.internal.dockerjava.DockerJavaCarrier;
import io.containerrun.engine.internal.util.OptionalDependency;
import java.util.Objects;

/**
 * Carries the requests to an engine by an HTTP client of docker-java: zerodep, httpclient5, or a
 * team's own.
 *
 * <pre>{@code
 * DockerHttpClient client = new ZerodepDockerHttpClient.Builder().dockerHost(address).build();
 * EngineOptions options =
 *     EngineOptions.standard().host(address.toString()).transport(DockerJavaTransport.of(client));
 * try (client; Engine engine = Engine.connect(options)) {
 *   engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 * }
 * }</pre>
 *
 * <p>Such clients cannot end the input of a connection and go on with its output, and have no limit
 * of time on Unix sockets. So:
 *
 * <ul>
 *   <li>A container that reads input has a second connection for it, whose end is the end of the
 *       input.
 *   <li>An exec that reads input without a terminal is refused before it is created: it has one
 *       connection only.
 *   <li>Timeouts and interrupts are those of this library. A call that is given up while the client
 *       cannot be interrupted, as on TCP, keeps a daemon thread until the engine responds.
 *   <li>Every request has a connection of its own: these clients reuse connections that engines
 *       have closed. A client with a maximum of connections needs three for each run in progress,
 *       one more with input.
 * </ul>
 *
 * @since 0.1.0
 */
public final class DockerJavaTransport {

  static {
    OptionalDependency.require(
        "DockerJavaTransport",
        "com.github.dockerjava.transport.DockerHttpClient",
        "com.github.docker-java:docker-java-transport",
        "3.7");
  }

  private DockerJavaTransport() {}

  /**
   * A transport over a client.
   *
   * @param client connects to the engine that the address of the options names; not closed by this
   *     library
   */
  @SuppressWarnings("exports") // who calls this requires docker-java
  public static EngineTransport of(DockerHttpClient client) {
    return new DockerJavaCarrier(Objects.requireNonNull(client, "client"));
  }
}
