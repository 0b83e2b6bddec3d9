package io.containerrun;

import static io.containerrun.OptionDraft.keyed;
import static io.containerrun.OptionDraft.many;
import static io.containerrun.OptionDraft.one;
import static io.containerrun.OptionDraft.text;
import static io.containerrun.OptionDraft.texts;
import static io.containerrun.OptionDraft.toggle;

import io.containerrun.value.DetachKeys;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.StandardStream;
import io.containerrun.value.Umask;
import java.nio.file.Path;
import java.util.List;

/** The process in the container: its program, user, surroundings and standard streams. */
@CheckReturnValue
public sealed interface ProcessOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<String> ENTRYPOINT =
      text("entrypoint")
          .grammar("<program>")
          .byDefault("the image's")
          .wire("Entrypoint", List::of)
          .summary("Program to run in place of the image's entry point.")
          .example("/bin/sh");

  /**
   * Runs this program in place of the image's entry point. The image's own command is not used
   * then.
   *
   * @param program one word, which is not split; empty for no entry point at all
   */
  default R entrypoint(String program) {
    return with(ENTRYPOINT, program);
  }

  Option<String> WORKDIR =
      text("workdir")
          .letter('w')
          .grammar("<path>")
          .byDefault("the image's, or /")
          .wire("WorkingDir")
          .summary("Working directory inside the container.")
          .example("/srv/app");

  /**
   * Sets the directory that the process starts in. One that does not exist is made.
   *
   * @param path absolute, inside the container
   */
  default R workdir(String path) {
    return with(WORKDIR, path);
  }

  Option<String> USER =
      text("user")
          .letter('u')
          .grammar("<name|uid>[:<group|gid>]")
          .byDefault("the image's, or root")
          .wire("User")
          .summary("User, and group, that the process runs as.")
          .example("1000:1000");

  /**
   * Runs the process as this user.
   *
   * @param user a name that the image knows, or a number; a group may follow after a colon
   */
  default R user(String user) {
    return with(USER, user);
  }

  /** Runs the process with these ids, 0 to 2147483647. */
  default R user(int uid, int gid) {
    return user(uid + ":" + gid);
  }

  Option<List<String>> GROUP_ADD =
      texts("group-add")
          .grammar("<name|gid>")
          .wire("HostConfig.GroupAdd")
          .onlyOn("linux")
          .summary("Further group of the process.")
          .example("audio");

  /**
   * Adds the process to a further group.
   *
   * @param group a name that the image knows, or a number
   */
  default R groupAdd(String group) {
    return plus(GROUP_ADD, group);
  }

  Option<Umask> UMASK =
      one("umask", Umask::parse)
          .grammar("<octal number>")
          .byDefault("the engine's, usually 0022")
          .wire("HostConfig.Umask", Umask::text)
          .onlyOn("linux")
          .since(1, 56)
          .summary("Permissions that new files of the process do not get.")
          .example("0027");

  /** Withholds these permissions from new files and directories of the process. */
  default R umask(Umask mask) {
    return with(UMASK, mask);
  }

  /** Withholds these permissions, as on a command line: {@code umask("0027")}. */
  default R umask(String mask) {
    return umask(Umask.parse(mask));
  }

  Option<List<EnvironmentVariable>> ENV =
      keyed("env", EnvironmentVariable::parse, EnvironmentVariable::text, EnvironmentVariable::name)
          .letter('e')
          .grammar("<name>[=<value>]")
          .secret(all -> all.stream().map(EnvironmentVariable::toString).toList())
          .wire("Env", all -> all.stream().map(EnvironmentVariable::text).toList())
          .resolvedBy(
              (all, caller) -> all.stream().map(v -> v.resolvedBy(caller::environment)).toList())
          .summary("Environment variable; without a value it is passed on from the caller.")
          .example("MODE=test");

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
   * passes on the variable of the caller; where the caller has none, the container has none either,
   * even if its image has it.
   */
  default R env(String text) {
    return withText(ENV, text);
  }

  Option<List<Path>> ENV_FILE =
      many("env-file", FileText::parse, FileText::print)
          .grammar("<path>")
          .content(
              KeyValueFiles::readVariables, (lines, body) -> body.putBeneath("Env", lines), "Env")
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
          .wire("OpenStdin")
          .summary("Keep standard input open, and attach to it unless detached.")
          .example("true");

  /** Keeps the standard input of the process open, and feeds it from the caller unless detached. */
  default R interactive() {
    return with(INTERACTIVE, true);
  }

  Option<Boolean> TTY =
      toggle("tty")
          .letter('t')
          .wire("Tty")
          .summary("Give the process a terminal; standard error then joins standard output.")
          .example("true");

  /** Gives the process a terminal. Its standard error then arrives on standard output. */
  default R tty() {
    return with(TTY, true);
  }

  Option<List<StandardStream>> ATTACH =
      many("attach", StandardStream::parse)
          .letter('a')
          .grammar("stdin|stdout|stderr")
          .byDefault("stdout and stderr, and stdin with --interactive")
          .wiredTogether("AttachStdin", "AttachStdout", "AttachStderr")
          .summary("Standard stream to attach to.")
          .example("stdout");

  /** Attaches to these streams and to no others, save standard input of an interactive run. */
  default R attach(StandardStream first, StandardStream... others) {
    R attached = plus(ATTACH, first);
    for (StandardStream other : others) {
      attached = attached.plus(ATTACH, other);
    }
    return attached;
  }

  /** The same in docker's text form: {@code attach("stdout")}. */
  default R attach(String text) {
    return withText(ATTACH, text);
  }

  Option<Boolean> DETACH =
      toggle("detach")
          .letter('d')
          .wiredTogether("AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce")
          .summary("Run in the background.")
          .example("true");

  /** Runs the container in the background, attached to none of its streams. */
  default R detach() {
    return with(DETACH, true);
  }

  Option<DetachKeys> DETACH_KEYS =
      one("detach-keys", DetachKeys::parse)
          .grammar("<key>[,<key>...]")
          .byDefault("ctrl-p,ctrl-q")
          .summary("Keys that detach a terminal from the container.")
          .example("ctrl-x,x");

  /** Sets the keys that leave the container running when they are typed in its terminal. */
  default R detachKeys(DetachKeys keys) {
    return with(DETACH_KEYS, keys);
  }

  /** The same in docker's text form: {@code detachKeys("ctrl-x,x")}. */
  default R detachKeys(String text) {
    return withText(DETACH_KEYS, text);
  }

  Option<Boolean> SIG_PROXY =
      toggle("sig-proxy")
          .byDefault("true")
          .summary("Pass on the signals of the client's process to the container.")
          .example("false");

  /** Passes on the signals that a client program gets, or keeps them from the container. */
  default R sigProxy(boolean passOn) {
    return with(SIG_PROXY, passOn);
  }
}
