package io.containerrun.engine.internal.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Explains why TLS failed, and what to do. */
final class TlsFailures {

  /** The response of an engine with TLS to a plain request. */
  private static final Pattern PLAIN_REQUEST =
      Pattern.compile("HTTP request to an HTTPS server", Pattern.CASE_INSENSITIVE);

  static final String WITHOUT_TLS =
      "it requires TLS, and the request was plain; set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or"
          + " use EngineOptions.tls(folder)";

  private static final String OLD_TLS =
      "it offers only versions of TLS that Java no longer accepts, such as TLS 1.0 and 1.1; update it,"
          + " or let it accept TLS 1.2";

  private TlsFailures() {}

  /** Whether a body is the response of an engine with TLS to a plain request. */
  static boolean isResponseToPlainRequest(String body) {
    return PLAIN_REQUEST.matcher(body).find();
  }

  static String words(SSLException failure, Tls tls) {
    String message = ConnectionFailure.reason(failure);
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("unrecognized ssl message") || lower.contains("plaintext connection")) {
      return "there is no TLS at this port; check the port, or connect without TLS";
    }
    if (lower.contains("protocol_version")
        || lower.contains("selected protocol version")
        || lower.contains("no appropriate protocol")) {
      return OLD_TLS + " (" + message + ")";
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
                    .map(
                        it ->
                            "its certificate is not signed by an authority in "
                                + tls.authority()
                                + untrusted()))
        .or(
            () ->
                cause(failure, CertificateException.class)
                    .map(it -> "its certificate is not for this host: " + it.getMessage()))
        .orElse("TLS fails: " + message);
  }

  private static String untrusted() {
    return "; use the ca.pem of this engine";
  }

  private static String alert(String message, Tls tls) {
    return tls.showsCertificate()
        ? "it rejects the client certificate (" + message + "); check cert.pem and key.pem"
        : "it requires a client certificate ("
            + message
            + "); add cert.pem and key.pem beside ca.pem";
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
