package io.containerrun.engine.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for tests, with what it has signed. */
public final class TestCertificates {

  private static final Duration DAY = Duration.ofDays(1);
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final char[] NO_PASSWORD = new char[0];

  /** A key with its certificate. */
  public record Party(PrivateKey key, X509Certificate certificate) {}

  private final Party authority;

  public TestCertificates() throws Exception {
    KeyPair keys = keys();
    X500Principal name = new X500Principal("CN=test authority " + SERIAL.get());
    X509v3CertificateBuilder builder = builder(name, name, keys, Instant.now().plus(DAY));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    this.authority = new Party(keys.getPrivate(), signed(builder, keys.getPrivate()));
  }

  /** A server on this machine. */
  public Party server() throws Exception {
    return server("localhost", Instant.now().plus(DAY));
  }

  public Party server(String host, Instant until) throws Exception {
    GeneralNames names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, host),
              new GeneralName(
                  GeneralName.iPAddress, host.equals("localhost") ? "127.0.0.1" : "192.0.2.1")
            });
    return party("CN=" + host, until, names);
  }

  public Party client() throws Exception {
    return party(
        "CN=client",
        Instant.now().plus(DAY),
        new GeneralNames(new GeneralName(GeneralName.dNSName, "client")));
  }

  private Party party(String name, Instant until, GeneralNames names) throws Exception {
    KeyPair keys = keys();
    X500Principal issuer = authority.certificate.getSubjectX500Principal();
    X509v3CertificateBuilder builder = builder(issuer, new X500Principal(name), keys, until);
    builder.addExtension(Extension.subjectAlternativeName, false, names);
    return new Party(keys.getPrivate(), signed(builder, authority.key));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    return keys("EC", 256);
  }

  /** Keys that name their curve, as those of openssl do; those of the JDK do not. */
  public static KeyPair keys(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(algorithm, new BouncyCastleProvider());
    if (size > 0) {
      generator.initialize(size);
    }
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair keys, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(SERIAL.incrementAndGet()),
        Date.from(Instant.now().minus(DAY).minus(DAY)),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  /** Writes this authority and a client's key and certificate, as docker names the files. */
  public Path write(Path folder, Party client) throws IOException {
    writeAuthority(folder);
    Files.writeString(folder.resolve("cert.pem"), pem(client.certificate));
    Files.writeString(folder.resolve("key.pem"), pem(client.key));
    return folder;
  }

  /** Writes this authority alone. */
  public Path writeAuthority(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("ca.pem"), pem(authority.certificate));
    return folder;
  }

  /** Keys in the older form of their kind. */
  public static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  /** What a server needs that trusts clients of this authority. */
  public SSLContext context(Party server) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, NO_PASSWORD);
    own.setKeyEntry("server", server.key, NO_PASSWORD, new X509Certificate[] {server.certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NO_PASSWORD);
    trusted.setCertificateEntry("ca", authority.certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
