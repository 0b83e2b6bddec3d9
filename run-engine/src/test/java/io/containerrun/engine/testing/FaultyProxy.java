package io.containerrun.engine.testing;

import java.io.EOFException;
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
 * A proxy between a client and an engine on a Unix socket, which treats certain requests as some
 * proxies do: it closes their connection some time later, or does something else to them.
 */
public final class FaultyProxy implements AutoCloseable {

  /** What happens to a request. */
  public enum Fault {
    /** Its connection is closed some time later, as by an idle limit. */
    CUT,
    /** It is passed on some time later. */
    DELAY,
    /** The end of one direction of its connection ends both. */
    HALF_CLOSE,
    /** It is rejected, and not passed on. */
    DENY,
    /** The status of its response is replaced by that of a gateway. */
    REWRITE
  }

  private static final String DENIED =
      "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\ndenied\n";

  private static final Pattern STATUS = Pattern.compile("^HTTP/1.1 [0-9]{3}");

  private final Path folder;
  private final ServerSocketChannel server;
  private final Path engine;
  private final Pattern requests;
  private final Duration after;
  private final Fault fault;

  /** Connections to the engine whose next response is rewritten. */
  private final Set<SocketChannel> rewritten = ConcurrentHashMap.newKeySet();

  /** Connections of clients that end as a whole. */
  private final Set<SocketChannel> whole = ConcurrentHashMap.newKeySet();

  private final AtomicInteger cuts = new AtomicInteger();
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * Begins to listen.
   *
   * @param engine the address of the engine, {@code unix://…}
   * @param requests finds the requests with the fault by their first line
   * @param after the time from the request until then, for faults that take one
   */
  public FaultyProxy(String engine, String requests, Duration after, Fault fault)
      throws IOException {
    this.fault = fault;
    this.engine = Path.of(engine.replaceFirst("^unix://", ""));
    this.requests = Pattern.compile(requests);
    this.after = after;
    this.folder = Files.createTempDirectory("faulty");
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
        if (requesting && requests.matcher(firstLine(bytes)).find()) {
          spoil(from, to);
        }
        ByteBuffer passed = rewritten.remove(from) ? rewritten(bytes) : bytes;
        while (passed.hasRemaining()) {
          to.write(passed);
        }
      }
      if (whole.contains(from)) {
        throw new EOFException("both directions end");
      }
      to.shutdownOutput();
    } catch (IOException ended) {
      close(from);
      close(to);
    }
  }

  private void spoil(SocketChannel client, SocketChannel upstream) throws IOException {
    switch (fault) {
      case CUT -> thread(() -> cut(client, upstream));
      case DELAY -> sleep();
      case HALF_CLOSE -> whole.add(client);
      case REWRITE -> rewritten.add(upstream);
      case DENY -> {
        client.write(ByteBuffer.wrap(DENIED.getBytes(StandardCharsets.US_ASCII)));
        throw new EOFException("denied");
      }
    }
  }

  private static ByteBuffer rewritten(ByteBuffer bytes) {
    String changed = STATUS.matcher(text(bytes)).replaceFirst("HTTP/1.1 502");
    return ByteBuffer.wrap(changed.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void sleep() {
    try {
      Thread.sleep(after.toMillis());
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
  }

  private static String firstLine(ByteBuffer bytes) {
    return text(bytes).lines().findFirst().orElse("");
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  private void cut(SocketChannel client, SocketChannel upstream) {
    sleep();
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
    Thread thread = new Thread(work, "faulty-proxy");
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
