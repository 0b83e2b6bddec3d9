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
 * Maps error responses and failed exchanges to exceptions. The texts of engines change from version
 * to version; they are compared in lower case and in part.
 */
public final class ErrorMapper {

  private record Advice(Pattern words, String whatToDo) {
    Advice(String words, String whatToDo) {
      this(Pattern.compile(words), whatToDo);
    }
  }

  /** The texts of Docker and of Podman. */
  private static final Pattern NAME_IN_USE =
      Pattern.compile("already in use by container|container name \\S+ is already in use");

  /** The texts of Podman about networks and volumes; 4.3 responds with 500. */
  private static final Pattern OBJECT_EXISTS = Pattern.compile("(network|volume) already exists$");

  /** The text of Podman about a container that it is removing. */
  private static final Pattern OF_REMOVAL =
      Pattern.compile("\\bcontainer with id \\S+ found in database: no such container");

  private static final List<Advice> ADVICE =
      List.of(
          new Advice(
              "executable file not found|attempted to invoke a command that was not found",
              "check the command and the PATH of the image"),
          new Advice(
              "process: exec: .*(permission denied|is a directory|exec format)|(open executable|is not a regular file).*oci permission denied",
              "check that the command is a program that may be executed"),
          new Advice("network \\S+ not found", "create that network first, or check its name"),
          new Advice("bind source path does not exist", "create it on the engine's host first"),
          new Advice("unable to find user", "use a user that the image has, or a numeric id"),
          new Advice("unable to find group", "use a group that the image has, or a numeric id"),
          new Advice("error gathering device", "use a device that the engine's host has"),
          new Advice("error looking up logging plugin", "check the log driver's name"),
          new Advice("port is already allocated", "publish another port, or stop what uses it"),
          new Advice("address already in use", "publish another port, or stop what uses it"),
          new Advice("client version", "update the older of the two"),
          new Advice("error looking up volume plugin", "check the volume driver's name"),
          new Advice("could not select device driver", "install the driver on the engine's host"),
          new Advice("non running container", "start the container that it joins first"),
          new Advice(NAME_IN_USE.pattern(), "remove that container, or choose another name"),
          new Advice("has active endpoints", "stop or disconnect its containers first"),
          new Advice("volume is (in use|being used)", "remove the containers that use it first"),
          new Advice("already exists", "use it by its name, or choose another name"),
          new Advice("pool overlaps", "use other addresses, or leave them to the engine"),
          new Advice(
              "must force|image is in use", "remove that container first, or use forceRemove"),
          new Advice("toomanyrequests", "try again later, or log in to the registry"));

  private ErrorMapper() {}

  public static EngineException of(Operation operation, int status, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    String said =
        words.isEmpty() ? "the engine responds with status " + status + " and no message" : words;
    if (namesImage(status, words)) {
      String message = message(operation, said, "check its name and platform, or pull it");
      return new ImageNotFoundException(message, operation.name(), status, words);
    }
    String message = message(operation, said, advice(lower));
    if (isMissing(status, lower)) {
      return new ContainerNotFoundException(message, operation.name(), status, words);
    }
    boolean taken =
        (status == 409 && lower.contains("already exists")) || OBJECT_EXISTS.matcher(lower).find();
    return taken || NAME_IN_USE.matcher(lower).find()
        ? new NameConflictException(message, operation.name(), status, words)
        : new EngineException(message, operation.name(), status, words);
  }

  /** Docker's text, which Podman's contains; while it removes a container, its status is 500. */
  private static boolean isMissing(int status, String words) {
    return (status == 404 && words.contains("no such container"))
        || (status == 500 && OF_REMOVAL.matcher(words).find());
  }

  /**
   * Maps an error response of an engine that has contacted a registry.
   *
   * @param who the user and registry of the credentials; empty for anonymous access
   * @param problem why no credentials were found; empty if none is known
   */
  static EngineException registry(
      Operation operation, int status, String words, String who, String problem) {
    String lower = words.toLowerCase(Locale.ROOT);
    String advice = "check its name, the network and the registry";
    if (lower.contains("unauthorized")
        || lower.contains("no basic auth credentials")
        || lower.contains("denied")) {
      advice =
          who.isEmpty()
              ? "access was anonymous: log in, or set EngineOptions.credentials"
                  + (problem.isEmpty() ? "" : "; " + problem)
              : "access was as " + who + ": check the password and the rights of that user";
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

  /**
   * Whether an error response to create is about the image: the only status 404 that a pull can
   * fix.
   */
  public static boolean namesImage(int status, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return status == 404
        && (lower.contains("no such image")
            || lower.contains("does not match the specified platform")
            // Podman's text.
            || lower.contains("image not known"));
  }

  public static EngineException of(
      Operation operation, EngineAddress address, ConnectionFailure failure) {
    String words = failure.words();
    if (failure.kind() == ConnectionFailure.Kind.INSECURE) {
      String message = "no TLS connection to the engine at " + address + ": " + words;
      return new EngineUnavailableException(message, operation.name(), address.toString(), words)
          .causedBy(failure);
    }
    if (failure.isOtherProtocol()) {
      return noEngine(operation, address, words).causedBy(failure);
    }
    if (failure.kind() == ConnectionFailure.Kind.DENIED) {
      String message = "the engine at " + address + " cannot be used: " + words;
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

  /**
   * The exception for a server that is not an engine.
   *
   * @param why what the server does that an engine does not
   */
  static EngineUnavailableException noEngine(
      Operation operation, EngineAddress address, String why) {
    String words = "the server at " + address + " is not an engine: " + why;
    return new EngineUnavailableException(words, operation.name(), address.toString(), words);
  }

  /** The exception for an exited container whose exit code the engine does not report. */
  public static EngineException noExitCode(String container) {
    return noExitCode(Operation.container("inspect container", container));
  }

  static EngineException noExitCode(Operation operation) {
    String words = "the engine reports no exit code";
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
