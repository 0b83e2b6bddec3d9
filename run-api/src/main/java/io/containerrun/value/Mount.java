package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file system mounted in the container, written with keys: one {@code --mount} value.
 *
 * <pre>{@code
 * Mount.bind("/src").at("/dst").readOnly()        // type=bind,source=/src,target=/dst,readonly
 * Mount.volume("data").at("/data").label("team", "web")
 * Mount.tmpfs("/cache").size(Size.mebibytes(64)).mode(0770)
 * }</pre>
 *
 * <p>What every kind has in common is here; the rest is in a record for each kind. The reference
 * client takes source, consistency and a write protection for every kind, and leaves it to the
 * engine to refuse what does not fit.
 */
public sealed interface Mount {

  /** A mount that only lacks its target in the container. */
  @FunctionalInterface
  interface Placing<M extends Mount> {

    /**
     * Says where it appears in the container.
     *
     * @param target an absolute path, not empty
     */
    M at(String target);
  }

  /** The word after {@code type=}. */
  String type();

  /** What is mounted, as typed, or empty. */
  String source();

  /** Where it appears in the container, not empty. */
  String target();

  /** True if the container may not write. */
  boolean isReadOnly();

  /**
   * How far host and container may differ for a while: {@code consistent}, {@code cached}, {@code
   * delegated}, or empty. Only Docker Desktop on macOS ever made use of it.
   */
  String consistency();

  /** Fields with commas between them, as {@link #parse} reads them. Secrets are spelled out. */
  default String text() {
    return MountText.write(this, (key, value) -> value);
  }

  /** The {@link #text()}, with labels and driver options masked whose names speak of secrets. */
  @Override
  String toString();

  /** The same, so that the container may not write. */
  Mount readOnly();

  /**
   * The same with an absolute source, if the source starts with a dot.
   *
   * @param workingDirectory the directory it is relative to, an absolute path with slashes
   */
  Mount resolvedAgainst(String workingDirectory);

  /** A file or directory of the host. */
  static Placing<Bind> bind(String source) {
    Objects.requireNonNull(source, "source");
    return target -> new Bind(source, target, false, "", "", false, false, false, false);
  }

  /** A volume by its name; the engine creates it if it is missing. */
  static Placing<Volume> volume(String name) {
    Objects.requireNonNull(name, "name");
    return target -> new Volume(name, target, false, "", false, Map.of(), "", Map.of(), "");
  }

  /** A new volume without a name. */
  static Volume anonymousVolume(String target) {
    return volume("").at(target);
  }

  /** A file system in memory. */
  static Tmpfs tmpfs(String target) {
    return new Tmpfs("", target, false, "", Size.bytes(0), 0);
  }

  /** The files of an image; needs API version 1.48. */
  static Placing<Image> image(String reference) {
    Objects.requireNonNull(reference, "reference");
    return target -> new Image(reference, target, false, "", "");
  }

  /** A named pipe of a Windows host. */
  static Placing<Other> npipe(String source) {
    Objects.requireNonNull(source, "source");
    return target -> new Other("npipe", source, target, false, "");
  }

  /** A cluster volume of a swarm. */
  static Placing<Other> cluster(String name) {
    Objects.requireNonNull(name, "name");
    return target -> new Other("cluster", name, target, false, "");
  }

  /**
   * Reads keys and values separated by commas, such as {@code type=bind,source=/a,target=/b}; the
   * type is {@code volume} where none is given. A field with a comma stands in double quotes.
   *
   * @throws IllegalArgumentException if the target is missing, a key is unknown or belongs to
   *     another type, or a value is wrong
   */
  static Mount parse(String text) {
    return MountText.read(text);
  }

  /**
   * A file or directory of the host.
   *
   * @param source an absolute path, or one that starts with a dot
   * @param target where it appears in the container
   * @param isReadOnly true if the container may not write
   * @param consistency see {@link Mount#consistency()}
   * @param propagation whether later mounts are seen on the other side, such as {@code rslave}; in
   *     lower case, or empty for the engine's {@code rprivate}
   * @param nonRecursive true to leave out what is mounted below the source
   * @param readOnlyNonRecursive true if what is mounted below the source stays writable
   * @param readOnlyForceRecursive true if what is mounted below the source must be protected too;
   *     needs {@code rprivate}
   * @param createSource true to create a directory where the source is missing; else the engine
   *     refuses the run
   */
  record Bind(
      String source,
      String target,
      boolean isReadOnly,
      String consistency,
      String propagation,
      boolean nonRecursive,
      boolean readOnlyNonRecursive,
      boolean readOnlyForceRecursive,
      boolean createSource)
      implements Mount {

    /** Refuses an empty target, and rules for what lies below without write protection. */
    public Bind {
      MountText.check(source, target);
      consistency = MountText.word(consistency);
      propagation = MountText.word(propagation);
      if ((readOnlyNonRecursive || readOnlyForceRecursive) && !isReadOnly) {
        throw Secrets.refusal(
            ("option 'bind-recursive=" + (readOnlyNonRecursive ? "writable" : "readonly"))
                + "' requires 'readonly' to be specified in conjunction; add readonly");
      }
      if (readOnlyForceRecursive && !propagation.equals("rprivate")) {
        throw Secrets.refusal(
            "option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified"
                + " in conjunction; add bind-propagation=rprivate");
      }
    }

    @Override
    public String type() {
      return "bind";
    }

    @Override
    public Bind readOnly() {
      return with(source, true, propagation);
    }

    /** The same with another rule for later mounts, such as {@code rslave}. */
    public Bind propagation(String rule) {
      return with(source, isReadOnly, rule);
    }

    /** The same with another word for {@link Mount#consistency()}, such as {@code cached}. */
    public Bind consistency(String word) {
      return new Bind(
          source,
          target,
          isReadOnly,
          word,
          propagation,
          nonRecursive,
          readOnlyNonRecursive,
          readOnlyForceRecursive,
          createSource);
    }

    /** The same without what is mounted below the source. */
    public Bind withoutSubmounts() {
      return new Bind(
          source,
          target,
          isReadOnly,
          consistency,
          propagation,
          true,
          readOnlyNonRecursive,
          readOnlyForceRecursive,
          createSource);
    }

    /** Write-protected, except for what is mounted below the source; needs API version 1.44. */
    public Bind readOnlyWithWritableSubmounts() {
      return new Bind(
          source, target, true, consistency, propagation, nonRecursive, true, false, createSource);
    }

    /** Write-protected with all that is mounted below the source; needs API version 1.44. */
    public Bind readOnlyWithSubmounts() {
      return new Bind(
          source, target, true, consistency, "rprivate", nonRecursive, false, true, createSource);
    }

    /**
     * Creates the source as a directory of the engine's host where nothing is there, as {@code
     * --volume} always does; without this the engine refuses the run. Needs API version 1.42.
     */
    public Bind creatingSource() {
      return new Bind(
          source,
          target,
          isReadOnly,
          consistency,
          propagation,
          nonRecursive,
          readOnlyNonRecursive,
          readOnlyForceRecursive,
          true);
    }

    @Override
    public Bind resolvedAgainst(String workingDirectory) {
      return with(HostPath.absolute(source, workingDirectory), isReadOnly, propagation);
    }

    private Bind with(String newSource, boolean newReadOnly, String newPropagation) {
      return new Bind(
          newSource,
          target,
          newReadOnly,
          consistency,
          newPropagation,
          nonRecursive,
          readOnlyNonRecursive,
          readOnlyForceRecursive,
          createSource);
    }

    @Override
    public String toString() {
      return MountText.write(this, Secrets::masked);
    }
  }

  /**
   * A volume.
   *
   * @param source the name, or empty for a new volume without a name
   * @param target where it appears in the container
   * @param isReadOnly true if the container may not write
   * @param consistency see {@link Mount#consistency()}
   * @param noCopy true to leave a new volume empty; else it gets the image's files at the target
   * @param labels labels of a new volume, sorted by key; no empty key
   * @param driver the driver of a new volume, or empty for {@code local}
   * @param driverOptions settings for the driver of a new volume, sorted by key; no empty key
   * @param subpath a directory of the volume to mount instead of its root, or empty
   */
  record Volume(
      String source,
      String target,
      boolean isReadOnly,
      String consistency,
      boolean noCopy,
      Map<String, String> labels,
      String driver,
      Map<String, String> driverOptions,
      String subpath)
      implements Mount {

    /** Refuses an empty target and keys that are empty or have an equals sign. */
    public Volume {
      MountText.check(source, target);
      Objects.requireNonNull(driver, "driver");
      Objects.requireNonNull(subpath, "subpath");
      consistency = MountText.word(consistency);
      labels = MountText.map("volume-label", labels);
      driverOptions = MountText.map("volume-opt", driverOptions);
    }

    @Override
    public String type() {
      return "volume";
    }

    @Override
    public Volume readOnly() {
      return new Volume(
          source, target, true, consistency, noCopy, labels, driver, driverOptions, subpath);
    }

    /** The same, left empty when it is new. */
    public Volume withoutCopy() {
      return new Volume(
          source, target, isReadOnly, consistency, true, labels, driver, driverOptions, subpath);
    }

    /** The same with one label more. */
    public Volume label(String key, String value) {
      Map<String, String> more = Words.plus(labels, key, value);
      return new Volume(
          source, target, isReadOnly, consistency, noCopy, more, driver, driverOptions, subpath);
    }

    /** The same with another driver. */
    public Volume driver(String name) {
      return new Volume(
          source, target, isReadOnly, consistency, noCopy, labels, name, driverOptions, subpath);
    }

    /** The same with one setting for the driver more. */
    public Volume option(String key, String value) {
      Map<String, String> more = Words.plus(driverOptions, key, value);
      return new Volume(
          source, target, isReadOnly, consistency, noCopy, labels, driver, more, subpath);
    }

    /** The same, showing only a directory of the volume; needs API version 1.45. */
    public Volume subpath(String path) {
      return new Volume(
          source, target, isReadOnly, consistency, noCopy, labels, driver, driverOptions, path);
    }

    @Override
    public Volume resolvedAgainst(String workingDirectory) {
      String path = HostPath.absolute(source, workingDirectory);
      return new Volume(
          path, target, isReadOnly, consistency, noCopy, labels, driver, driverOptions, subpath);
    }

    @Override
    public String toString() {
      return MountText.write(this, Secrets::masked);
    }
  }

  /**
   * A file system in memory, gone with the container.
   *
   * @param source nothing; the reference client sends what is typed and the engine refuses it
   * @param target where it appears in the container
   * @param isReadOnly true if the container may not write
   * @param consistency see {@link Mount#consistency()}
   * @param size the most it may hold; 0 for half of the host's memory
   * @param mode the permission bits of its root, such as {@code 01777}; 0 for the engine's 1777
   */
  record Tmpfs(
      String source, String target, boolean isReadOnly, String consistency, Size size, long mode)
      implements Mount {

    /** The highest mode the reference client reads. */
    private static final long MOST_BITS = 0xFFFF_FFFFL;

    /** Refuses an empty target and a mode of more than 32 bits. */
    public Tmpfs {
      MountText.check(source, target);
      consistency = MountText.word(consistency);
      Objects.requireNonNull(size, "size");
      if (mode < 0 || mode > MOST_BITS) {
        throw Secrets.refusal(
            "invalid value for tmpfs-mode: " + mode + "; use permission bits such as 01777");
      }
    }

    @Override
    public String type() {
      return "tmpfs";
    }

    @Override
    public Tmpfs readOnly() {
      return new Tmpfs(source, target, true, consistency, size, mode);
    }

    /** The same with a limit on what it may hold. */
    public Tmpfs size(Size limit) {
      return new Tmpfs(source, target, isReadOnly, consistency, limit, mode);
    }

    /** The same with other permission bits for its root, in Java an octal number: {@code 0770}. */
    public Tmpfs mode(long bits) {
      return new Tmpfs(source, target, isReadOnly, consistency, size, bits);
    }

    @Override
    public Tmpfs resolvedAgainst(String workingDirectory) {
      String path = HostPath.absolute(source, workingDirectory);
      return new Tmpfs(path, target, isReadOnly, consistency, size, mode);
    }

    @Override
    public String toString() {
      return MountText.write(this, Secrets::masked);
    }
  }

  /**
   * The files of an image, always write-protected.
   *
   * @param source the image
   * @param target where it appears in the container
   * @param isReadOnly true if that is said
   * @param consistency see {@link Mount#consistency()}
   * @param subpath a directory of the image to mount instead of its root, or empty
   */
  record Image(String source, String target, boolean isReadOnly, String consistency, String subpath)
      implements Mount {

    /** Refuses an empty target. */
    public Image {
      MountText.check(source, target);
      Objects.requireNonNull(subpath, "subpath");
      consistency = MountText.word(consistency);
    }

    @Override
    public String type() {
      return "image";
    }

    @Override
    public Image readOnly() {
      return new Image(source, target, true, consistency, subpath);
    }

    /** The same, showing only a directory of the image. */
    public Image subpath(String path) {
      return new Image(source, target, isReadOnly, consistency, path);
    }

    @Override
    public Image resolvedAgainst(String workingDirectory) {
      String path = HostPath.absolute(source, workingDirectory);
      return new Image(path, target, isReadOnly, consistency, subpath);
    }

    @Override
    public String toString() {
      return MountText.write(this, Secrets::masked);
    }
  }

  /**
   * A type without keys of its own: {@code npipe}, {@code cluster}, or one that this library does
   * not know. The reference client sends any word, and the engine decides.
   *
   * @param type the word, in lower case, none of the types above
   * @param source what is mounted, or empty
   * @param target where it appears in the container
   * @param isReadOnly true if the container may not write
   * @param consistency see {@link Mount#consistency()}
   */
  record Other(String type, String source, String target, boolean isReadOnly, String consistency)
      implements Mount {

    private static final List<String> KNOWN = List.of("bind", "volume", "tmpfs", "image");

    /** Refuses an empty target, an empty type and the types that have a record of their own. */
    public Other {
      MountText.check(source, target);
      consistency = MountText.word(consistency);
      type = MountText.word(type);
      if (type.isEmpty() || KNOWN.contains(type)) {
        throw Secrets.refusal(
            (type.isEmpty() ? "type is required" : "type " + type + " has its own record")
                + "; write type=bind, volume, tmpfs, image, npipe or cluster");
      }
    }

    @Override
    public Other readOnly() {
      return new Other(type, source, target, true, consistency);
    }

    @Override
    public Other resolvedAgainst(String workingDirectory) {
      String path = HostPath.absolute(source, workingDirectory);
      return new Other(type, path, target, isReadOnly, consistency);
    }

    @Override
    public String toString() {
      return MountText.write(this, Secrets::masked);
    }
  }
}
