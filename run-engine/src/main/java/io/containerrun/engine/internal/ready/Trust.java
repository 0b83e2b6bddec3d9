package io.containerrun.engine.internal.ready;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.config.TrustAll;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Which certificates of a service are trusted. May be shared between threads.
 *
 * @param context decides on a certificate
 * @param named whether the certificate has to name the host
 */
public record Trust(SSLContext context, boolean named) {

  /** The authorities that Java trusts. */
  public static Trust ofJava() {
    try {
      return new Trust(SSLContext.getDefault(), true);
    } catch (GeneralSecurityException failure) {
      throw unavailable(failure);
    }
  }

  /**
   * The certificates of services or authorities. A published port has another address than the one
   * that a certificate is for, so that the name is not compared.
   */
  public static Trust of(Collection<? extends Certificate> certificates) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("c" + trusted.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return with(trust.getTrustManagers());
    } catch (GeneralSecurityException | IOException failure) {
      throw unavailable(failure);
    }
  }

  /**
   * The certificates of a PEM file.
   *
   * @throws ContainerRunException if it cannot be read or has none
   */
  public static Trust of(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(file);
      if (certificates.isEmpty()) {
        throw new ContainerRunException(
            "certificate file " + pem + " has no certificate: use a file in PEM format");
      }
      return of(certificates);
    } catch (IOException failure) {
      throw new ContainerRunException(
          "certificate file " + pem + " cannot be read: " + Reason.of(failure), failure);
    } catch (CertificateException failure) {
      throw new ContainerRunException(
          "certificate file " + pem + " has no certificate that can be read: " + Reason.of(failure),
          failure);
    }
  }

  /** Any certificate. */
  public static Trust any() {
    return with(new TrustManager[] {new TrustAll()});
  }

  private static Trust with(TrustManager[] managers) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers, new SecureRandom());
      return new Trust(context, false);
    } catch (GeneralSecurityException failure) {
      throw unavailable(failure);
    }
  }

  private static ContainerRunException unavailable(Exception failure) {
    return new ContainerRunException("TLS cannot be used: " + Reason.of(failure), failure);
  }

  /** Wraps a connected socket; the handshake is still to come. */
  SSLSocket over(Socket socket, String host, int port) throws IOException {
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    if (named) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
    }
    return secure;
  }
}
