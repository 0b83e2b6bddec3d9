package io.containerrun.engine.internal.dockerjava;

import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import io.containerrun.engine.internal.http.UpgradeRefused;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Finds out what failed, of what clients of docker-java throw: any runtime exception. */
final class CarriedFailures {

  /** How a client says that an engine does not upgrade; it drops the body of the response. */
  private static final Pattern REFUSED =
      Pattern.compile("Expected 101 .*: HTTP/1\\.[01] ([0-9]{3}) ?(.*)");

  /** How systems say that there is no socket. */
  private static final Pattern NO_SOCKET =
      Pattern.compile("(?i).*(no such file|cannot find the|connection refused).*");

  private CarriedFailures() {}

  /** The failure of a request without a response. */
  static IOException of(Throwable failure) {
    if (failure instanceof LinkageError missing) { // of what the client depends on
      return new ConnectionFailure(
          Kind.UNREACHABLE, "the client of docker-java cannot be used: " + missing, missing);
    }
    Throwable cause = cause(failure);
    String words = cause instanceof Exception known ? Reason.of(known) : cause.toString();
    Matcher refused = REFUSED.matcher(words);
    if (refused.matches()) {
      return new UpgradeRefused(Integer.parseInt(refused.group(1)), refused.group(2));
    }
    return new ConnectionFailure(kind(cause, words), "no response: " + words, failure);
  }

  private static Kind kind(Throwable cause, String words) {
    if (cause instanceof SSLException) {
      return Kind.INSECURE;
    }
    if (words.contains("ermission denied")) {
      return Kind.DENIED;
    }
    return cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || NO_SOCKET.matcher(words).matches()
        ? Kind.UNREACHABLE
        : Kind.NO_RESPONSE;
  }

  /** The exception that clients wrap. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof IOException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException ? cause : failure;
  }

  interface Read<T> {
    T read() throws IOException;
  }

  /** Reads a part of a response. */
  static <T> T reading(Read<T> read) throws ConnectionFailure {
    try {
      return read.read();
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException | RuntimeException broken) {
      String words = "the response broke off: " + Reason.of(broken);
      throw new ConnectionFailure(Kind.BROKEN, words, broken);
    }
  }
}
