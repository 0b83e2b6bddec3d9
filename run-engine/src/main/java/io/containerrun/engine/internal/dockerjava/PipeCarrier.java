package io.containerrun.engine.internal.dockerjava;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.Carrier;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import java.util.concurrent.ExecutorService;

/**
 * Carries requests over named pipes of Windows. Loads without docker-java, to say that it is
 * missing.
 */
public final class PipeCarrier implements Carrier {

  @Override
  public Connection connect(Endpoint endpoint, ExecutorService threads) {
    Connection connection;
    try {
      connection = PipeClient.connect(endpoint, threads);
    } catch (NoClassDefFoundError missing) {
      throw unavailable(
              endpoint,
              "named pipes need docker-java; add the dependency"
                  + " com.github.docker-java:docker-java-transport-zerodep, or use tcp://")
          .causedBy(missing);
    }
    if (!EngineAddress.isWindows(System.getProperty("os.name", ""))) {
      connection.close();
      throw unavailable(endpoint, "named pipes exist on Windows only; use unix:// or tcp://");
    }
    return connection;
  }

  private static EngineException unavailable(Endpoint endpoint, String words) {
    String message = "connect to " + endpoint + ": " + words;
    return new EngineUnavailableException(message, "connect", endpoint.toString(), words);
  }
}
