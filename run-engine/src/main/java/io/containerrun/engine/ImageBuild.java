package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.engine.internal.files.BuildContext;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to build an image, and from what.
 *
 * <pre>{@code
 * ImageBuild.of(Path.of("app")).tag("app:1").buildArg("VERSION", "1")
 * ImageBuild.ofDockerfile("FROM alpine:3\nCOPY motd /etc/").file("motd", "hello\n")
 * }</pre>
 *
 * <p>The Dockerfile is read by the engine's classic builder. Immutable; each method returns a
 * changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class ImageBuild {

  private static final String DOCKERFILE = "Dockerfile";
  private static final String ARGS = "buildargs";
  private static final String LABELS = "labels";

  private final BuildContext context;
  private final Map<String, String> settings;
  private final List<String> tags;
  private final Map<String, Map<String, String>> maps;

  private ImageBuild(
      BuildContext context,
      Map<String, String> settings,
      List<String> tags,
      Map<String, Map<String, String>> maps) {
    this.context = context;
    this.settings = settings;
    this.tags = tags;
    this.maps = maps;
  }

  /**
   * Builds from the {@code Dockerfile} of a folder, with all files that its {@code .dockerignore}
   * does not exclude. The files are read when the image is built, while they are sent.
   */
  public static ImageBuild of(Path folder) {
    return of(new BuildContext(Optional.of(folder), Map.of()));
  }

  /** Builds from the text of a Dockerfile and the added {@linkplain #file files}. */
  public static ImageBuild ofDockerfile(String text) {
    return of(new BuildContext(Optional.empty(), Map.of())).file(DOCKERFILE, text);
  }

  private static ImageBuild of(BuildContext context) {
    return new ImageBuild(context, Map.of("dockerfile", DOCKERFILE), List.of(), Map.of());
  }

  /**
   * Adds a file to the context; replaces a file of the folder with the same path.
   *
   * @param path relative to the root of the context, with slashes
   * @param text encoded as UTF-8
   */
  public ImageBuild file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file to the context, like {@link #file(String, String)}. */
  public ImageBuild file(String path, byte[] bytes) {
    Map<String, byte[]> files = new LinkedHashMap<>(context.files());
    files.put(requireInside(path), bytes.clone());
    return new ImageBuild(new BuildContext(context.folder(), files), settings, tags, maps);
  }

  /**
   * Uses another file of the context as the Dockerfile.
   *
   * @param path relative to the root of the context, with slashes
   */
  public ImageBuild dockerfile(String path) {
    return with("dockerfile", requireInside(path));
  }

  /**
   * Adds a name of the image.
   *
   * @param name without a digest; without a tag, {@code latest}
   * @throws IllegalArgumentException if the name is an id or has a digest
   */
  public ImageBuild tag(String name) {
    ImageReference reference = ImageReference.parse(name);
    if (reference.isId() || !reference.digest().isEmpty()) {
      throw new IllegalArgumentException(
          "tag "
              + name
              + ": an id or a digest cannot be chosen; use a name with a tag, such as app:1");
    }
    List<String> more = new ArrayList<>(tags);
    more.add(name);
    return new ImageBuild(context, settings, List.copyOf(more), maps);
  }

  /**
   * Sets a variable that the Dockerfile declares with {@code ARG}. Do not pass secrets: the value
   * can be read in the history of the image.
   */
  public ImageBuild buildArg(String name, String value) {
    return plus(ARGS, name, value);
  }

  /** Sets a label of the image. */
  public ImageBuild label(String key, String value) {
    return plus(LABELS, key, value);
  }

  /** Builds up to a stage of the Dockerfile; by default up to the last. */
  public ImageBuild target(String stage) {
    return with("target", stage);
  }

  /** Builds for another platform than the engine's. */
  public ImageBuild platform(Platform platform) {
    return with("platform", platform.toString());
  }

  /** Executes every step even if the engine has it cached from an earlier build. */
  public ImageBuild noCache() {
    return with("nocache", "1");
  }

  /** Pulls the base images of the Dockerfile even if the engine has them. */
  public ImageBuild pull() {
    return with("pull", "1");
  }

  private ImageBuild with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, Objects.requireNonNull(value, name));
    return new ImageBuild(context, Map.copyOf(more), tags, maps);
  }

  private ImageBuild plus(String map, String key, String value) {
    Map<String, String> entries = new LinkedHashMap<>(maps.getOrDefault(map, Map.of()));
    entries.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    Map<String, Map<String, String>> more = new LinkedHashMap<>(maps);
    more.put(map, Map.copyOf(entries));
    return new ImageBuild(context, settings, tags, Map.copyOf(more));
  }

  private static String requireInside(String path) {
    boolean outside = path.isEmpty() || path.startsWith("/") || path.endsWith("/");
    for (String part : path.split("/", -1)) {
      outside |= part.equals("..");
    }
    if (outside) {
      throw new IllegalArgumentException(
          "'"
              + path
              + "' is not a file of the build context; use a relative path, such as bin/run");
    }
    return path;
  }

  List<String> tags() {
    return tags;
  }

  BuildContext context() {
    return context;
  }

  String dockerfile() {
    return settings.getOrDefault("dockerfile", DOCKERFILE);
  }

  /** The query parameters of the request. */
  List<Map.Entry<String, String>> parameters() {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    tags.forEach(tag -> parameters.add(Map.entry("t", tag)));
    settings.forEach((name, value) -> parameters.add(Map.entry(name, value)));
    maps.forEach((name, map) -> parameters.add(Map.entry(name, Json.write(map))));
    return parameters;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageBuild that
        && context.equals(that.context)
        && settings.equals(that.settings)
        && tags.equals(that.tags)
        && maps.equals(that.maps);
  }

  @Override
  public int hashCode() {
    return Objects.hash(context, settings, tags, maps);
  }

  /** The names or the source of the image, without the values of build arguments. */
  @Override
  public String toString() {
    if (!tags.isEmpty()) {
      return String.join(", ", tags);
    }
    return "from " + context.folder().map(Path::toString).orElse("a Dockerfile in memory");
  }
}
