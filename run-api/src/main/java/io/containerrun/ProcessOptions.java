package io.containerrun;

import static io.containerrun.OptionBuilder.keyed;
import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.value.DetachKeys;
import io.containerrun.value.EnvironmentVariable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process in a container, of a run or of an exec: its environment and its terminal. */
@CheckReturnValue
public sealed interface ProcessOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun, ExecCommand {

  Option<String> WORKDIR =
      text("workdir")
          .letter('w')
          .grammar("<path>")
          .byDefault("the image's, or /")
          .sentAs("WorkingDir")
          .exec("WorkingDir")
          .summary("Working directory inside the container.")
          .example("/srv/app");

  /**
   * Sets the directory that the process starts in. A run makes one that does not exist.
   *
   * @param path absolute, inside the container
   */
  default R workdir(String path) {
    return with(WORKDIR, path);
  }

  Option<List<EnvironmentVariable>> ENV =
      keyed("env", EnvironmentVariable::parse, EnvironmentVariable::text, EnvironmentVariable::name)
          .letter('e')
          .grammar("<name>[=<value>]")
          .secret()
          .sentAs("Env", ProcessOptions::texts)
          .exec("Env", ProcessOptions::texts)
          .resolvedBy(
              (all, environment) ->
                  all.stream().map(v -> v.resolvedBy(environment::variable)).toList())
          .summary("Environment variable; without a value it is passed on from the caller.")
          .example("MODE=test");

  private static List<String> texts(List<EnvironmentVariable> variables) {
    return variables.stream().map(EnvironmentVariable::text).toList();
  }

  /**
   * Sets an environment variable, in place of one of the same name.
   *
   * @param name not empty
   * @param value may be empty; it never shows in messages or logs
   */
  default R env(String name, String value) {
    return plus(ENV, EnvironmentVariable.of(name, value));
  }

  /** Sets an environment variable, in place of one of the same name. */
  default R env(EnvironmentVariable variable) {
    return plus(ENV, variable);
  }

  /**
   * The same in docker's text form: {@code env("MODE=test")}. A name alone, {@code env("LANG")},
   * passes on the variable of the caller; where the caller has none, the process has none either,
   * even if the image has it.
   */
  default R env(String text) {
    return withText(ENV, text);
  }

  /**
   * Sets environment variables in the order of the map, each in place of one of the same name.
   *
   * @param variables values by their names
   */
  default R env(Map<String, String> variables) {
    List<EnvironmentVariable> all = new ArrayList<>(all(ENV));
    variables.forEach((name, value) -> all.add(EnvironmentVariable.of(name, value)));
    return with(ENV, all);
  }

  Option<List<Path>> ENV_FILE =
      many("env-file", EnvironmentFiles::parse, EnvironmentFiles::print)
          .grammar("<path>")
          .content(
              EnvironmentFiles::readVariables,
              (lines, body) -> body.putBeneath("Env", lines),
              "Env")
          .execContent("Env")
          .summary("File of environment variables, one a line; --env overrides them.")
          .example("service.env");

  /**
   * Sets the variables of a file of the caller, one {@code NAME=value} a line. Variables that are
   * set beside it win. The file is read when the run is resolved.
   */
  default R envFile(Path file) {
    return plus(ENV_FILE, file);
  }

  /** The same in docker's text form: {@code envFile("service.env")}. */
  default R envFile(String text) {
    return withText(ENV_FILE, text);
  }

  Option<Boolean> INTERACTIVE =
      toggle("interactive")
          .letter('i')
          .sentAs("OpenStdin")
          .exec("AttachStdin")
          .summary("Keep standard input open, and attach to it unless detached.")
          .example("true");

  /** Keeps the standard input of the process open, and feeds it from the caller unless detached. */
  default R interactive() {
    return with(INTERACTIVE, true);
  }

  Option<Boolean> TTY =
      toggle("tty")
          .letter('t')
          .sentAs("Tty")
          .exec("Tty")
          .summary("Give the process a terminal; standard error then joins standard output.")
          .example("true");

  /** Gives the process a terminal. Its standard error then arrives on standard output. */
  default R tty() {
    return with(TTY, true);
  }

  Option<DetachKeys> DETACH_KEYS =
      one("detach-keys", DetachKeys::parse)
          .grammar("<key>[,<key>...]")
          .byDefault("ctrl-p,ctrl-q")
          .exec("DetachKeys", DetachKeys::text)
          .summary("Keys that detach a terminal from the container.")
          .example("ctrl-x,x");

  /** Sets the keys that leave the process running when they are typed in its terminal. */
  default R detachKeys(DetachKeys keys) {
    return with(DETACH_KEYS, keys);
  }

  /** The same in docker's text form: {@code detachKeys("ctrl-x,x")}. */
  default R detachKeys(String text) {
    return withText(DETACH_KEYS, text);
  }
}
