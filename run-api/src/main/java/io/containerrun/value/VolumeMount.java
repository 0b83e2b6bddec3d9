package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.List;

/**
 * A directory or file of the host, or a volume, mounted in the container: one {@code -v} value.
 *
 * <pre>{@code
 * VolumeMount.bind("./conf", "/etc/app").readOnly()   // ./conf:/etc/app:ro
 * VolumeMount.named("data", "/var/lib/app")           // data:/var/lib/app
 * VolumeMount.anonymous("/scratch")                   // /scratch
 * }</pre>
 *
 * <p>The sections are separated by colons. A letter at the start of a section is a Windows drive if
 * a colon follows, so the name of a volume needs two characters: {@code a:/b} is an anonymous
 * volume at that odd path, as in the reference client.
 *
 * @param source a path of the host or the name of a volume, as typed; empty for an anonymous volume
 * @param destination where it appears in the container; the reference client does not check it
 * @param mode words separated by commas, such as {@code ro,z}, or empty; the reference client does
 *     not check them
 */
public record VolumeMount(String source, String destination, String mode) {

  /** Refuses sections that are empty or that a colon in them would split. */
  public VolumeMount {
    if (destination.isEmpty() || (source.isEmpty() && !mode.isEmpty())) {
      throw Secrets.refusal(
          "invalid spec: " + text(source, destination, mode) + VolumeText.EMPTY_SECTION);
    }
    List<String> sections = VolumeText.sections(text(source, destination, mode));
    if (!sections.equals(List.of(source, destination, mode))) {
      throw Secrets.refusal(
          ("invalid spec: " + text(source, destination, mode) + ": a colon splits a section")
              + "; use a mount with keys, such as type=bind,source=/a,target=/b");
    }
  }

  /**
   * A path of the host. If nothing is there the engine creates a directory.
   *
   * @param source an absolute path, or one that starts with a dot
   * @param destination an absolute path in the container
   * @throws IllegalArgumentException if the source is the name of a volume
   */
  public static VolumeMount bind(String source, String destination) {
    VolumeMount mount = new VolumeMount(source, destination, "");
    if (!mount.isBind()) {
      throw Secrets.refusal(
          ("bind source " + Words.quoted(source) + " is not a path")
              + "; start it with / or ./, or use VolumeMount.named");
    }
    return mount;
  }

  /**
   * A volume with a name; the engine creates it if it is missing.
   *
   * @param name two characters or more
   * @param destination an absolute path in the container
   * @throws IllegalArgumentException if the name is a path or empty
   */
  public static VolumeMount named(String name, String destination) {
    VolumeMount mount = new VolumeMount(name, destination, "");
    if (!mount.isNamed()) {
      throw Secrets.refusal(
          ("volume name " + Words.quoted(name) + " is not a name")
              + "; use VolumeMount.bind for a path, or VolumeMount.anonymous");
    }
    return mount;
  }

  /** A new volume without a name. */
  public static VolumeMount anonymous(String destination) {
    return new VolumeMount("", destination, "");
  }

  /**
   * Reads {@code [source:]destination[:mode]}.
   *
   * @throws IllegalArgumentException if a section is empty or there are more than three
   */
  public static VolumeMount parse(String text) {
    List<String> sections = VolumeText.sections(text);
    return new VolumeMount(sections.get(0), sections.get(1), sections.get(2));
  }

  private static String text(String source, String destination, String mode) {
    return (source.isEmpty() ? "" : source + ":")
        + destination
        + (mode.isEmpty() ? "" : ":" + mode);
  }

  /** True if there is no source. */
  public boolean isAnonymous() {
    return source.isEmpty();
  }

  /** True if the source is a path of the host. */
  public boolean isBind() {
    return VolumeText.isPath(source);
  }

  /** True if the source is the name of a volume. */
  public boolean isNamed() {
    return !isAnonymous() && !isBind();
  }

  /** True if the container may not write. */
  public boolean isReadOnly() {
    return List.of(mode.split(",", -1)).contains("ro");
  }

  /** The same, so that the container may not write. */
  public VolumeMount readOnly() {
    return isReadOnly() ? this : mode("ro");
  }

  /**
   * The same with one word more in its mode, such as {@code z} or {@code rslave}.
   *
   * @throws IllegalArgumentException if the word is empty or has a colon, or the volume is
   *     anonymous
   */
  public VolumeMount mode(String word) {
    return new VolumeMount(source, destination, mode.isEmpty() ? word : mode + "," + word);
  }

  /**
   * The same with an absolute source, if the source starts with a dot.
   *
   * @param workingDirectory the directory it is relative to, an absolute path with slashes
   */
  public VolumeMount resolvedAgainst(String workingDirectory) {
    return new VolumeMount(HostPath.absolute(source, workingDirectory), destination, mode);
  }

  /** The text as typed: {@code [source:]destination[:mode]}. */
  @Override
  public String toString() {
    return text(source, destination, mode);
  }
}
