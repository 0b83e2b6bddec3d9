package io.containerrun;

import io.containerrun.value.Mount;
import io.containerrun.value.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code --mount} in the form of the create request; what is not set is left out. */
final class MountData {

  private MountData() {}

  static Map<String, Object> of(Mount mount) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("Type", mount.type());
    put(data, "Source", mount.source());
    data.put("Target", mount.target());
    put(data, "ReadOnly", mount.isReadOnly());
    put(data, "Consistency", mount.consistency());
    if (mount instanceof Mount.Bind bind) {
      put(data, "BindOptions", options(bind));
    } else if (mount instanceof Mount.Volume volume) {
      put(data, "VolumeOptions", options(volume));
    } else if (mount instanceof Mount.Tmpfs tmpfs) {
      put(data, "TmpfsOptions", options(tmpfs));
    } else if (mount instanceof Mount.Image image && !image.subpath().isEmpty()) {
      data.put("ImageOptions", Map.of("Subpath", image.subpath()));
    }
    return data;
  }

  static Mount read(Object sent) {
    Map<String, ?> data = RequestReading.mapOf(sent);
    String type = RequestReading.textOf(data.get("Type"));
    String source = RequestReading.textOf(data.get("Source"));
    String target = RequestReading.textOf(data.get("Target"));
    boolean readOnly = Boolean.TRUE.equals(data.get("ReadOnly"));
    String consistency = RequestReading.textOf(data.get("Consistency"));
    Map<String, ?> options = RequestReading.mapOf(data.get(optionsOf(type)));
    return switch (type) {
      case "bind" -> bind(source, target, readOnly, consistency, options);
      case "volume" -> volume(source, target, readOnly, consistency, options);
      case "tmpfs" ->
          new Mount.Tmpfs(
              source,
              target,
              readOnly,
              consistency,
              Size.bytes(RequestReading.numberOf(options.get("SizeBytes"))),
              RequestReading.numberOf(options.get("Mode")));
      case "image" ->
          new Mount.Image(
              source, target, readOnly, consistency, RequestReading.textOf(options.get("Subpath")));
      default -> new Mount.Other(type, source, target, readOnly, consistency);
    };
  }

  private static String optionsOf(String type) {
    return type.isEmpty() ? "" : OptionBuilder.capitalized(type) + "Options";
  }

  private static Mount bind(
      String source, String target, boolean readOnly, String consistency, Map<String, ?> options) {
    return new Mount.Bind(
        source,
        target,
        readOnly,
        consistency,
        RequestReading.textOf(options.get("Propagation")),
        Boolean.TRUE.equals(options.get("NonRecursive")),
        Boolean.TRUE.equals(options.get("ReadOnlyNonRecursive")),
        Boolean.TRUE.equals(options.get("ReadOnlyForceRecursive")),
        Boolean.TRUE.equals(options.get("CreateMountpoint")));
  }

  private static Mount volume(
      String source, String target, boolean readOnly, String consistency, Map<String, ?> options) {
    Map<String, ?> driver = RequestReading.mapOf(options.get("DriverConfig"));
    return new Mount.Volume(
        source,
        target,
        readOnly,
        consistency,
        Boolean.TRUE.equals(options.get("NoCopy")),
        RequestReading.textMapOf(options.get("Labels")),
        RequestReading.textOf(driver.get("Name")),
        RequestReading.textMapOf(driver.get("Options")),
        RequestReading.textOf(options.get("Subpath")));
  }

  /** Older engines would ignore this one and leave what lies below the source writable. */
  static Optional<ApiVersion> since(List<Mount> mounts) {
    return mounts.stream()
        .filter(mount -> mount instanceof Mount.Bind bind && bind.readOnlyForceRecursive())
        .map(mount -> new ApiVersion(1, 44))
        .findFirst();
  }

  /** The engine's own socket, where the engine has it and where programs in the container look. */
  static Map<String, Object> apiSocket() {
    return of(Mount.bind("/var/run/docker.sock").at("/var/run/docker.sock"));
  }

  private static Map<String, Object> options(Mount.Bind bind) {
    Map<String, Object> options = new LinkedHashMap<>();
    put(options, "Propagation", bind.propagation());
    put(options, "NonRecursive", bind.nonRecursive());
    put(options, "ReadOnlyNonRecursive", bind.readOnlyNonRecursive());
    put(options, "ReadOnlyForceRecursive", bind.readOnlyForceRecursive());
    put(options, "CreateMountpoint", bind.createSource());
    return options;
  }

  private static Map<String, Object> options(Mount.Volume volume) {
    Map<String, Object> driver = new LinkedHashMap<>();
    put(driver, "Name", volume.driver());
    put(driver, "Options", volume.driverOptions());
    Map<String, Object> options = new LinkedHashMap<>();
    put(options, "NoCopy", volume.noCopy());
    put(options, "Labels", volume.labels());
    put(options, "DriverConfig", driver);
    put(options, "Subpath", volume.subpath());
    return options;
  }

  private static Map<String, Object> options(Mount.Tmpfs tmpfs) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (tmpfs.size().bytes() > 0) {
      options.put("SizeBytes", tmpfs.size().bytes());
    }
    if (tmpfs.mode() > 0) {
      options.put("Mode", tmpfs.mode());
    }
    return options;
  }

  private static void put(Map<String, Object> data, String key, String text) {
    if (!text.isEmpty()) {
      data.put(key, text);
    }
  }

  private static void put(Map<String, Object> data, String key, boolean on) {
    if (on) {
      data.put(key, true);
    }
  }

  private static void put(Map<String, Object> data, String key, Map<String, ?> entries) {
    if (!entries.isEmpty()) {
      data.put(key, entries);
    }
  }
}
