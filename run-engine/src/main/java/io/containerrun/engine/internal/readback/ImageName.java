package io.containerrun.engine.internal.readback;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.value.ImageReference;
import java.util.List;
import java.util.stream.Stream;

/** What the image of a container is called by now. */
final class ImageName {

  private ImageName() {}

  /**
   * The name that the container was created with, as long as it stands for the same image; else the
   * id of the image: a new container of that name would be another.
   */
  static String of(JsonNode container, JsonNode image) {
    String name = JsonFields.text(container.path("Config").path("Image"));
    String id = JsonFields.text(container.path("Image"));
    boolean moved = JsonFields.isAbsent(image.path("Id")) || stillNamed(image, name, id);
    return moved || id.isEmpty() ? name : id;
  }

  private static boolean stillNamed(JsonNode image, String name, String id) {
    String digits = id.replaceFirst("^sha256:", "");
    if (!name.isEmpty() && digits.startsWith(name.replaceFirst("^sha256:", ""))) {
      return true;
    }
    List<String> names =
        Stream.of("RepoTags", "RepoDigests")
            .flatMap(it -> JsonFields.texts(image.path(it)).stream())
            .filter(it -> !it.contains("<none>"))
            .toList();
    ImageReference wanted = ImageReference.parse(name);
    return names.stream().map(ImageReference::parse).anyMatch(it -> same(it, wanted));
  }

  private static boolean same(ImageReference one, ImageReference other) {
    return one.pullName().equals(other.pullName()) && one.pullTag().equals(other.pullTag());
  }
}
