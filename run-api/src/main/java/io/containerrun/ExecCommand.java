package io.containerrun;

import io.containerrun.value.DetachKeys;
import io.containerrun.value.EnvironmentVariable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code docker exec} is asked to do in a container that runs: a command, and options.
 *
 * <pre>{@code
 * ExecCommand migrate =
 *     ExecCommand.of("bin/migrate", "--all").user("app").workdir("/srv").env("MODE", "batch");
 * }</pre>
 *
 * <p>A value: each method returns a changed copy. It may be shared between threads. What {@code
 * docker exec} has as {@code --detach} is a method of the container.
 *
 * @param command the program and its arguments; no shell splits or expands them
 * @param variables the environment, beside the container's own
 * @param variableFiles files of variables on the caller's side; variables that are set beside them
 *     win
 * @param user name or number, and group; empty for that of the container
 * @param workdir absolute path in the container; empty for that of the container
 * @param switches what is on
 * @param detachKeys the keys that leave a terminal; empty for the default
 * @since 0.1.0
 */
@CheckReturnValue
public record ExecCommand(
    List<String> command,
    List<EnvironmentVariable> variables,
    List<Path> variableFiles,
    String user,
    String workdir,
    Set<Switch> switches,
    DetachKeys detachKeys) {

  /** The options that are on or off. */
  public enum Switch {
    /** The command reads input: {@code --interactive}. */
    INTERACTIVE,
    /** The command has a terminal: {@code --tty}. */
    TTY,
    /** The command has all rights on the engine's host: {@code --privileged}. */
    PRIVILEGED
  }

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if there is no command, or the working directory is not
   *     absolute
   */
  public ExecCommand {
    command = List.copyOf(command);
    variables = List.copyOf(variables);
    variableFiles = List.copyOf(variableFiles);
    switches = Set.copyOf(switches);
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw new IllegalArgumentException("exec without a command: name the program to execute");
    }
    if (!workdir.isEmpty() && !workdir.startsWith("/")) {
      throw new IllegalArgumentException(
          "--workdir " + workdir + ": the path is not absolute; begin it with a slash");
    }
  }

  /** A command without options. */
  public static ExecCommand of(String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    return of(words);
  }

  /**
   * A command without options.
   *
   * @param words the program and its arguments
   */
  public static ExecCommand of(List<String> words) {
    return new ExecCommand(words, List.of(), List.of(), "", "", Set.of(), new DetachKeys(""));
  }

  /**
   * Executes the command as this user.
   *
   * @param user a name that the container knows, or a number; a group may follow after a colon
   */
  public ExecCommand user(String user) {
    return new ExecCommand(command, variables, variableFiles, user, workdir, switches, detachKeys);
  }

  /** Executes the command with these ids. */
  public ExecCommand user(int uid, int gid) {
    return user(uid + ":" + gid);
  }

  /**
   * Sets the directory that the command starts in.
   *
   * @param path absolute, inside the container
   */
  public ExecCommand workdir(String path) {
    return new ExecCommand(command, variables, variableFiles, user, path, switches, detachKeys);
  }

  /**
   * Sets an environment variable, in place of one of the same name.
   *
   * @param name not empty
   * @param value may be empty; it never shows in messages or logs
   */
  public ExecCommand env(String name, String value) {
    return with(EnvironmentVariable.of(name, value));
  }

  /**
   * Passes on the caller's variable of this name. Where the caller has none, the command has none
   * either.
   */
  public ExecCommand env(String name) {
    return with(EnvironmentVariable.fromCaller(name));
  }

  /** Sets the variables of a file of the caller, one {@code NAME=value} a line. */
  public ExecCommand envFile(Path file) {
    List<Path> more = new ArrayList<>(variableFiles);
    more.add(file);
    return new ExecCommand(command, variables, more, user, workdir, switches, detachKeys);
  }

  /** The same in docker's text form: {@code envFile("service.env")}. */
  public ExecCommand envFile(String text) {
    return envFile(FileText.parse(text));
  }

  /** Lets the command read input; without, it finds its standard input closed. */
  public ExecCommand interactive() {
    return with(Switch.INTERACTIVE);
  }

  /** Gives the command a terminal. Its standard error then arrives on standard output. */
  public ExecCommand tty() {
    return with(Switch.TTY);
  }

  /** Gives the command all rights on the engine's host. */
  public ExecCommand privileged() {
    return with(Switch.PRIVILEGED);
  }

  /** Sets the keys that leave the command running when they are typed in its terminal. */
  public ExecCommand detachKeys(DetachKeys keys) {
    return new ExecCommand(command, variables, variableFiles, user, workdir, switches, keys);
  }

  /** Whether a switch is on. */
  public boolean is(Switch option) {
    return switches.contains(option);
  }

  /**
   * Replaces what the command takes from the caller, files and variables, by what it stands for.
   * The variables of the files come first.
   *
   * @throws ContainerRunException if a file cannot be read
   */
  public ExecCommand resolve(Caller caller) {
    try {
      List<EnvironmentVariable> all = new ArrayList<>();
      for (String line : KeyValueFiles.readVariables(variableFiles, caller)) {
        all.add(EnvironmentVariable.parse(line));
      }
      variables.forEach(variable -> all.add(variable.resolvedBy(caller::environment)));
      return new ExecCommand(command, all, List.of(), user, workdir, switches, detachKeys);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new ContainerRunException("--env-file: " + unreadable.getMessage(), unreadable);
    }
  }

  /** The request that creates the exec; {@link #resolve} it first. */
  public Map<String, Object> request() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Cmd", command);
    body.put("AttachStdin", is(Switch.INTERACTIVE));
    body.put("AttachStdout", true);
    body.put("AttachStderr", true);
    body.put("Tty", is(Switch.TTY));
    body.put("Privileged", is(Switch.PRIVILEGED));
    put(body, "User", user);
    put(body, "WorkingDir", workdir);
    put(body, "DetachKeys", detachKeys.text());
    if (!variables.isEmpty()) {
      body.put("Env", variables.stream().map(EnvironmentVariable::text).toList());
    }
    return body;
  }

  private static void put(Map<String, Object> body, String name, String text) {
    if (!text.isEmpty()) {
      body.put(name, text);
    }
  }

  private ExecCommand with(EnvironmentVariable variable) {
    List<EnvironmentVariable> all = new ArrayList<>(variables);
    all.removeIf(other -> other.name().equals(variable.name()));
    all.add(variable);
    return new ExecCommand(command, all, variableFiles, user, workdir, switches, detachKeys);
  }

  private ExecCommand with(Switch option) {
    Set<Switch> all = EnumSet.of(option);
    all.addAll(switches);
    return new ExecCommand(command, variables, variableFiles, user, workdir, all, detachKeys);
  }
}
