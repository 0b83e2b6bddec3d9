package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The TLS settings for an engine.
 *
 * @param context the trusted authorities and the client certificate
 * @param verified whether to verify the host name of the engine's certificate
 * @param authority the trusted authorities, for messages
 * @param showsCertificate whether there is a client certificate
 */
public record Tls(
    SSLContext context, boolean verified, String authority, boolean showsCertificate) {

  /** The settings for a context of the program. */
  public static Tls of(SSLContext context) {
    return new Tls(context, true, "the program's SSLContext", true);
  }

  /** Starts TLS on a channel, which is closed if that fails. */
  TransportSocket over(SocketChannel channel, String host, int port) throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), host, port, true);
      socket.setUseClientMode(true);
      if (verified) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return new TlsSocket(channel, socket, this);
    } catch (SSLException failure) {
      channel.close();
      throw insecure(failure);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  ConnectionFailure insecure(SSLException failure) {
    return new ConnectionFailure(Kind.INSECURE, TlsFailures.words(failure, this), failure);
  }
}
