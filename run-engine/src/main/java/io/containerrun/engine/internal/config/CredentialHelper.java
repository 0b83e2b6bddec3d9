package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * A program that stores credentials. It takes the action as its argument and the registry on
 * standard input, and writes the result to standard output. A helper that takes too long is killed.
 */
final class CredentialHelper {

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ERROR_TEXT = 200;

  /** The user that stands for an identity token. */
  private static final String TOKEN_USER = "<token>";

  private final String name;
  private final Path program;
  private final Duration limit;
  private final ExecutorService threads;

  /**
   * Creates one.
   *
   * @param threads read the output of the program
   */
  CredentialHelper(Path program, Duration limit, ExecutorService threads) {
    this.name = String.valueOf(program.getFileName());
    this.program = program;
    this.limit = limit;
    this.threads = threads;
  }

  /** The stored credentials for a registry; empty if there are none. */
  Optional<RegistryCredentials> get(String key) {
    return run("get", key, key).flatMap(json -> read(json, key));
  }

  private static Optional<RegistryCredentials> read(JsonNode json, String key) {
    String user = JsonFields.text(json.path("Username"));
    String secret = JsonFields.text(json.path("Secret"));
    if (user.equals(TOKEN_USER)) {
      return Optional.of(RegistryCredentials.ofIdentityToken(key, secret));
    }
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(RegistryCredentials.of(key, user, secret));
  }

  /** The names of all registries with stored credentials. */
  List<String> list() {
    return run("list", "", "all registries").map(JsonFields::names).orElse(List.of());
  }

  private Optional<JsonNode> run(String action, String input, String subject) {
    Process process = start(action, subject);
    try {
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> read(process.getInputStream()), threads);
      send(input, process);
      String operation = name + " " + action;
      Optional<String> result = Waiting.on(output, limit, operation);
      Optional<Process> exited = Waiting.on(process.onExit(), limit, operation);
      if (result.isEmpty() || exited.isEmpty()) {
        throw CredentialSource.failure(
            subject, name + " takes longer than " + limit.toSeconds() + " s; it was killed");
      }
      return exited.get().exitValue() == 0
          ? Optional.of(parsed(result.get(), subject))
          : failed(result.get(), exited.get().exitValue(), subject);
    } finally {
      kill(process);
    }
  }

  private Process start(String action, String subject) {
    try {
      // The protocol reports errors on standard output; standard error is not part of it.
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
      // It has exited without reading; its output says why.
      return;
    }
  }

  private JsonNode parsed(String output, String subject) {
    try {
      return Json.read(output);
    } catch (IOException nonsense) {
      // The message of the parser quotes the output, which has a secret, so it must not be the
      // cause.
      throw CredentialSource.failure(subject, "the output of " + name + " is not JSON");
    }
  }

  private Optional<JsonNode> failed(String output, int status, String subject) {
    if (output.toLowerCase(Locale.ROOT).contains("credentials not found")) {
      return Optional.empty();
    }
    String words = output.strip().lines().findFirst().orElse("");
    // Text that may contain credentials is not repeated.
    boolean readable =
        !words.isEmpty() && !words.contains("{") && words.length() <= MOST_ERROR_TEXT;
    throw CredentialSource.failure(
        subject, name + " fails with status " + status + (readable ? ": " + words : ""));
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
