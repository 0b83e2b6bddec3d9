package io.containerrun.engine.testcontainers;

import com.github.dockerjava.transport.SSLConfig;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.TransportConfig;

/** The connection to the engine that runs and networks use while they are in use themselves. */
interface Connection {

  /**
   * One to the engine of Testcontainers, that all share: the first user opens it, the last one
   * closes it. May be shared between threads.
   */
  Connection SHARED = new Shared();

  /** One that its owner opens and closes. */
  static Connection to(Engine engine) {
    Objects.requireNonNull(engine, "engine");
    return new Connection() {
      @Override
      public Engine acquire() {
        return engine;
      }

      @Override
      public void release() {}
    };
  }

  /** Adds a user. */
  Engine acquire();

  /** Removes a user. */
  void release();

  /** How to connect to the engine of Testcontainers. */
  static EngineOptions options() {
    TransportConfig transport = DockerClientFactory.instance().getTransportConfig();
    URI address = transport.getDockerHost();
    EngineOptions options = EngineOptions.standard().host(address.toString());
    SSLConfig security = transport.getSslConfig();
    if (security != null && !"unix".equals(address.getScheme())) {
      try {
        options = options.tls(security.getSSLContext());
      } catch (GeneralSecurityException unusable) {
        throw new IllegalArgumentException(
            "the TLS context of Testcontainers cannot be made: " + unusable.getMessage(), unusable);
      }
    }
    String host = System.getenv("TESTCONTAINERS_HOST_OVERRIDE");
    return host == null || host.isBlank() ? options : options.publishedHost(host);
  }

  /** The connection that all share. */
  final class Shared implements Connection {

    /** Guarded by this. */
    private int users;

    /** Guarded by this. */
    private Optional<Engine> engine = Optional.empty();

    private Shared() {}

    @Override
    public synchronized Engine acquire() {
      if (engine.isEmpty()) {
        engine = Optional.of(Engine.connect(options()));
      }
      users++;
      return engine.get();
    }

    @Override
    public synchronized void release() {
      users--;
      if (users == 0) {
        engine.ifPresent(Engine::close);
        engine = Optional.empty();
      }
    }
  }
}
