package io.containerrun.engine.info;

import io.containerrun.value.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an engine reports about an image.
 *
 * @param id {@code sha256:} and 64 digits
 * @param tags its names with their tags, such as {@code postgres:16}
 * @param digests its names with the digests that registries assigned
 * @param size of all its layers
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param created when it was created; empty if not recorded, which builds that are to be
 *     reproducible write as 1970 or year 1
 * @param config the defaults for its containers
 * @since 0.1.0
 */
public record ImageDetails(
    String id,
    List<String> tags,
    List<String> digests,
    Size size,
    String os,
    String architecture,
    Optional<Instant> created,
    ImageConfig config) {

  /** Copies the lists. */
  public ImageDetails {
    tags = List.copyOf(tags);
    digests = List.copyOf(digests);
  }
}
