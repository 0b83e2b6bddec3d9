package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mounts of a container, of which the engine's copies see only some: those of files and
 * volumes, but none that the kernel fills or that is in memory.
 *
 * @param types by the path of the mount
 * @param tmpfs the paths of those that the run has in memory
 * @param running whether the container runs
 */
public record ContainerMounts(Map<String, String> types, Set<String> tmpfs, boolean running) {

  private static final String TMPFS = "tmpfs";

  /** What a container has besides the mounts of its run. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "/proc",
          "proc",
          "/sys",
          "sysfs",
          "/dev",
          TMPFS,
          "/dev/shm",
          TMPFS,
          "/dev/pts",
          "devpts",
          "/dev/mqueue",
          "mqueue");

  private static final Set<String> UNSEEN = Set.of(TMPFS, "proc", "sysfs", "devpts", "mqueue");

  /** Copies the mounts. */
  public ContainerMounts {
    types = new TreeMap<>(types);
    tmpfs = new TreeSet<>(tmpfs);
  }

  /** No mounts, for a container of which none are known. */
  public static ContainerMounts unknown() {
    return new ContainerMounts(Map.of(), Set.of(), false);
  }

  /** Reads the response to inspect. */
  public static ContainerMounts read(JsonNode json) {
    Map<String, String> own = new TreeMap<>();
    JsonNode host = json.path("HostConfig");
    JsonFields.names(host.path("Tmpfs")).forEach(it -> own.put(ContainerPath.clean(it), TMPFS));
    json.path("Mounts").forEach(it -> add(own, it, "Destination"));
    host.path("Mounts").forEach(it -> add(own, it, "Target"));
    Set<String> tmpfs = new TreeSet<>(own.keySet());
    tmpfs.removeIf(it -> !TMPFS.equals(own.get(it)));
    boolean windows = JsonFields.text(json.path("Platform")).equals("windows");
    Map<String, String> all = new TreeMap<>(windows ? Map.of() : ALWAYS);
    all.putAll(own);
    return new ContainerMounts(all, tmpfs, JsonFields.flag(json.path("State").path("Running")));
  }

  private static void add(Map<String, String> mounts, JsonNode mount, String path) {
    String destination = JsonFields.text(mount.path(path));
    if (!destination.isEmpty()) {
      mounts.putIfAbsent(ContainerPath.clean(destination), JsonFields.text(mount.path("Type")));
    }
  }

  /**
   * The mount that hides a path from the engine's copies.
   *
   * @param path absolute and clean
   * @return such as {@code the tmpfs at /run}
   */
  public Optional<String> hiding(String path) {
    String at = path;
    while (!types.containsKey(at) && !at.equals("/")) {
      at = ContainerPath.parent(at);
    }
    String type = types.getOrDefault(at, "");
    return UNSEEN.contains(type) ? Optional.of("the " + type + " at " + at) : Optional.empty();
  }

  /** The paths below a folder at which mounts begin that the engine's copies do not see. */
  public List<String> hiddenBelow(String folder) {
    return types.keySet().stream()
        .filter(it -> ContainerPath.isBelow(it, folder) && hiding(it).isPresent())
        .toList();
  }
}
