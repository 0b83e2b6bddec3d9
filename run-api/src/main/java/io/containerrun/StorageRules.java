package io.containerrun;

import static io.containerrun.ContainerRun.LOG_DRIVER;
import static io.containerrun.ContainerRun.LOG_OPT;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.TMPFS;
import static io.containerrun.ContainerRun.VOLUME;
import static io.containerrun.Enforcer.CLIENT;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on mounts and logs. */
final class StorageRules {

  static final Rule MOUNTED_TWICE =
      Rule.of("mounted-twice", VOLUME, MOUNT, TMPFS)
          .brokenWhen(
              run -> {
                Set<String> seen = new HashSet<>();
                return !destinations(run).allMatch(seen::add);
              })
          .problem("two mounts have the same place in the container")
          .fix("give each its own place, or drop one")
          .rejects(
              "-v /tmp:/x -v /etc:/x/ alpine",
              "-v /tmp:/x --mount type=tmpfs,target=/x alpine",
              "-v data:/x --tmpfs /x alpine")
          .accepts("-v /tmp:/x -v /etc:/y alpine", "-v data:/x --tmpfs /x/cache alpine");

  static final Rule LOG_OPT_WITHOUT_LOG =
      Rule.of("log-opt-without-log", LOG_DRIVER, LOG_OPT)
          .enforcedBy(CLIENT)
          .brokenWhen(
              run ->
                  run.get(LOG_DRIVER).filter("none"::equals).isPresent()
                      && run.get(LOG_OPT).isPresent())
          .problem("invalid logging opts for driver none: it keeps nothing")
          .fix("drop --log-opt, or choose another --log-driver")
          .rejects("--log-driver none --log-opt max-size=1m alpine")
          .accepts("--log-driver none alpine", "--log-opt max-size=1m alpine");

  private StorageRules() {}

  private static Stream<String> destinations(ContainerRun run) {
    return Stream.of(
            run.all(VOLUME).stream().map(volume -> volume.destination()),
            run.all(MOUNT).stream().map(mount -> mount.target()),
            run.all(TMPFS).stream().map(mount -> mount.destination()))
        .flatMap(all -> all)
        .filter(path -> !path.isEmpty())
        .map(path -> path.length() > 1 ? path.replaceAll("/+$", "") : path);
  }
}
