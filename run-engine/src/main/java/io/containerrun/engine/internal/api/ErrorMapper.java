package io.containerrun.engine.internal.api;

import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.ImageNotFoundException;
import io.containerrun.engine.NameConflictException;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.EngineAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns what an engine answers, or fails to answer, into exceptions. Engines say the same in other
 * words from version to version: texts are compared in lower case and in part.
 */
public final class ErrorMapper {

  private record Advice(Pattern words, String whatToDo) {
    Advice(String words, String whatToDo) {
      this(Pattern.compile(words), whatToDo);
    }
  }

  /** Docker's words, and Podman's. */
  private static final Pattern NAME_IN_USE =
      Pattern.compile("already in use by container|container name \\S+ is already in use");

  private static final List<Advice> ADVICE =
      List.of(
          new Advice("executable file not found", "check the command and the PATH of the image"),
          new Advice(
              "process: exec: .*(permission denied|is a directory|exec format)",
              "check that the command is a program that may be executed"),
          new Advice("network \\S+ not found", "make that network first, or check its name"),
          new Advice("bind source path does not exist", "make it on the engine's host first"),
          new Advice("unable to find user", "name a user that the image has, or its number"),
          new Advice("unable to find group", "name a group that the image has, or its number"),
          new Advice("error gathering device", "name a device that the engine's host has"),
          new Advice("error looking up logging plugin", "check the log driver's name"),
          new Advice("port is already allocated", "publish another port, or end what uses it"),
          new Advice("address already in use", "publish another port, or end what uses it"),
          new Advice("client version", "update the older of the two"),
          new Advice("error looking up volume plugin", "check the volume driver's name"),
          new Advice("could not select device driver", "install the driver on the engine's host"),
          new Advice("non running container", "start the container that it joins first"),
          new Advice(NAME_IN_USE.pattern(), "remove that container, or take another name"),
          new Advice("has active endpoints", "end or disconnect its containers first"),
          new Advice("volume is in use", "remove the containers that have it first"),
          new Advice("already exists", "use it by its name, or take another name"),
          new Advice("pool overlaps", "take other addresses, or leave them to the engine"),
          new Advice("must force", "remove that container first, or use forceRemove"),
          new Advice("toomanyrequests", "try again later, or log in to the registry"));

  private ErrorMapper() {}

  public static EngineException of(Operation operation, int status, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    String said = words.isEmpty() ? "the engine answers " + status + " without a word" : words;
    if (namesImage(status, words)) {
      String message = message(operation, said, "check its name and platform, or pull it");
      return new ImageNotFoundException(message, operation.name(), status, words);
    }
    String message = message(operation, said, advice(lower));
    // Docker's words, and at the end of more also Podman's.
    if (status == 404 && lower.contains("no such container")) {
      return new ContainerNotFoundException(message, operation.name(), status, words);
    }
    boolean taken = status == 409 && lower.contains("already exists");
    return taken || NAME_IN_USE.matcher(lower).find()
        ? new NameConflictException(message, operation.name(), status, words)
        : new EngineException(message, operation.name(), status, words);
  }

  /**
   * What an engine says that asked a registry.
   *
   * @param who it was to the registry; empty for nobody
   */
  public static EngineException registry(
      Operation operation, int status, String words, String who) {
    String lower = words.toLowerCase(Locale.ROOT);
    String advice = "check its name, the network and the registry";
    if (lower.contains("unauthorized")
        || lower.contains("no basic auth credentials")
        || lower.contains("denied")) {
      advice =
          who.isEmpty()
              ? "it was asked anonymously: log in, or give EngineOptions.credentials"
              : "it was asked as " + who + ": check the password, and what that user may do";
    }
    String message = message(operation, words, advice);
    boolean missing =
        lower.contains("not found")
            || lower.contains("manifest unknown")
            || lower.contains("no matching manifest")
            || lower.contains("pull access denied");
    return missing
        ? new ImageNotFoundException(message, operation.name(), status, words)
        : new EngineException(message, operation.name(), status, words);
  }

  /** Whether an answer to create is about the image: the only 404 that a pull can heal. */
  public static boolean namesImage(int status, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return status == 404
        && (lower.contains("no such image")
            || lower.contains("does not match the specified platform")
            // Podman's words.
            || lower.contains("image not known"));
  }

  public static EngineException of(
      Operation operation, EngineAddress address, ConnectionFailure failure) {
    String words = failure.words();
    if (failure.kind() == ConnectionFailure.Kind.INSECURE) {
      String message = "the engine at " + address + " cannot be spoken to: " + words;
      return new EngineUnavailableException(message, operation.name(), address.toString(), words)
          .causedBy(failure);
    }
    if (failure.kind() != ConnectionFailure.Kind.UNREACHABLE) {
      String message = operation + " at " + address + ": " + words;
      return new EngineException(message, operation.name(), 0, words).causedBy(failure);
    }
    String message =
        "no engine answers at "
            + address
            + ": "
            + words
            + "; start one, or name its address in DOCKER_HOST or Engine.connect(host)";
    return new EngineUnavailableException(message, operation.name(), address.toString(), words)
        .causedBy(failure);
  }

  /** An exited container of which the engine does not tell the exit code. */
  public static EngineException noExitCode(String container) {
    return noExitCode(Operation.container("inspect container", container));
  }

  static EngineException noExitCode(Operation operation) {
    String words = "the engine tells no exit code";
    return new EngineException(operation + ": " + words, operation.name(), 0, words);
  }

  private static String message(Operation operation, String words, String advice) {
    return operation + ": " + words + (advice.isEmpty() ? "" : "; " + advice);
  }

  private static String advice(String words) {
    return ADVICE.stream()
        .filter(known -> known.words.matcher(words).find())
        .findFirst()
        .map(Advice::whatToDo)
        .orElse("");
  }
}
