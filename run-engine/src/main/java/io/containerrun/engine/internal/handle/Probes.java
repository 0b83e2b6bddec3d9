package io.containerrun.engine.internal.handle;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Output;
import io.containerrun.engine.info.HealthStatus;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The checks of whether a container is ready. */
public final class Probes {

  private static final int RESPONSE_MILLIS = 2_000;
  private static final int STAYS_OPEN_MILLIS = 100;
  private static final int LAST_LINES = 20;
  private static final Duration LAST_LINES_LIMIT = Duration.ofSeconds(10);

  private Probes() {}

  public static boolean healthy(ContainerHandle container) {
    HealthStatus health = container.inspect().state().health().status();
    if (health == HealthStatus.NONE) {
      throw new NotReadyException(
          "container " + container + " has no health check; add one to the run, or wait for a port",
          Duration.ZERO,
          Optional.empty());
    }
    return health == HealthStatus.HEALTHY;
  }

  /**
   * Whether a port accepts connections and keeps them: docker's proxy accepts connections for
   * programs that do not listen yet, and drops them.
   */
  public static boolean open(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, RESPONSE_MILLIS);
      socket.setSoTimeout(STAYS_OPEN_MILLIS);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException silent) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  public static boolean responds(InetSocketAddress address, String path) {
    try {
      URI uri = new URI("http", null, address.getHostString(), address.getPort(), "/", null, null);
      HttpURLConnection get = (HttpURLConnection) uri.resolve(path).toURL().openConnection();
      get.setConnectTimeout(RESPONSE_MILLIS);
      get.setReadTimeout(RESPONSE_MILLIS);
      try {
        return get.getResponseCode() < 400;
      } finally {
        get.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** The last lines of its log; empty if the log was removed with the container. */
  public static Optional<List<String>> lastLines(ContainerHandle container) {
    List<String> lines = new CopyOnWriteArrayList<>();
    try {
      Output output = Output.toLines(line -> lines.add(line));
      container.logs(LogQuery.standard().tail(LAST_LINES), output, LAST_LINES_LIMIT);
    } catch (ContainerRunException gone) {
      // The failure that led here is reported without the lines.
      return Optional.empty();
    }
    return Optional.of(List.copyOf(lines));
  }

  /** The pause before the next check: short at first, longer later, never past the limit. */
  public static Duration pause(Duration waited, Duration limit) {
    long millis = Math.min(250, 20 + waited.toMillis() / 10);
    long left = Math.max(0, MILLISECONDS.convert(limit.minus(waited)));
    return Duration.ofMillis(Math.min(millis, left));
  }
}
