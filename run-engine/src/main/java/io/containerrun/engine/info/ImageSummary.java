package io.containerrun.engine.info;

import io.containerrun.value.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image in a list.
 *
 * @param id {@code sha256:} and 64 digits
 * @param tags its names with their tags; empty if it has none
 * @param digests its names with the digests that registries assigned
 * @param size of all its layers
 * @param created when it was created; empty if not recorded, which builds that are to be
 *     reproducible write as 1970 or year 1
 * @param labels by key
 * @since 0.1.0
 */
public record ImageSummary(
    String id,
    List<String> tags,
    List<String> digests,
    Size size,
    Optional<Instant> created,
    Map<String, String> labels) {

  /** Copies the lists and the labels. */
  public ImageSummary {
    tags = List.copyOf(tags);
    digests = List.copyOf(digests);
    labels = Map.copyOf(labels);
  }

  /** Omits the values of maps, which may be secret. */
  @Override
  public String toString() {
    return RecordText.of(this);
  }
}
