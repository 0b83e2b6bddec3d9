package io.containerrun.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine on a real socket that answers as a test tells it, and misbehaves as engines do: it
 * stalls, cuts and talks nonsense.
 */
public final class ScriptedEngine implements AutoCloseable {

  /** What the engine does with a request. */
  public interface Reply {
    void to(ScriptedExchange exchange) throws IOException;
  }

  private final Optional<Path> folder;
  private final ServerSocketChannel server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Set<String> unread = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inProgress = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private volatile Reply unknown = it -> it.json(404, "{\"message\":\"page not found\"}");
  private final AtomicInteger connections = new AtomicInteger();

  /** One on a Unix socket. */
  public ScriptedEngine() throws IOException {
    this(Optional.of(Files.createTempDirectory("scripted")));
  }

  /** One on a TCP port of this machine. */
  public static ScriptedEngine onTcp() throws IOException {
    return new ScriptedEngine(Optional.empty());
  }

  private ScriptedEngine(Optional<Path> folder) throws IOException {
    this.folder = folder;
    if (folder.isPresent()) {
      this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(folder.get().resolve("s")));
    } else {
      this.server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
    on("GET /_ping", it -> it.answer(200, "Api-Version: 1.41\r\n", "OK"));
    thread(this::accept);
  }

  /** One that takes a container from create to its end. */
  public static ScriptedEngine thatRuns(String output, int exitCode) throws IOException {
    return new ScriptedEngine()
        .on("POST /containers/create", it -> it.json(201, "{\"Id\":\"c1\",\"Warnings\":[]}"))
        .on("POST /containers/c1/attach", it -> it.upgraded(output))
        .on("POST /containers/c1/wait", it -> it.json(200, "{\"StatusCode\":" + exitCode + "}"))
        .on("POST /containers/c1/start", it -> it.answer(204, "", ""))
        .on("DELETE /containers/c1", it -> it.answer(204, "", ""));
  }

  /** One that says that it is Podman. */
  public ScriptedEngine asPodman() {
    String version = "Api-Version: 1.41\r\nLibpod-Api-Version: 4.3.1\r\n";
    return on("GET /_ping", it -> it.answer(200, version, "OK"));
  }

  /**
   * Sets what happens on a request.
   *
   * @param request method and path, without version and query
   */
  public ScriptedEngine on(String request, Reply reply) {
    replies.put(request, reply);
    return this;
  }

  /** Does one thing the first time, and another from then on. */
  public ScriptedEngine on(String request, Reply first, Reply later) {
    AtomicInteger count = new AtomicInteger();
    return on(request, it -> (count.getAndIncrement() == 0 ? first : later).to(it));
  }

  /** Does it before the content of the request has been read. */
  public ScriptedEngine unread(String request, Reply reply) {
    unread.add(request);
    return on(request, reply);
  }

  /** Answers nothing from now on. */
  public ScriptedEngine hang() {
    return always(ScriptedExchange::stall);
  }

  /** Does the same with every request from now on. */
  public ScriptedEngine always(Reply reply) {
    replies.clear();
    unknown = reply;
    return this;
  }

  /** How many requests are being answered now. */
  public int inProgress() {
    return inProgress.get();
  }

  public String host() {
    return folder.map(it -> "unix://" + it.resolve("s")).orElseGet(() -> "tcp://" + port());
  }

  private String port() {
    try {
      InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
      return address.getAddress().getHostAddress() + ":" + address.getPort();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** Method and path of all requests so far but pings, without version and query. */
  public List<String> requests() {
    return requests.stream().filter(it -> !it.contains("_ping")).map(ScriptedEngine::bare).toList();
  }

  /** All requests so far as they came. */
  public List<String> fullRequests() {
    return List.copyOf(requests);
  }

  /** Waits for a request, given by its method and path. */
  public void awaitRequest(String request) throws InterruptedException {
    long deadline = System.nanoTime() + 40_000_000_000L;
    while (!requests().contains(request)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + request + " but " + requests());
      }
      Thread.sleep(5);
    }
  }

  /** How many connections were opened so far. */
  public int connections() {
    return connections.get();
  }

  /** Closes the connections that wait for a next request, as an engine does that restarts. */
  public void dropConnections() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
    // A channel with a reader is closed once that has woken up.
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        connections.incrementAndGet();
        open.add(channel);
        thread(() -> serve(channel));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      ScriptedExchange exchange = new ScriptedExchange(channel);
      while (exchange.readHead()) {
        requests.add(exchange.request());
        reply(exchange);
      }
    } catch (IOException closed) {
      return;
    } finally {
      open.remove(channel);
    }
  }

  private void reply(ScriptedExchange exchange) throws IOException {
    String request = bare(exchange.request());
    inProgress.incrementAndGet();
    try {
      if (!unread.contains(request)) {
        exchange.readContent();
      }
      replies.getOrDefault(request, unknown).to(exchange);
    } finally {
      inProgress.decrementAndGet();
    }
  }

  private static String bare(String request) {
    return request.replaceFirst(" /v[0-9.]+/", " /").replaceFirst("\\?.*", "");
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "scripted-engine");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    dropConnections();
    if (folder.isPresent()) {
      Files.deleteIfExists(folder.get().resolve("s"));
      Files.deleteIfExists(folder.get());
    }
  }
}
