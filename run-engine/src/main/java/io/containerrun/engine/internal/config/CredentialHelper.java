package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * A program that keeps credentials: it is told what to do as its argument and about which registry
 * on its standard input, and answers on its standard output. One that does not answer in time is
 * ended.
 */
final class CredentialHelper {

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_WORDS = 200;

  /** The user that stands for an identity token. */
  private static final String TOKEN_USER = "<token>";

  private final String name;
  private final Path program;
  private final Duration limit;
  private final ExecutorService threads;

  /**
   * Creates one.
   *
   * @param threads read what it writes
   */
  CredentialHelper(Path program, Duration limit, ExecutorService threads) {
    this.name = String.valueOf(program.getFileName());
    this.program = program;
    this.limit = limit;
    this.threads = threads;
  }

  /** What it has for a registry; empty if it knows none. */
  Optional<RegistryCredentials> get(String key) {
    return run("get", key, key).flatMap(json -> read(json, key));
  }

  private static Optional<RegistryCredentials> read(JsonNode json, String key) {
    String user = json.path("Username").asText();
    String secret = json.path("Secret").asText();
    if (user.equals(TOKEN_USER)) {
      return Optional.of(RegistryCredentials.ofIdentityToken(key, secret));
    }
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(RegistryCredentials.of(key, user, secret));
  }

  /** The names of all registries that it has something for. */
  List<String> list() {
    List<String> keys = new ArrayList<>();
    run("list", "", "all registries")
        .ifPresent(json -> json.fieldNames().forEachRemaining(keys::add));
    return keys;
  }

  private Optional<JsonNode> run(String action, String input, String subject) {
    Process process = start(action, subject);
    try {
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> read(process.getInputStream()), threads);
      send(input, process);
      String operation = name + " " + action;
      Optional<String> answer = Waiting.on(output, limit, operation);
      Optional<Process> ended = Waiting.on(process.onExit(), limit, operation);
      if (answer.isEmpty() || ended.isEmpty()) {
        throw CredentialSource.failure(
            subject, name + " does not answer within " + limit.toSeconds() + " s; it was ended");
      }
      return ended.get().exitValue() == 0
          ? Optional.of(parsed(answer.get(), subject))
          : refused(answer.get(), ended.get().exitValue(), subject);
    } finally {
      end(process);
    }
  }

  private Process start(String action, String subject) {
    try {
      // The protocol has errors on standard output; what else it writes is not for us.
      return new ProcessBuilder(program.toString(), action).redirectError(Redirect.DISCARD).start();
    } catch (IOException broken) {
      String words = name + " cannot be started: " + broken.getMessage();
      throw CredentialSource.failure(subject, words);
    }
  }

  private static String read(InputStream output) {
    try {
      return new String(output.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void send(String input, Process process) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // It has ended without reading, and its answer says why.
      return;
    }
  }

  private JsonNode parsed(String answer, String subject) {
    try {
      return Json.read(answer);
    } catch (IOException nonsense) {
      // The words of the parser quote the answer, which holds a secret: no cause.
      throw CredentialSource.failure(subject, name + " answers what is no JSON");
    }
  }

  private Optional<JsonNode> refused(String answer, int status, String subject) {
    if (answer.toLowerCase(Locale.ROOT).contains("credentials not found")) {
      return Optional.empty();
    }
    String words = answer.strip().lines().findFirst().orElse("");
    // What looks like credentials is not repeated.
    boolean told = !words.isEmpty() && !words.contains("{") && words.length() <= MOST_WORDS;
    throw CredentialSource.failure(
        subject, name + " fails with status " + status + (told ? ": " + words : ""));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
