package io.containerrun.engine.internal.readback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the image brings into the configuration of a container. */
final class ImageShare {

  /** A request that says the same as the image says nothing. */
  private static final List<String> VALUES = List.of("User", "WorkingDir", "StopSignal", "Shell");

  private static final List<String> OBJECTS =
      List.of("Labels", "ExposedPorts", "Volumes", "Healthcheck");

  /** How a request asks for no entry point at all. */
  private static final List<String> NO_ENTRY = List.of("");

  private ImageShare() {}

  /**
   * Takes it off.
   *
   * @param merged whether the body has what the image brings, as that of a container
   */
  static void takeOff(ObjectNode body, JsonNode image, boolean merged) {
    for (String name : VALUES) {
      if (!JsonFields.isAbsent(body.path(name)) && body.path(name).equals(image.path(name))) {
        body.remove(name);
      }
    }
    for (String name : OBJECTS) {
      if (body.path(name) instanceof ObjectNode own) {
        JsonFields.members(image.path(name))
            .forEach(
                (key, value) -> {
                  if (own.path(key).equals(value)) {
                    own.remove(key);
                  }
                });
      }
    }
    takeOffVariables(body, image, merged);
    takeOffCommand(body, image, merged);
  }

  /** A variable of the image that a container has not was taken from it by its bare name. */
  private static void takeOffVariables(ObjectNode body, JsonNode image, boolean merged) {
    List<String> brought = JsonFields.texts(image.path("Env"));
    List<String> variables = new ArrayList<>(JsonFields.texts(body.path("Env")));
    Set<String> names =
        variables.stream().map(ImageShare::name).collect(Collectors.toCollection(TreeSet::new));
    variables.removeAll(brought);
    if (merged) {
      brought.stream()
          .map(ImageShare::name)
          .filter(it -> !names.contains(it))
          .forEach(variables::add);
    }
    set(body, "Env", variables);
  }

  private static String name(String variable) {
    return variable.replaceFirst("(?s)=.*", "");
  }

  /** An entry point of the run's own drops the image's command as well. */
  private static void takeOffCommand(ObjectNode body, JsonNode image, boolean merged) {
    List<String> imageEntry = JsonFields.words(image.path("Entrypoint"));
    List<String> imageCommand = JsonFields.words(image.path("Cmd"));
    boolean ownEntry = merged || !JsonFields.isAbsent(body.path("Entrypoint"));
    boolean ownCommand = ownEntry || !JsonFields.isAbsent(body.path("Cmd"));
    List<String> entry = ownEntry ? entryOf(body) : imageEntry;
    List<String> command = ownCommand ? JsonFields.words(body.path("Cmd")) : imageCommand;
    body.remove(List.of("Entrypoint", "Cmd"));
    if (entry.equals(imageEntry) && command.equals(imageCommand)) {
      return;
    }
    // Without a word of its own a run has the image's command, unless it has an entry point.
    if (!entry.equals(imageEntry) || command.isEmpty()) {
      set(body, "Entrypoint", entry.isEmpty() ? NO_ENTRY : entry);
    }
    set(body, "Cmd", command);
  }

  private static List<String> entryOf(ObjectNode body) {
    List<String> entry = JsonFields.words(body.path("Entrypoint"));
    return entry.equals(NO_ENTRY) ? List.of() : entry;
  }

  private static void set(ObjectNode body, String name, List<String> texts) {
    body.remove(name);
    if (!texts.isEmpty()) {
      body.set(name, JsonFields.listOf(texts));
    }
  }
}
