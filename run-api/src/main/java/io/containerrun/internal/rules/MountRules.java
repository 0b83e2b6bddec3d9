package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.TMPFS;
import static io.containerrun.ContainerRun.VOLUME;

import io.containerrun.ContainerRun;
import io.containerrun.value.Mount;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on where something is mounted, and on {@code --mount} and {@code --tmpfs}. */
final class MountRules {

  private static final Set<String> PROPAGATIONS =
      Set.of("", "private", "rprivate", "shared", "rshared", "slave", "rslave");

  private static final Set<String> TMPFS_WORDS =
      Set.of(
          ("ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime"
                  + " noatime diratime nodiratime relatime norelatime strictatime nostrictatime bind"
                  + " rbind unbindable runbindable private rprivate shared rshared slave rslave"
                  + " defaults size= mode= uid= gid= nr_inodes= nr_blocks= mpol=")
              .split(" ", -1));

  private static final Pattern DRIVE_C = Pattern.compile("[cC]:[/\\\\]?");

  static final Rule MOUNTED_TWICE =
      Rule.of("mounted-twice", VOLUME, MOUNT, TMPFS)
          .constraint("R104")
          .brokenWhen(
              run -> {
                Set<String> seen = new HashSet<>();
                return !MountPaths.destinations(run).map(MountPaths::clean).allMatch(seen::add);
              })
          .problem("two mounts have the same target in the container")
          .fix("give each its own target, or drop one")
          .rejects(
              "-v /tmp:/x -v /etc:/x/ alpine",
              "-v /tmp:/x --mount type=tmpfs,target=/x alpine",
              "-v data:/x --tmpfs /x alpine")
          .accepts("-v /tmp:/x -v /etc:/y alpine", "-v data:/x --tmpfs /x/cache alpine");

  static final Rule MOUNT_TARGET_ABSOLUTE =
      Rule.of("mount-target-absolute", VOLUME, MOUNT, TMPFS)
          .constraint("R100", "R106", "R112")
          .brokenWhen(run -> !MountPaths.destinations(run).allMatch(MountPaths::isAbsolute))
          .problem("the target in the container is not an absolute path")
          .fix("begin it with /")
          .rejects(
              "-v data:cache alpine", "--mount type=tmpfs,target=run alpine", "--tmpfs run alpine")
          .accepts("-v data:/cache alpine", "--tmpfs /run alpine", "-v 'C:\\a:C:\\b' alpine");

  static final Rule MOUNT_TARGET_ROOT =
      Rule.of("mount-target-root", VOLUME, MOUNT, TMPFS)
          .constraint("R100", "R106", "R112")
          .brokenWhen(
              run ->
                  MountPaths.destinations(run)
                      .anyMatch(
                          it ->
                              DRIVE_C.matcher(it).matches()
                                  || (it.startsWith("/") && MountPaths.clean(it).equals("/"))))
          .problem("nothing can be mounted over the root of the container")
          .fix("mount it at a folder")
          .rejects("-v data:/ alpine", "--tmpfs /. alpine", "--mount type=tmpfs,target=/ alpine")
          .accepts("-v data:/data alpine");

  static final Rule MOUNT_TYPE_KNOWN =
      Rule.of("mount-type-known", MOUNT)
          .constraint("R105")
          .brokenWhen(
              run -> RunQueries.any(run, MOUNT, it -> isOther(it) && !it.type().equals("npipe")))
          .problem(MountRules::unknownType)
          .fix("write type=bind, volume, tmpfs or image; cluster is for services of a swarm")
          .rejects(
              "--mount type=volum,target=/x alpine", "--mount type=cluster,src=ab,dst=/x alpine")
          .accepts("--mount type=volume,target=/x alpine");

  static final Rule MOUNT_SOURCE =
      Rule.of("mount-source", MOUNT)
          .constraint("R107")
          .brokenWhen(run -> RunQueries.any(run, MOUNT, MountRules::hasWrongSource))
          .problem("a bind needs an absolute source, an image its name, and a tmpfs has no source")
          .fix("write source=/path, source=image, or drop the source of a tmpfs")
          .rejects(
              "--mount type=bind,target=/x alpine",
              "--mount type=bind,source=data,target=/x alpine",
              "--mount type=tmpfs,source=x,target=/x alpine",
              "--mount type=image,target=/x alpine")
          .accepts(
              "--mount type=bind,source=/tmp,target=/x alpine",
              "--mount type=bind,source=./here,target=/x alpine",
              "--mount type=tmpfs,target=/x alpine");

  static final Rule BIND_PROPAGATION_KNOWN =
      Rule.of("bind-propagation-known", MOUNT)
          .constraint("R107")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      MOUNT,
                      it ->
                          it instanceof Mount.Bind bind
                              && !PROPAGATIONS.contains(bind.propagation())))
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such propagation",
                      run.all(MOUNT).stream()
                          .map(it -> it instanceof Mount.Bind bind ? bind.propagation() : "")
                          .filter(it -> !PROPAGATIONS.contains(it))
                          .findFirst()
                          .orElse(""),
                      PROPAGATIONS))
          .fix("write private, rprivate, shared, rshared, slave or rslave")
          .rejects("--mount type=bind,source=/tmp,target=/x,bind-propagation=share alpine")
          .accepts("--mount type=bind,source=/tmp,target=/x,bind-propagation=rslave alpine");

  static final Rule BIND_RECURSIVE_CONFLICT =
      Rule.of("bind-recursive-conflict", MOUNT)
          .constraint("R109")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      MOUNT,
                      it ->
                          it instanceof Mount.Bind bind
                              && bind.readOnlyNonRecursive()
                              && bind.readOnlyForceRecursive()))
          .problem("what lies below the source cannot be both writable and read-only")
          .fix("say bind-recursive once")
          .rejects(
              "--mount type=bind,src=/usr,dst=/x,ro,bind-propagation=rprivate,bind-recursive=writable,bind-recursive=readonly alpine")
          .accepts("--mount type=bind,src=/usr,dst=/x,ro,bind-recursive=writable alpine");

  static final Rule BIND_RECURSIVE_UNUSED =
      Rule.of("bind-recursive-unused", MOUNT)
          .constraint("R109")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      MOUNT,
                      it ->
                          it instanceof Mount.Bind bind
                              && bind.nonRecursive()
                              && (bind.readOnlyNonRecursive() || bind.readOnlyForceRecursive())))
          .problem(
              "what lies below the source is left out, so that it is not writable or read-only")
          .fix("say bind-recursive once")
          .rejects(
              "--mount type=bind,src=/usr,dst=/x,ro,bind-recursive=disabled,bind-recursive=writable alpine")
          .accepts("--mount type=bind,src=/usr,dst=/x,ro,bind-recursive=disabled alpine");

  static final Rule SUBPATH_INSIDE =
      Rule.of("subpath-inside", MOUNT)
          .constraint("R110")
          .brokenWhen(run -> RunQueries.any(run, MOUNT, MountRules::leavesSource))
          .problem(
              "a subpath is relative, stays below its volume or image, and the volume has a name")
          .fix("write a path such as data/cache, and source= for a volume")
          .rejects(
              "--mount type=volume,source=data,target=/x,volume-subpath=../y alpine",
              "--mount type=volume,target=/x,volume-subpath=y alpine",
              "--mount type=image,source=alpine,target=/x,image-subpath=/etc alpine")
          .accepts("--mount type=volume,source=data,target=/x,volume-subpath=y alpine");

  static final Rule MOUNT_BLANKS =
      Rule.of("mount-blanks", MOUNT)
          .warning()
          .brokenWhen(
              run ->
                  run.all(MOUNT).stream()
                      .flatMap(MountRules::values)
                      .anyMatch(it -> !it.strip().equals(it)))
          .problem("clients from 29 on refuse a value with blanks at its beginning or end")
          .fix("drop the blanks")
          .rejects(
              "--mount 'type=volume,source=data,target=/x ' alpine",
              "--mount 'type=volume,source=data,target=/x,volume-subpath= y' alpine")
          .accepts("--mount 'type=bind,source=/my data,target=/x' alpine");

  static final Rule LOCAL_VOLUME_OPTIONS =
      Rule.of("local-volume-options", MOUNT)
          .constraint("R115")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      MOUNT,
                      it ->
                          it instanceof Mount.Volume volume
                              && (volume.driver().isEmpty() || volume.driver().equals("local"))
                              && !isLocal(volume.driverOptions())))
          .problem(
              "volumes of the driver local know type, device, o and size; type and device go together, and o needs both")
          .fix("add what is missing, or name the volume-driver")
          .rejects(
              "--mount type=volume,source=data,target=/x,volume-opt=colour=red alpine",
              "--mount type=volume,source=data,target=/x,volume-opt=type=nfs alpine")
          .accepts(
              "--mount type=volume,source=data,target=/x,volume-opt=type=nfs,volume-opt=device=:/x alpine",
              "--mount type=volume,source=data,target=/x,volume-driver=own,volume-opt=a=b alpine");

  static final Rule TMPFS_OPTIONS =
      Rule.of("tmpfs-options", TMPFS)
          .constraint("R112")
          .brokenWhen(run -> unknownTmpfsWords(run).findAny().isPresent())
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such option, and the container would not start",
                      unknownTmpfsWords(run).findFirst().orElse(""),
                      TMPFS_WORDS))
          .fix("write options such as rw,noexec,size=64m,mode=1777")
          .rejects("--tmpfs /run:bogus=1 alpine", "--tmpfs /run:noexecs alpine")
          .accepts("--tmpfs /run:rw,noexec,nosuid,size=65536k alpine", "--tmpfs /run alpine");

  private MountRules() {}

  private static Stream<String> unknownTmpfsWords(ContainerRun run) {
    return run.all(TMPFS).stream()
        .flatMap(it -> Stream.of(it.options().split(",", -1)))
        .filter(word -> !word.isEmpty())
        .map(
            word ->
                word.substring(0, word.indexOf('=') < 0 ? word.length() : word.indexOf('=') + 1))
        .filter(word -> !TMPFS_WORDS.contains(word));
  }

  private static boolean isOther(Mount mount) {
    return mount instanceof Mount.Other;
  }

  private static String unknownType(ContainerRun run) {
    String typed =
        RunQueries.those(run, MOUNT, MountRules::isOther).map(Mount::type).findFirst().orElse("");
    return RunQueries.withGuess(
        "there is no such type of mount", typed, List.of("bind", "volume", "tmpfs", "image"));
  }

  private static boolean hasWrongSource(Mount mount) {
    String source = mount.source();
    if (mount instanceof Mount.Bind) {
      return !MountPaths.isAbsolute(source) && !source.startsWith(".");
    }
    return mount instanceof Mount.Tmpfs
        ? !source.isEmpty()
        : mount instanceof Mount.Image && source.isEmpty();
  }

  private static boolean leavesSource(Mount mount) {
    if (mount instanceof Mount.Volume volume) {
      return !volume.subpath().isEmpty()
          && (volume.source().isEmpty() || !MountPaths.isInside(volume.subpath()));
    }
    return mount instanceof Mount.Image image && !MountPaths.isInside(image.subpath());
  }

  private static Stream<String> values(Mount mount) {
    Stream<String> own =
        mount instanceof Mount.Bind bind
            ? Stream.of(bind.propagation())
            : mount instanceof Mount.Volume volume
                ? Stream.of(volume.driver(), volume.subpath())
                : mount instanceof Mount.Image image ? Stream.of(image.subpath()) : Stream.of();
    return Stream.concat(
        Stream.of(mount.type(), mount.source(), mount.target(), mount.consistency()), own);
  }

  private static boolean isLocal(Map<String, String> options) {
    boolean both = options.containsKey("type") && options.containsKey("device");
    boolean either = options.containsKey("type") || options.containsKey("device");
    return Set.of("type", "device", "o", "size").containsAll(options.keySet())
        && (both || !(either || options.containsKey("o")));
  }
}
