package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.Target;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.internal.json.ContainerDetailsJson;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.readback.ReadBack;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * A container as {@code docker inspect} prints it, read without an engine: from a file, a bug
 * report, another machine.
 *
 * <pre>{@code
 * // docker inspect web > web.json; docker image inspect $(docker inspect -f {{.Image}} web) > image.json
 * ContainerRun web =
 *     InspectedContainer.parse(Files.readString(Path.of("web.json")))
 *         .image(Files.readString(Path.of("image.json")))
 *         .toRun();
 * System.out.println(web.toCommandLine());
 * }</pre>
 *
 * <p>{@link ContainerHandle#toRun} does the same with the engine, which knows the image and itself.
 *
 * <p>Immutable. The text form hides the values of environment variables.
 *
 * @since 0.1.0
 */
public final class InspectedContainer {

  private static final Target UNKNOWN = Target.of("linux", new ApiVersion(1, 24));

  private final JsonNode container;
  private final ReadBack readBack;

  private InspectedContainer(JsonNode container, ReadBack readBack) {
    this.container = container;
    this.readBack = readBack;
  }

  /**
   * Reads one container: what {@code docker inspect} prints for it, or the response of the engine.
   *
   * @throws IllegalArgumentException if the text is not JSON, is not about a container, or is about
   *     several
   */
  public static InspectedContainer parse(String json) {
    List<InspectedContainer> all = parseAll(json);
    if (all.size() != 1) {
      throw new IllegalArgumentException(
          "the JSON is about " + all.size() + " containers; read them with parseAll");
    }
    return all.get(0);
  }

  /**
   * Reads all containers that {@code docker inspect} prints.
   *
   * @throws IllegalArgumentException if the text is not JSON, or not about containers
   */
  public static List<InspectedContainer> parseAll(String json) {
    return elements(json).stream().map(InspectedContainer::of).toList();
  }

  private static InspectedContainer of(JsonNode container) {
    if (JsonFields.text(container.path("Config").path("Image")).isEmpty()) {
      throw new IllegalArgumentException(
          "the JSON is not about a container: it has no Config.Image; use what docker inspect"
              + " prints for a container");
    }
    return new InspectedContainer(container, new ReadBack(container.path("no image"), UNKNOWN));
  }

  private static List<JsonNode> elements(String json) {
    try {
      JsonNode read = Json.read(Objects.requireNonNull(json, "json"));
      return read.isArray() ? JsonFields.all(read, it -> it) : List.of(read);
    } catch (IOException nonsense) {
      throw new IllegalArgumentException(
          "the text is not JSON; use what docker inspect prints", nonsense);
    }
  }

  /**
   * The same with the image that the container is made of, so that what the image brings does not
   * count as asked for: variables, labels, ports, volumes, entry point, command, health check,
   * user, working directory and stop signal.
   *
   * @param json what {@code docker image inspect} prints for the <em>id</em> of the image; its name
   *     may stand for another image by now
   * @throws IllegalArgumentException if the text is not JSON, or about another image
   */
  public InspectedContainer image(String json) {
    String id = JsonFields.text(container.path("Image"));
    for (JsonNode image : elements(json)) {
      if (JsonFields.text(image.path("Id")).equals(id) && !id.isEmpty()) {
        return new InspectedContainer(container, new ReadBack(image, readBack.engine()));
      }
    }
    throw new IllegalArgumentException(
        "the JSON is not about the image of the container; use what docker image inspect prints for "
            + id);
  }

  /**
   * The same with an engine of which more is known: its default log driver, its default runtime,
   * its cgroup version and the name of its host. Without this they count as an engine is installed.
   */
  public InspectedContainer on(Target engine) {
    Objects.requireNonNull(engine, "engine");
    return new InspectedContainer(container, new ReadBack(readBack.image(), engine));
  }

  /** What the engine reported about the container. */
  public ContainerDetails details() {
    return ContainerDetailsJson.read(container);
  }

  /**
   * The run that makes an equal container: without what the image brings, what the engine chose and
   * what is a default.
   *
   * <p>Without the {@linkplain #image image} all that the container has of it is in the run too:
   * the run is longer than need be, and makes an equal container all the same. With it, a name that
   * no longer stands for that image gives way to the id, as in {@code docker ps}.
   *
   * <p>What the client alone acts on, such as {@code --pull}, is not in a container. A name that
   * engines make up is not taken for one that somebody gave.
   */
  public ContainerRun toRun() {
    return request().toRun();
  }

  /**
   * The paths in the create request of what no option of {@code docker run} can say, see {@link
   * CreateRequest#unread}: the container was then made by another client. Empty if the run says it
   * all.
   */
  public List<String> unread() {
    return request().unread();
  }

  private CreateRequest request() {
    return readBack.request(container);
  }

  /** The name and the image. */
  @Override
  public String toString() {
    ContainerDetails details = details();
    return details.name() + " (" + details.image() + ")";
  }
}
