package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/** Explains why no connection was made, and what to do. */
final class ConnectFailures {

  static final String NO_PERMISSION =
      "no permission to use its socket; add the user to the group of the socket, usually docker,"
          + " and log in again (sudo usermod -aG docker USER), run the program with sudo, or use an"
          + " engine without root";

  static final String NO_SOCKET = "there is no such socket";

  static final String NOT_A_SOCKET = "this is not a socket";

  private ConnectFailures() {}

  static ConnectionFailure of(EngineAddress address, IOException failure) {
    String words = ConnectionFailure.reason(failure);
    if (address instanceof EngineAddress.Unix unix) {
      if (words.toLowerCase(Locale.ROOT).contains("permission denied")) {
        return new ConnectionFailure(Kind.DENIED, NO_PERMISSION, failure);
      }
      words = words(Path.of(unix.path()), words);
    }
    return new ConnectionFailure(Kind.UNREACHABLE, words, failure);
  }

  private static String words(Path socket, String words) {
    if (Files.notExists(socket)) {
      return NO_SOCKET;
    }
    boolean other =
        Files.isRegularFile(socket) || Files.isDirectory(socket, LinkOption.NOFOLLOW_LINKS);
    return other ? NOT_A_SOCKET : words;
  }
}
