package io.containerrun.engine.internal.handle;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Change;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.Target;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.readback.ReadBack;
import io.containerrun.value.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a container back, with what its engine knows about the image and itself. */
final class ReadingBack {

  /** What no container shows: how a client attached, and what else only the client acts on. */
  private static final List<Option<?>> OF_THE_CLIENT =
      List.of(
          ContainerRun.ATTACH, ContainerRun.DETACH, ContainerRun.PLATFORM, ContainerRun.CIDFILE);

  private static final String CONTAINER = "container:";

  private static final Pattern REFERENCE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  private final EngineCore core;
  private final JsonNode container;
  private final String imageId;
  private final ReadBack readBack;

  private ReadingBack(EngineCore core, JsonNode container) {
    this.core = core;
    this.container = container;
    this.imageId = JsonFields.text(container.path("Image"));
    this.readBack = new ReadBack(image(imageId).orElse(container.path("no image")), facts());
  }

  static ReadingBack of(EngineCore core, String id) {
    JsonNode json =
        core.containers()
            .get(id, "inspect container", "json", Map.of(), JsonFields::requiredObject);
    return new ReadingBack(core, json);
  }

  private Optional<JsonNode> image(String reference) {
    return reference.isEmpty()
        ? Optional.empty()
        : core.images().find(ImageReference.parse(reference));
  }

  private Target facts() {
    return core.information().all();
  }

  ContainerRun run() {
    return named(readBack.request(container).toRun());
  }

  /** Engines replace the names of other containers by ids, which these lose with their lives. */
  private ContainerRun named(ContainerRun run) {
    ContainerRun named = run;
    for (Option<?> option : List.of(ContainerRun.PID, ContainerRun.IPC, ContainerRun.NETWORK)) {
      List<String> texts = run.texts(option);
      if (texts.size() == 1 && texts.get(0).startsWith(CONTAINER)) {
        named = named.without(option).withText(option, named(texts.get(0)));
      }
    }
    return named;
  }

  /** Engines create containers with modes that can name none, and fail to start them. */
  private String named(String mode) {
    String reference = mode.substring(CONTAINER.length());
    return REFERENCE.matcher(reference).matches()
        ? core.containers().find(reference).map(it -> CONTAINER + it.name()).orElse(mode)
        : mode;
  }

  List<Change> drift(ContainerRun wanted) {
    ContainerRun resolved = core.checks().resolve(without(wanted, OF_THE_CLIENT));
    ContainerRun plain =
        named(
            without(
                readBack.plain(resolved.request(core.client().version())).toRun(), OF_THE_CLIENT));
    ContainerRun actual = without(run(), OF_THE_CLIENT);
    if (wanted.get(ContainerRun.NAME).isEmpty()) {
      actual = actual.without(ContainerRun.NAME);
    }
    if (isOfThatImage(wanted.image())) {
      actual = actual.image(plain.image().toString());
    }
    return plain.diff(actual);
  }

  /** Whether a name stands for the image of the container now. */
  private boolean isOfThatImage(ImageReference name) {
    return image(name.toString())
        .map(it -> JsonFields.text(it.path("Id")).equals(imageId))
        .orElse(false);
  }

  private static ContainerRun without(ContainerRun run, List<Option<?>> options) {
    ContainerRun less = run;
    for (Option<?> option : options) {
      less = less.without(option);
    }
    return less;
  }
}
