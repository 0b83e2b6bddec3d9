package io.containerrun.engine.testing;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.dockerjava.DockerJavaTransport;
import java.net.URI;

/**
 * The transport of the integration tests: this library's own, or with the system property {@code
 * containerrun.transport=zerodep} that client of docker-java.
 */
public final class TestTransport {

  static final String PROPERTY = "containerrun.transport";
  static final String ZERODEP = "zerodep";

  private TestTransport() {}

  private static boolean isDockerJava() {
    return ZERODEP.equals(System.getProperty(PROPERTY));
  }

  /** The engine that the environment names. */
  public static Engine connect() {
    return Engine.connect(options());
  }

  public static EngineOptions options() {
    EngineOptions standard = EngineOptions.standard();
    return isDockerJava() ? standard.transport(DockerJavaTransport.of(Client.TO_ENGINE)) : standard;
  }

  /** That client of docker-java, which keeps no connection. */
  public static DockerHttpClient client(String host) {
    return new ZerodepDockerHttpClient.Builder().dockerHost(URI.create(host)).build();
  }

  private static final class Client {

    static final DockerHttpClient TO_ENGINE = client(RawEngine.address().toString());
  }
}
