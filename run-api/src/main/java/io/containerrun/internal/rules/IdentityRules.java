package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.ANNOTATION;
import static io.containerrun.ContainerRun.HOSTNAME;
import static io.containerrun.ContainerRun.IPC;
import static io.containerrun.ContainerRun.NAME;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.PID;
import static io.containerrun.ContainerRun.WORKDIR;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Rules on names and on the process. */
final class IdentityRules {

  private static final Pattern NAME_TEXT = Pattern.compile("/?[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private static final Pattern HOST =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9-]+)*+\\.?");

  static final Rule NAME_PATTERN =
      Rule.of("name-pattern", NAME)
          .constraint("R7")
          .unless(NAME, name -> name.isEmpty() || NAME_TEXT.matcher(name).matches())
          .problem(
              "a name has two or more of a-z, A-Z, 0-9, _, . and -, and begins with a letter or digit")
          .fix("choose such a name, or drop it and let the engine choose")
          .rejects("--name 'bad name' alpine", "--name x alpine", "--name _web alpine")
          .accepts("--name web-1.2_b alpine", "--name /web alpine", "--name '' alpine");

  static final Rule HOSTNAME_LENGTH =
      Rule.of("hostname-length", HOSTNAME)
          .constraint("R21")
          .unless(HOSTNAME, name -> name.getBytes(StandardCharsets.UTF_8).length <= 64)
          .problem("a host name has at most 64 bytes")
          .fix("shorten it")
          .rejects("-h a123456789b123456789c123456789d123456789e123456789f123456789.12345 alpine")
          .accepts("-h a123456789b123456789c123456789d123456789e123456789f123456789.123 alpine");

  static final Rule HOSTNAME_CHARACTERS =
      Rule.of("hostname-characters", HOSTNAME)
          .constraint("R21")
          .warning()
          .unless(HOSTNAME, name -> name.isEmpty() || HOST.matcher(name).matches())
          .problem("a host name has a-z, A-Z, 0-9 and -, in parts between dots")
          .fix("use such a name: programs may refuse others")
          .rejects("-h my_host alpine", "-h=-web alpine")
          .accepts("-h web-1.example.com alpine", "-h '' alpine");

  static final Rule ANNOTATION_NAME =
      Rule.of("annotation-name", ANNOTATION)
          .constraint("R28")
          .brokenWhen(run -> RunQueries.names(run, ANNOTATION).contains(""))
          .problem("an annotation has no name")
          .fix("write name=value")
          .rejects("--annotation =blue alpine")
          .accepts("--annotation note= alpine", "--annotation note=blue alpine");

  static final Rule WORKDIR_ABSOLUTE =
      Rule.of("workdir-absolute", WORKDIR)
          .constraint("R22")
          .unless(
              WORKDIR,
              path -> path.isEmpty() || path.startsWith("/") || RunQueries.isWindowsPath(path))
          .problem("the working directory is not an absolute path")
          .fix("begin it with /")
          .rejects("-w srv/app alpine", "-w . alpine")
          .accepts("-w /srv/app alpine", "-w 'C:\\app' alpine");

  static final Rule SHARED_WITH_ITSELF =
      Rule.of("shared-with-itself", NAME, NETWORK, PID, IPC)
          .constraint("R70", "R131", "R132")
          .brokenWhen(
              run ->
                  run.get(NAME)
                      .filter(name -> !name.isEmpty())
                      .map(name -> "container:" + name.replaceFirst("^/", ""))
                      .filter(
                          self ->
                              RunQueries.mode(run).toString().equals(self)
                                  || run.get(PID)
                                      .filter(it -> it.toString().equals(self))
                                      .isPresent()
                                  || run.get(IPC)
                                      .filter(it -> it.toString().equals(self))
                                      .isPresent())
                      .isPresent())
          .problem("a container cannot join itself")
          .fix("name another container")
          .rejects(
              "--name web --network container:web alpine",
              "--name web --pid container:web alpine",
              "--name web --ipc container:web alpine")
          .accepts("--name web --network container:db alpine");

  private IdentityRules() {}
}
