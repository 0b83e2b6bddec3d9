package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an {@code ssh} process and the program at its other end report on standard error. It is
 * collected without waiting: a shared connection of ssh may keep the stream open.
 */
final class SshErrors {

  private static final int MOST_BYTES = 1 << 12;
  private static final int NOT_FOUND = 127;
  private static final int SSH_FAILED = 255;

  private static final String ENGINE_THERE =
      "check that the engine runs there, and that this user may use its socket";

  private record Hint(String words, String whatToDo) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint(
              "host key verification failed",
              "check the key of that host, and log in once with ssh to remember it"),
          new Hint(
              "permission denied (",
              "ssh has to log in without a password: load the key into the agent, or name it in"
                  + " ~/.ssh/config"),
          new Hint("connect to the docker daemon", ENGINE_THERE),
          new Hint("raw stream connection", ENGINE_THERE));

  private final InputStream stream;
  private byte[] last = {};

  SshErrors(InputStream stream) {
    this.stream = stream;
  }

  /** Reads what has been written so far. */
  synchronized void collect() {
    try {
      int count;
      while ((count = stream.available()) > 0) {
        byte[] more = stream.readNBytes(Math.min(count, MOST_BYTES));
        byte[] all = new byte[last.length + more.length];
        System.arraycopy(last, 0, all, 0, last.length);
        System.arraycopy(more, 0, all, last.length, more.length);
        int first = Math.max(0, all.length - MOST_BYTES);
        last = Arrays.copyOfRange(all, first, all.length);
      }
    } catch (IOException closed) {
      // What has been read until now is all there is.
      return;
    }
  }

  /** The reason of a failure. */
  String words(int exitCode) {
    collect();
    String said = text();
    String words = said.isEmpty() ? "" : ": " + said;
    return (exitCode == SSH_FAILED ? "ssh fails" : "the docker command on that host fails")
        + " with exit code "
        + exitCode
        + words
        + hint(exitCode, said.toLowerCase(Locale.ROOT));
  }

  private synchronized String text() {
    return new String(last, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String hint(int exitCode, String said) {
    if (exitCode == NOT_FOUND) {
      return "; install the docker command there, on the PATH of non-interactive shells";
    }
    return HINTS.stream()
        .filter(hint -> said.contains(hint.words))
        .findFirst()
        .map(hint -> "; " + hint.whatToDo)
        .orElse("");
  }
}
