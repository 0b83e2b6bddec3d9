package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.READ_ONLY;
import static io.containerrun.ContainerRun.STORAGE_OPT;
import static io.containerrun.ContainerRun.TMPFS;
import static io.containerrun.ContainerRun.VOLUME;
import static io.containerrun.ContainerRun.VOLUMES_FROM;
import static io.containerrun.ContainerRun.VOLUME_DRIVER;

import io.containerrun.ContainerRun;
import io.containerrun.value.Mount;
import io.containerrun.value.VolumeMount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules on volumes and on the files of a container. */
final class VolumeRules {

  /** Words of which a mode has at most one. */
  private static final List<Set<String>> GROUPS =
      List.of(
          Set.of("ro", "rw"),
          Set.of("z", "Z"),
          Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave"),
          Set.of("nocopy"),
          Set.of("consistent", "cached", "delegated"));

  private static final Set<String> PROPAGATIONS = GROUPS.get(2);

  /** Folders that a host does not work without. */
  private static final Set<String> SYSTEM =
      Set.of(
          "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/opt", "/proc", "/root",
          "/run", "/sbin", "/sys", "/usr", "/var");

  private static final Set<String> MODES =
      GROUPS.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  static final Rule VOLUME_MODE_KNOWN =
      Rule.of("volume-mode-known", VOLUME)
          .constraint("R101")
          .brokenWhen(run -> words(run).anyMatch(word -> !MODES.contains(word)))
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such mode",
                      words(run).filter(word -> !MODES.contains(word)).findFirst().orElse(""),
                      MODES))
          .fix("write ro, rw, z, Z, nocopy, or a propagation such as rslave")
          .rejects("-v /tmp:/x:read-only alpine", "-v /tmp:/x:RO alpine")
          .accepts("-v /tmp:/x:ro,z alpine", "-v data:/x:nocopy alpine");

  static final Rule VOLUME_MODE_CONFLICT =
      Rule.of("volume-mode-conflict", VOLUME)
          .constraint("R101")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run, VOLUME, it -> GROUPS.stream().anyMatch(group -> has2(it.mode(), group))))
          .problem("two words of the mode exclude each other")
          .fix("keep one of ro and rw, of z and Z, and of the propagations")
          .rejects("-v /tmp:/x:ro,rw alpine", "-v /tmp:/x:z,Z alpine")
          .accepts("-v /tmp:/x:ro,Z,rslave alpine");

  static final Rule VOLUME_MODE_KIND =
      Rule.of("volume-mode-kind", VOLUME)
          .constraint("R101")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      VOLUME,
                      it ->
                          words(it.mode())
                              .anyMatch(
                                  word ->
                                      it.isBind()
                                          ? word.equals("nocopy")
                                          : PROPAGATIONS.contains(word))))
          .problem("nocopy is for volumes, propagation is for paths of the host")
          .fix("drop the word")
          .rejects("-v /tmp:/x:nocopy alpine", "-v data:/x:rshared alpine")
          .accepts("-v data:/x:nocopy alpine", "-v /tmp:/x:rshared alpine");

  static final Rule VOLUME_NAME =
      Rule.of("volume-name", VOLUME, MOUNT)
          .constraint("R102")
          .brokenWhen(run -> volumeNames(run).anyMatch(name -> !NAME.matcher(name).matches()))
          .problem(
              "a volume's name has two or more of a-z, A-Z, 0-9, _, . and -, and begins with a letter or digit")
          .fix(
              "use such a name; for a path of the host begin it with / or ./, with type=bind in --mount")
          .rejects("-v src/data:/x alpine", "--mount type=volume,source=/data,target=/x alpine")
          .accepts("-v my.data-1:/x alpine", "-v ./data:/x alpine");

  static final Rule VOLUME_HOME =
      Rule.of("volume-home", VOLUME)
          .constraint("R102")
          .brokenWhen(run -> RunQueries.any(run, VOLUME, it -> it.source().startsWith("~")))
          .problem("only a shell knows ~, and only at the beginning of a word")
          .fix("write the path in full")
          .rejects("-v '~/data:/x' alpine")
          .accepts("-v /home/me/data:/x alpine");

  static final Rule VOLUMES_FROM_MODE =
      Rule.of("volumes-from-mode", VOLUMES_FROM)
          .constraint("R113")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      VOLUMES_FROM,
                      it ->
                          it.container().isEmpty()
                              || words(it.mode())
                                  .anyMatch(
                                      word ->
                                          !MODES.contains(word)
                                              || word.equals("nocopy")
                                              || PROPAGATIONS.contains(word))))
          .problem("this is no container with a mode of ro, rw, z or Z")
          .fix("write container, container:ro or container:rw")
          .rejects(
              "--volumes-from data:nocopy alpine",
              "--volumes-from data:r alpine",
              "--volumes-from '' alpine")
          .accepts("--volumes-from data alpine", "--volumes-from data:ro alpine");

  static final Rule VOLUME_DRIVER_UNUSED =
      Rule.of("volume-driver-unused", VOLUME_DRIVER, VOLUME)
          .constraint("R114")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.isGiven(run, VOLUME_DRIVER)
                      && !RunQueries.any(run, VOLUME, it -> !it.isBind()))
          .problem("no --volume makes a volume, and --mount has a driver of its own")
          .fix("drop --volume-driver, or write volume-driver= in --mount")
          .rejects("--volume-driver own alpine", "--volume-driver own -v /tmp:/x alpine")
          .accepts("--volume-driver own -v data:/x alpine", "--volume-driver own -v /x alpine");

  static final Rule STORAGE_OPT_NAME =
      Rule.of("storage-opt-name", STORAGE_OPT)
          .constraint("R140")
          .brokenWhen(run -> RunQueries.names(run, STORAGE_OPT).contains(""))
          .problem("an option of the storage driver has no name")
          .fix("write name=value, such as size=120G")
          .rejects("--storage-opt =1 alpine")
          .accepts("--storage-opt size=120G alpine");

  static final Rule READ_ONLY_WITHOUT_SCRATCH =
      Rule.of("read-only-without-scratch", READ_ONLY, TMPFS, VOLUME, MOUNT)
          .constraint("R119")
          .info()
          .brokenWhen(run -> run.is(READ_ONLY) && MountPaths.destinations(run).findAny().isEmpty())
          .problem("no folder is left to write to but /dev/shm")
          .fix("add --tmpfs /tmp where the program needs one")
          .rejects("--read-only alpine")
          .accepts("--read-only --tmpfs /tmp alpine");

  static final Rule RELABEL_SYSTEM_FOLDER =
      Rule.of("relabel-system-folder", VOLUME)
          .constraint("R111")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      VOLUME,
                      it -> isRelabelled(it) && SYSTEM.contains(MountPaths.clean(it.source()))))
          .problem(
              "z and Z give the host's own files another label, and the host may not start again")
          .fix("drop z and Z, or mount a folder below")
          .rejects("-v /etc:/x:Z alpine", "-v /home/:/x:z alpine")
          .accepts("-v /etc:/x:ro alpine", "-v /srv/app:/x:Z alpine", "-v data:/x:z alpine");

  private VolumeRules() {}

  /** Whether SELinux labels of what is mounted are changed. */
  static boolean isRelabelled(VolumeMount volume) {
    return words(volume.mode()).anyMatch(GROUPS.get(1)::contains);
  }

  /** What is said of later mounts on either side. */
  static Optional<String> propagation(VolumeMount volume) {
    return words(volume.mode()).filter(PROPAGATIONS::contains).findFirst();
  }

  private static boolean has2(String mode, Set<String> group) {
    int count = 0;
    for (String word : mode.split(",", -1)) {
      count += group.contains(word) ? 1 : 0;
    }
    return count > 1;
  }

  private static Stream<String> words(ContainerRun run) {
    return run.all(VOLUME).stream().flatMap(it -> words(it.mode()));
  }

  private static Stream<String> words(String mode) {
    return mode.isEmpty() ? Stream.empty() : Stream.of(mode.split(",", -1));
  }

  private static Stream<String> volumeNames(ContainerRun run) {
    return Stream.concat(
        RunQueries.those(run, VOLUME, VolumeMount::isNamed).map(VolumeMount::source),
        RunQueries.those(run, MOUNT, it -> it instanceof Mount.Volume && !it.source().isEmpty())
            .map(Mount::source));
  }
}
