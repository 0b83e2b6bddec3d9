package io.containerrun.engine.internal.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in plain words why two sides do not agree on TLS, and what to do. */
final class TlsFailures {

  /** An engine that speaks TLS answers this to a plain request. */
  private static final Pattern SPOKEN_TO_WITHOUT =
      Pattern.compile("HTTP request to an HTTPS server", Pattern.CASE_INSENSITIVE);

  static final String WITHOUT_TLS =
      "it speaks TLS, and was spoken to without; set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or use"
          + " EngineOptions.tls(folder)";

  private TlsFailures() {}

  /** Whether a body is the answer of a TLS engine to a plain request. */
  static boolean wasSpokenToWithout(String body) {
    return SPOKEN_TO_WITHOUT.matcher(body).find();
  }

  static String words(SSLException failure, Tls tls) {
    String message = ConnectionFailure.reason(failure);
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("unrecognized ssl message") || lower.contains("plaintext connection")) {
      return "it does not speak TLS there; check the port, or ask for no TLS";
    }
    if (lower.contains("received fatal alert")) {
      return alert(message, tls);
    }
    return cause(failure, CertificateExpiredException.class)
        .map(it -> "its certificate has expired (" + it.getMessage() + "); renew it")
        .or(
            () ->
                cause(failure, CertificateNotYetValidException.class)
                    .map(it -> "its certificate is not valid yet (" + it.getMessage() + ")"))
        .or(
            () ->
                cause(failure, CertPathBuilderException.class)
                    .map(it -> "its certificate is of nobody whom " + tls.authority() + trusts()))
        .or(
            () ->
                cause(failure, CertificateException.class)
                    .map(it -> "its certificate is not for this host: " + it.getMessage()))
        .orElse("TLS fails: " + message);
  }

  private static String trusts() {
    return " trusts; take the ca.pem of this engine";
  }

  private static String alert(String message, Tls tls) {
    return tls.showsCertificate()
        ? "it does not accept our certificate (" + message + "); check cert.pem and key.pem"
        : "it wants a certificate of ours ("
            + message
            + "); put cert.pem and key.pem beside ca.pem";
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (kind.isInstance(it)) {
        return Optional.of(kind.cast(it));
      }
    }
    return Optional.empty();
  }
}
