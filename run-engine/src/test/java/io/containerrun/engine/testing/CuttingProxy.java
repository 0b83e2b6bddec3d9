package io.containerrun.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A proxy between a client and an engine on a Unix socket, which closes certain connections some
 * time after their request, as proxies with an idle limit do.
 */
public final class CuttingProxy implements AutoCloseable {

  private final Path folder;
  private final ServerSocketChannel server;
  private final Path engine;
  private final Pattern requests;
  private final Duration after;
  private final AtomicInteger cuts = new AtomicInteger();
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * Begins to listen.
   *
   * @param engine the address of the engine, {@code unix://…}
   * @param requests finds the requests, by their first line, whose connections are closed
   * @param after the time from the request until then
   */
  public CuttingProxy(String engine, String requests, Duration after) throws IOException {
    this.engine = Path.of(engine.replaceFirst("^unix://", ""));
    this.requests = Pattern.compile(requests);
    this.after = after;
    this.folder = Files.createTempDirectory("cutting");
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
    thread(this::accept);
  }

  public String host() {
    return "unix://" + folder.resolve("s");
  }

  /** How many connections were cut so far. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        SocketChannel upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine));
        open.add(client);
        open.add(upstream);
        thread(() -> pass(client, upstream, true));
        thread(() -> pass(upstream, client, false));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void pass(SocketChannel from, SocketChannel to, boolean requesting) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    try {
      while (from.read(bytes.clear()) >= 0) {
        bytes.flip();
        if (requesting && requests.matcher(text(bytes)).find()) {
          thread(() -> cut(from, to));
        }
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
      }
      to.shutdownOutput();
    } catch (IOException ended) {
      close(from);
      close(to);
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  private void cut(SocketChannel client, SocketChannel upstream) {
    try {
      Thread.sleep(after.toMillis());
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
    if (client.isOpen()) {
      cuts.incrementAndGet();
    }
    close(client);
    close(upstream);
  }

  private void close(SocketChannel channel) {
    try {
      open.remove(channel);
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(this::close);
    Files.deleteIfExists(folder.resolve("s"));
    Files.deleteIfExists(folder);
  }
}
