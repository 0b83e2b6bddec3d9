package io.containerrun;

import static io.containerrun.ContainerRun.NAME;
import static io.containerrun.ContainerRun.WORKDIR;

import java.util.regex.Pattern;

/** Rules on names and on the process. */
final class IdentityRules {

  private static final Pattern NAME_TEXT = Pattern.compile("/?[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  static final Rule NAME_PATTERN =
      Rule.of("name-pattern", NAME)
          .unless(NAME, name -> name.isEmpty() || NAME_TEXT.matcher(name).matches())
          .problem(
              "a name has two or more of a-z, A-Z, 0-9, _, . and -, and begins with a letter or digit")
          .fix("choose such a name, or drop it and let the engine choose")
          .rejects("--name 'bad name' alpine", "--name x alpine", "--name _web alpine")
          .accepts("--name web-1.2_b alpine", "--name /web alpine", "--name '' alpine");

  static final Rule WORKDIR_ABSOLUTE =
      Rule.of("workdir-absolute", WORKDIR)
          .unless(WORKDIR, path -> path.isEmpty() || path.startsWith("/") || isOnDrive(path))
          .problem("the working directory is not an absolute path")
          .fix("begin it with /")
          .rejects("-w srv/app alpine", "-w . alpine")
          .accepts("-w /srv/app alpine", "-w 'C:\\app' alpine");

  private IdentityRules() {}

  /** A path on a Windows engine. */
  private static boolean isOnDrive(String path) {
    return path.length() > 2 && Character.isLetter(path.charAt(0)) && path.charAt(1) == ':';
  }
}
