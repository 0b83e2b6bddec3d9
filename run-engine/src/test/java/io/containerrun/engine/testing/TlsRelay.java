package io.containerrun.engine.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Puts TLS in front of an engine's socket, as an engine on TCP has it. */
public final class TlsRelay implements AutoCloseable {

  private final SocketAddress engine;
  private final SSLServerSocket server;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

  /**
   * Begins.
   *
   * @param host of the engine, {@code unix://…} or {@code tcp://…}
   * @param wantsClients whether clients have to show a certificate
   */
  public TlsRelay(String host, SSLContext context, boolean wantsClients) throws IOException {
    this.engine = address(URI.create(host));
    this.server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(wantsClients);
    thread(this::accept);
  }

  private static SocketAddress address(URI host) {
    return host.getScheme().equals("unix")
        ? UnixDomainSocketAddress.of(host.getPath())
        : new InetSocketAddress(host.getHost(), host.getPort());
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) server.accept();
        open.add(client);
        thread(() -> serve(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        SocketChannel plain = SocketChannel.open(engine)) {
      open.add(plain);
      client.startHandshake();
      Thread answers = thread(() -> answer(plain, client));
      request(client, plain);
      answers.join();
    } catch (IOException gone) {
      return;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void request(SSLSocket client, SocketChannel engine) throws IOException {
    byte[] bytes = new byte[1 << 16];
    int count;
    while ((count = client.getInputStream().read(bytes)) >= 0) {
      ByteBuffer some = ByteBuffer.wrap(bytes, 0, count);
      while (some.hasRemaining()) {
        engine.write(some);
      }
    }
    engine.shutdownOutput();
  }

  private static void answer(SocketChannel engine, SSLSocket client) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    try {
      while (engine.read(bytes.clear()) >= 0) {
        client.getOutputStream().write(bytes.array(), 0, bytes.position());
      }
      client.shutdownOutput();
    } catch (IOException gone) {
      return;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tls-relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (AutoCloseable connection : open) {
      try {
        connection.close();
      } catch (Exception failure) {
        throw new IOException(failure);
      }
    }
  }
}
