package io.containerrun.value;

import java.util.Objects;

/**
 * Another container, all of whose volumes are mounted here as well.
 *
 * <pre>{@code
 * VolumesFrom.container("data")
 * VolumesFrom.container("data").readOnly()     // data:ro
 * }</pre>
 *
 * @param text {@code container} or {@code container:mode} as typed; the reference client does not
 *     check it
 */
public record VolumesFrom(String text) {

  /** Refuses null only. */
  public VolumesFrom {
    Objects.requireNonNull(text, "text");
  }

  /** The volumes of a container, by its name or id, as writable as they are there. */
  public static VolumesFrom container(String reference) {
    return new VolumesFrom(reference);
  }

  /** Takes {@code container} or {@code container:mode} as typed. */
  public static VolumesFrom parse(String text) {
    return new VolumesFrom(text);
  }

  /** The name or id of the other container. */
  public String container() {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /** The mode, such as {@code ro}, or empty. */
  public String mode() {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(colon + 1);
  }

  /** The same volumes, so that the new container may not write. */
  public VolumesFrom readOnly() {
    return new VolumesFrom(container() + ":ro");
  }

  /** The text as typed. */
  @Override
  public String toString() {
    return text;
  }
}
