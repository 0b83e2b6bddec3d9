package io.containerrun.engine.internal.config;

import io.containerrun.Environment;
import io.containerrun.engine.internal.http.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A folder with {@code ca.pem}, the trusted authorities, and {@code cert.pem} with {@code key.pem},
 * the client certificate, which is optional.
 */
public final class TlsFiles {

  private static final char[] NO_PASSWORD = new char[0];

  private final Environment environment;
  private final Path folder;

  /** Creates one for a folder. */
  public TlsFiles(Environment environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** Whether any of the files exists. */
  public boolean exist() {
    return has("ca.pem") || has("cert.pem") || has("key.pem");
  }

  /** Whether {@code ca.pem} exists. */
  public boolean haveAuthority() {
    return has("ca.pem");
  }

  /**
   * TLS with these files. Without {@code ca.pem}, trusts Java's certificate authorities.
   *
   * @param verified whether to verify the engine's certificate
   * @throws IOException if a file cannot be used; the message names it
   */
  public Tls read(boolean verified) throws IOException {
    try {
      KeyManager[] keys = keys();
      TrustManager[] trust = verified ? authorities() : new TrustManager[] {new TrustAll()};
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      String authority =
          verified && haveAuthority()
              ? path("ca.pem").toString()
              : "Java's certificate authorities";
      return new Tls(context, verified, authority, keys.length > 0);
    } catch (GeneralSecurityException unusable) {
      throw new IOException(folder + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private KeyManager[] keys() throws IOException, GeneralSecurityException {
    if (!has("cert.pem") && !has("key.pem")) {
      return new KeyManager[0];
    }
    Certificate[] chain = certificates("cert.pem").toArray(Certificate[]::new);
    PrivateKey key = parsed("key.pem", PrivateKeys::read);
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager[] authorities() throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted().orElse(null));
    return factory.getTrustManagers();
  }

  private Optional<KeyStore> trusted() throws IOException, GeneralSecurityException {
    if (!haveAuthority()) {
      return Optional.empty();
    }
    KeyStore store = emptyStore();
    for (Certificate authority : certificates("ca.pem")) {
      store.setCertificateEntry("ca-" + store.size(), authority);
    }
    return Optional.of(store);
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private List<Certificate> certificates(String name) throws IOException {
    return parsed(
        name,
        bytes -> {
          CertificateFactory factory = CertificateFactory.getInstance("X.509");
          List<Certificate> certificates = new ArrayList<>();
          for (Pem block : Pem.read(bytes, "CERTIFICATE")) {
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
          }
          return certificates;
        });
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws IOException, CertificateException;
  }

  private <T> T parsed(String name, Parser<T> parser) throws IOException {
    Path path = path(name);
    if (!environment.exists(path)) {
      throw new IOException("there is no file " + path);
    }
    byte[] bytes = environment.read(path);
    try {
      return parser.parse(bytes);
    } catch (IOException | CertificateException unusable) {
      throw new IOException(path + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private boolean has(String name) {
    return environment.exists(path(name));
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
