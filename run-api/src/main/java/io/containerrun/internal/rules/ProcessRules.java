package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.ATTACH;
import static io.containerrun.ContainerRun.DETACH;
import static io.containerrun.ContainerRun.DETACH_KEYS;
import static io.containerrun.ContainerRun.ENTRYPOINT;
import static io.containerrun.ContainerRun.ENV;
import static io.containerrun.ContainerRun.ENV_FILE;
import static io.containerrun.ContainerRun.INTERACTIVE;
import static io.containerrun.ContainerRun.LABEL_FILE;
import static io.containerrun.ContainerRun.SECURITY_OPT;
import static io.containerrun.ContainerRun.SIG_PROXY;
import static io.containerrun.ContainerRun.TTY;
import static io.containerrun.ContainerRun.UMASK;
import static io.containerrun.ContainerRun.USER;

import io.containerrun.internal.text.Numbers;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.SecurityOption;
import io.containerrun.value.StandardStream;
import io.containerrun.value.Umask;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on the process: its program, user, variables and streams. */
final class ProcessRules {

  private static final Pattern QUOTED = Pattern.compile("(?s)[^=]*=(?:\".*\"|'.*')");

  private static final long MOST_ID = Integer.MAX_VALUE;

  static final Rule ATTACH_STDIN_CLOSED =
      Rule.of("attach-stdin-closed", ATTACH, INTERACTIVE)
          .constraint("R4b")
          .warning()
          .brokenWhen(
              run ->
                  run.all(ATTACH).contains(StandardStream.STDIN)
                      && !run.is(INTERACTIVE)
                      && !run.is(DETACH))
          .problem("standard input is attached, but closed in the container")
          .fix("add --interactive, or drop --attach stdin")
          .rejects("-a stdin alpine", "-a stdin -a stdout alpine")
          .accepts("-i -a stdin alpine", "-a stdout alpine");

  static final Rule TTY_MERGES_STDERR =
      Rule.of("tty-merges-stderr", TTY, ATTACH)
          .constraint("R4c")
          .warning()
          .brokenWhen(
              run ->
                  run.is(TTY)
                      && !run.is(DETACH)
                      && run.all(ATTACH).contains(StandardStream.STDERR)
                      && !run.all(ATTACH).contains(StandardStream.STDOUT))
          .problem("with a terminal standard error arrives on standard output")
          .fix("attach to stdout, or drop --tty")
          .rejects("-t -a stderr alpine")
          .accepts("-t -a stdout -a stderr alpine", "-a stderr alpine");

  static final Rule UMASK_RANGE =
      Rule.of("umask-range", UMASK)
          .unless(UMASK, Umask::isValid)
          .problem("this is no octal number from 0 to 0777")
          .fix("write such as 0022 or 0027")
          .rejects("--umask 0888 alpine", "--umask 1777 alpine", "--umask u=rwx alpine")
          .accepts("--umask 0 alpine", "--umask 0777 alpine");

  static final Rule DETACH_KEYS_VALID =
      Rule.of("detach-keys-valid", DETACH_KEYS)
          .constraint("R5")
          .unless(DETACH_KEYS, DetachKeys::isValid)
          .problem("there is no such key")
          .fix(
              "write keys such as ctrl-p,ctrl-q: one character, or ctrl- and a to z, @, [, \\, ], ^, _")
          .rejects("-it --detach-keys ctrl-1 alpine", "-it --detach-keys ctrlp alpine")
          .accepts("-it --detach-keys ctrl-p,ctrl-q alpine", "-it --detach-keys a,b alpine");

  static final Rule DETACH_KEYS_UNUSED =
      Rule.of("detach-keys-unused", DETACH_KEYS)
          .constraint("R5")
          .warning()
          .brokenWhen(
              run -> run.get(DETACH_KEYS).isPresent() && !(run.is(TTY) && run.is(INTERACTIVE)))
          .problem("keys are only watched for on a terminal with standard input")
          .fix("add --interactive --tty, or drop --detach-keys")
          .rejects("--detach-keys ctrl-x alpine", "-i --detach-keys ctrl-x alpine")
          .accepts("-it --detach-keys ctrl-x alpine");

  static final Rule DETACHED_CLIENT_OPTIONS =
      Rule.of("detached-client-options", DETACH, SIG_PROXY, DETACH_KEYS)
          .constraint("R20")
          .info()
          .brokenWhen(
              run ->
                  run.is(DETACH)
                      && (run.get(SIG_PROXY).isPresent() || run.get(DETACH_KEYS).isPresent()))
          .problem("there is no client beside a container in the background")
          .fix("drop --sig-proxy and --detach-keys, or drop --detach")
          .rejects("-d --sig-proxy=false alpine")
          .accepts("--sig-proxy=false alpine", "-d alpine");

  static final Rule INTERACTIVE_DETACHED =
      Rule.of("interactive-detached", DETACH, INTERACTIVE)
          .constraint("R18")
          .info()
          .brokenWhen(run -> run.is(DETACH) && run.is(INTERACTIVE))
          .problem("standard input stays open, but no client is attached to it")
          .fix("attach later, or drop --interactive")
          .rejects("-d -i alpine")
          .accepts("-i alpine", "-d alpine");

  static final Rule ENTRYPOINT_RESET =
      Rule.of("entrypoint-reset", ENTRYPOINT)
          .constraint("R16")
          .warning()
          .brokenWhen(
              run ->
                  run.get(ENTRYPOINT).filter(String::isEmpty).isPresent()
                      && run.command().isEmpty())
          .problem("an empty entry point leaves nothing to run unless the image has a command")
          .fix("add a command, or name the program")
          .rejects("--entrypoint '' alpine")
          .accepts("--entrypoint '' alpine ls", "--entrypoint ls alpine");

  static final Rule ENTRYPOINT_DROPS_COMMAND =
      Rule.of("entrypoint-drops-command", ENTRYPOINT)
          .constraint("R17")
          .info()
          .brokenWhen(run -> RunQueries.isGiven(run, ENTRYPOINT) && run.command().isEmpty())
          .problem("the image's own command is not passed to another entry point")
          .fix("write the arguments behind the image")
          .rejects("--entrypoint ls alpine")
          .accepts("--entrypoint ls alpine -l", "alpine ls");

  static final Rule COMMAND_ONE_WORD =
      Rule.of("command-one-word")
          .info()
          .brokenWhen(run -> !RunQueries.isGiven(run, ENTRYPOINT) && hasBlank(run.command().get(0)))
          .problem("the first word is the program, blanks included, as no shell splits it")
          .fix("give each word apart, or pass the whole to sh -c as one word")
          .rejects("alpine 'echo hello'", "alpine 'sh -c' 'echo hello'")
          .accepts(
              "alpine echo 'hello you'",
              "alpine sh -c 'echo hello'",
              "--entrypoint cat alpine 'a b'");

  static final Rule ENTRYPOINT_ONE_WORD =
      Rule.of("entrypoint-one-word", ENTRYPOINT)
          .info()
          .brokenWhen(run -> run.get(ENTRYPOINT).filter(ProcessRules::hasBlank).isPresent())
          .problem("all of it is the name of the program, blanks included")
          .fix("name the program alone, and write its arguments behind the image")
          .rejects("--entrypoint 'sh -c' alpine 'echo hello'")
          .accepts("--entrypoint sh alpine -c 'echo hello'");

  static final Rule VALUE_AS_WRITTEN =
      Rule.of("value-as-written", ENV, ENV_FILE, LABEL_FILE)
          .info()
          .brokenBy(ProcessRules::valueAsWritten)
          .fix("drop them, unless they are meant")
          .rejects("-e 'MODE=\"a b\"' alpine", "-e \"MODE='test'\" alpine")
          .accepts("-e 'MODE=a b' alpine", "-e 'MODE={\"a\": \"b\"}' alpine", "-e MODE=\\' alpine");

  static final Rule USER_RANGE =
      Rule.of("user-range", USER)
          .constraint("R23")
          .unless(USER, user -> Stream.of(user.split(":", -1)).allMatch(ProcessRules::isNameOrId))
          .problem("ids of users and groups are 0 to " + MOST_ID)
          .fix("use such an id, or a name that the image has")
          .rejects("-u 2147483648 alpine", "-u 0:-1 alpine")
          .accepts("-u 1000:1000 alpine", "-u www-data alpine", "-u 2147483647 alpine");

  static final Rule ENV_NAME_BLANK =
      Rule.of("env-name-blank", ENV)
          .constraint("R25")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run, ENV, it -> it.name().chars().anyMatch(Character::isWhitespace)))
          .problem("the name of a variable has white space in it")
          .fix("write NAME=value without blanks around the equals sign")
          .rejects("-e 'MODE =test' alpine", "-e 'MODE test' alpine")
          .accepts("-e 'MODE=a b' alpine", "-e MODE alpine");

  static final Rule NO_NEW_PRIVILEGES_USER =
      Rule.of("no-new-privileges-user", SECURITY_OPT, USER)
          .constraint("R148")
          .info()
          .brokenWhen(
              run ->
                  RunQueries.isGiven(run, USER)
                      && RunQueries.any(
                          run,
                          SECURITY_OPT,
                          it ->
                              it instanceof SecurityOption.NoNewPrivileges own && own.isEnabled()))
          .problem("programs such as su and sudo cannot leave this user")
          .fix("drop no-new-privileges where the image changes its user by itself")
          .rejects("-u 1000 --security-opt no-new-privileges alpine")
          .accepts("-u 1000 alpine", "-u 1000 --security-opt no-new-privileges=false alpine");

  private ProcessRules() {}

  private static boolean hasBlank(String word) {
    return word.chars().anyMatch(Character::isWhitespace);
  }

  /** Docker takes all behind the equals sign; other readers of such files do not. */
  private static Optional<String> valueAsWritten(RunDetails details) {
    List<String> inFiles = new ArrayList<>(details.content(ENV_FILE));
    inFiles.addAll(details.content(LABEL_FILE));
    return Stream.concat(details.texts(ENV).stream(), inFiles.stream())
        .filter(entry -> QUOTED.matcher(entry).matches())
        .findFirst()
        .map(entry -> asWritten(entry, "quotes around it"))
        .or(
            () ->
                inFiles.stream()
                    .filter(line -> line.contains(" #"))
                    .findFirst()
                    .map(line -> asWritten(line, "# and what follows")));
  }

  private static String asWritten(String entry, String what) {
    return "the value of " + entry.substring(0, entry.indexOf('=')) + " includes the " + what;
  }

  private static boolean isNameOrId(String part) {
    BigInteger id = Numbers.decimal(part);
    return id == null || (id.signum() >= 0 && id.compareTo(BigInteger.valueOf(MOST_ID)) <= 0);
  }
}
