package io.containerrun.engine.internal.api;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.internal.json.ContainerMounts;
import io.containerrun.engine.internal.json.ContainerPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which paths of one container the engine's copies see. They look below mounts in memory, so that
 * what is copied there vanishes and what is there seems to be missing. Asks the engine once. Used
 * by one thread.
 */
final class MountVisibility {

  private final ContainerApi containers;
  private final String id;
  private final Function<String, Optional<PathInfo>> find;

  private @Nullable ContainerMounts known;

  /**
   * Creates one.
   *
   * @param find what the engine's copies see at a path
   */
  MountVisibility(ContainerApi containers, String id, Function<String, Optional<PathInfo>> find) {
    this.containers = containers;
    this.id = id;
    this.find = find;
  }

  /** Reads the mounts; throws if there is no such container. */
  void load() {
    known = known == null ? read() : known;
  }

  private ContainerMounts read() {
    return containers.get(id, "inspect container", "json", Map.of(), ContainerMounts::read);
  }

  /** The mounts; none if the engine does not tell them, as through a proxy that forbids it. */
  private ContainerMounts mounts() {
    ContainerMounts mounts = known;
    if (mounts == null) {
      try {
        mounts = read();
      } catch (EngineException failure) {
        if (failure.status().isEmpty()) {
          throw failure;
        }
        mounts = ContainerMounts.unknown();
      }
      known = mounts;
    }
    return mounts;
  }

  /**
   * Why copies do not see a path, with what to do; empty if they do.
   *
   * @param path followed if it is a link and ends with a slash
   */
  Optional<String> hiding(String path) {
    ContainerMounts mounts = mounts();
    String clean = ContainerPath.clean(path);
    Optional<String> mount = mounts.hiding(clean);
    if (mount.isEmpty() && !mounts.tmpfs().isEmpty()) {
      mount = mounts.hiding(withoutLinks(clean, path.endsWith("/")));
    }
    return mount
        .filter(it -> !entersMounts())
        .map(
            it ->
                clean
                    + " is on "
                    + it
                    + ", which the engine's copies do not see; use exec there, such as of cat or"
                    + " tar with input, or a volume instead");
  }

  /** The mounts below a folder that copies do not see. */
  List<String> hiddenBelow(String folder) {
    List<String> below = mounts().hiddenBelow(ContainerPath.clean(folder));
    return below.isEmpty() || entersMounts() ? List.of() : below;
  }

  /** The mounts in memory below a folder, of those that the run has. */
  List<String> tmpfsBelow(String folder) {
    return hiddenBelow(folder).stream().filter(mounts().tmpfs()::contains).toList();
  }

  /** The path that links lead to; the last part is followed only on request. */
  private String withoutLinks(String path, boolean followsLast) {
    String at = "/";
    String[] parts = path.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      at = ContainerPath.in(at, parts[i]);
      if (i < parts.length - 1 || followsLast) {
        String target = find.apply(at).map(PathInfo::linkTarget).orElse("");
        at = target.isEmpty() ? at : ContainerPath.clean(target);
      }
    }
    return at;
  }

  /** Podman copies within the mounts of a container that runs. */
  private boolean entersMounts() {
    return mounts().running() && containers.client().isPodman();
  }
}
