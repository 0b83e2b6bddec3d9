package io.containerrun.benchmarks;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An engine in a process of its own that answers at once and does no work, so that what is measured
 * is the client. It ends with its standard input.
 *
 * <p>The image says what a container does: {@code hello} writes a line, {@code out-N} writes N
 * bytes, {@code in-N} reads N bytes.
 */
final class InstantEngine {

  private final Map<String, InstantContainer> containers = new ConcurrentHashMap<>();
  private final AtomicLong created = new AtomicLong();

  /** Nanoseconds from the last byte of a request to the last byte of its answer, summed up. */
  private final AtomicLong busy = new AtomicLong();

  private InstantEngine() {}

  public static void main(String[] arguments) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])), 1024);
    InstantEngine engine = new InstantEngine();
    thread(() -> engine.accept(server));
    System.out.println("ready");
    while (System.in.read() >= 0) {}
    server.close();
  }

  private void accept(ServerSocketChannel server) {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        thread(() -> serve(channel));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(SocketChannel channel) {
    try {
      InstantExchange exchange = new InstantExchange(channel);
      while (exchange.read()) {
        long start = System.nanoTime();
        boolean goesOn = answer(exchange);
        busy.addAndGet(System.nanoTime() - start);
        if (!goesOn) {
          return;
        }
      }
      channel.close();
    } catch (IOException gone) {
      return;
    }
  }

  /** False if the connection now belongs to a container. */
  private boolean answer(InstantExchange exchange) throws IOException {
    String path = exchange.path();
    if (path.endsWith("/_ping")) {
      exchange.answer("200 OK", "Api-Version: 1.41\r\nOstype: linux\r\n", "OK");
    } else if (path.endsWith("/busy")) {
      exchange.answer("200 OK", "", Long.toString(busy.get()));
    } else if (path.endsWith("/containers/create")) {
      String id = String.format("%064x", created.incrementAndGet());
      containers.put(id, new InstantContainer(exchange.image()));
      exchange.answer(
          "201 Created",
          "Content-Type: application/json\r\n",
          "{\"Id\":\"" + id + "\",\"Warnings\":[]}\n");
    } else if (path.endsWith("/attach")) {
      container(path).attach(exchange.channel());
      exchange.write(
          exchange.wantsUpgrade()
              ? "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
              : "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n");
      return false;
    } else if (path.endsWith("/wait")) {
      forget(path, container(path).watch(exchange));
    } else if (path.endsWith("/start")) {
      exchange.write("HTTP/1.1 204 No Content\r\n\r\n");
      forget(path, container(path).start());
    } else { // a container that failed is removed
      exchange.write("HTTP/1.1 204 No Content\r\n\r\n");
    }
    return true;
  }

  private InstantContainer container(String path) {
    return Objects.requireNonNull(containers.get(id(path)), path);
  }

  private void forget(String path, boolean done) {
    if (done) {
      containers.remove(id(path));
    }
  }

  private static String id(String path) {
    int end = path.lastIndexOf('/');
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  static void thread(Runnable work) {
    Thread thread = new Thread(work, "instant-engine");
    thread.setDaemon(true);
    thread.start();
  }
}
