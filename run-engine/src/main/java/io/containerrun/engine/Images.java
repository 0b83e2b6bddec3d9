package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.engine.info.ImageSummary;
import io.containerrun.engine.internal.api.ImageApi;
import io.containerrun.engine.internal.api.Puller;
import io.containerrun.engine.internal.handle.BuildOutput;
import io.containerrun.engine.internal.handle.CallScope;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The images of an engine.
 *
 * <pre>{@code
 * engine.images().pull("postgres:16");
 * String id = engine.images().build(ImageBuild.of(Path.of("app")).tag("app:1"));
 * }</pre>
 *
 * <p>An image is named by a reference, such as {@code postgres:16}, or by its id. What is made here
 * stays on the engine. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class Images {

  private final CallScope scope;
  private final ImageApi api;
  private final Puller puller;

  Images(CallScope scope) {
    this.scope = scope;
    this.api = scope.core().images();
    this.puller = scope.core().launcher().puller();
  }

  /**
   * The same images, where each call takes no longer than a time as a whole; then it is given up as
   * by an interrupt, with an {@link EngineException} that names what was going on.
   *
   * <pre>{@code
   * engine.images().within(Duration.ofMinutes(2)).pull("postgres:16");
   * }</pre>
   *
   * <p>A pull that others wait for goes on for them. The container of a build's step is removed;
   * the layers that were through by then stay, as those of a push and a load do.
   *
   * @param limit more than zero
   */
  public Images within(Duration limit) {
    return new Images(scope.within(limit, "call on images"));
  }

  /** Whether the engine has an image; no registry is asked. */
  public boolean exists(String image) {
    ImageReference wanted = ImageReference.parse(image);
    return scope.call(() -> api.exists(wanted));
  }

  /**
   * What the engine knows about an image.
   *
   * @throws ImageNotFoundException if it does not have it; it is not pulled
   */
  public ImageDetails inspect(String image) {
    ImageReference wanted = ImageReference.parse(image);
    return scope.call(() -> api.inspect(wanted));
  }

  /** All images of the engine but those that only builds are made of. */
  public List<ImageSummary> list() {
    return scope.call(api::list);
  }

  /**
   * Pulls an image, also where the engine has it already: its registry may have a newer one. {@link
   * Engine#onPull} hears how it goes on. Many that pull the same image at once share one pull.
   *
   * @param image a name with a tag or a digest; without one {@code latest}
   * @return the image that the engine has now
   * @throws ImageNotFoundException if its registry does not have it, or not for this caller
   * @throws EngineException if it cannot be had
   * @throws IllegalArgumentException if it is an id: registries know names
   */
  public ImageDetails pull(String image) {
    return pull(ImageReference.parse(image), Optional.empty(), puller.listener());
  }

  /** Pulls an image, like {@link #pull(String)}, for another platform than the engine's. */
  public ImageDetails pull(String image, Platform platform) {
    Optional<String> wanted = Optional.of(platform.toString());
    return pull(ImageReference.parse(image), wanted, puller.listener());
  }

  /**
   * Pulls an image, like {@link #pull(String)}.
   *
   * @param listener hears how it goes on, on a thread of the engine; what it throws ends the pull
   */
  public ImageDetails pull(String image, Consumer<ImageProgress> listener) {
    Objects.requireNonNull(listener, "listener");
    return pull(ImageReference.parse(image), Optional.empty(), listener);
  }

  private ImageDetails pull(
      ImageReference image, Optional<String> platform, Consumer<ImageProgress> listener) {
    named(image);
    return scope.call(
        () -> {
          puller.pull(image, platform, listener);
          return api.inspect(image);
        });
  }

  /**
   * Pushes an image to the registry that its name begins with.
   *
   * @throws EngineException if the registry does not take it
   * @throws IllegalArgumentException if it is an id: registries know names
   */
  public void push(String image) {
    push(image, progress -> {});
  }

  /**
   * Pushes an image, like {@link #push(String)}.
   *
   * @param listener hears how it goes on, on a thread of the engine; what it throws ends the push
   */
  public void push(String image, Consumer<ImageProgress> listener) {
    Objects.requireNonNull(listener, "listener");
    ImageReference pushed = named(ImageReference.parse(image));
    scope.run(() -> api.push(pushed, listener));
  }

  /**
   * Gives an image one more name. An image that had it loses it.
   *
   * @param name without a digest; without a tag, {@code latest} is its tag
   */
  public void tag(String image, String name) {
    ImageReference target = named(ImageReference.parse(name));
    if (!target.digest().isEmpty()) {
      throw new IllegalArgumentException(
          "cannot tag an image as " + name + ": a digest is not chosen; leave it out");
    }
    ImageReference tagged = ImageReference.parse(image);
    scope.run(() -> api.tag(tagged, target));
  }

  /**
   * Takes a name away; with the last name, or by the id, the image is removed.
   *
   * @throws ImageNotFoundException if the engine does not have it
   * @throws EngineException if a container uses it, or it is removed by its id and has several
   *     names
   */
  public void remove(String image) {
    remove(image, false);
  }

  /**
   * Takes a name away, or an image with all its names, also where a container that does not run
   * uses it.
   */
  public void forceRemove(String image) {
    remove(image, true);
  }

  private void remove(String image, boolean force) {
    ImageReference removed = ImageReference.parse(image);
    scope.run(() -> api.remove(removed, force));
  }

  /**
   * Writes images with their names as an archive, which {@link #load(Path)} reads.
   *
   * @param file made anew; what was there stays until the archive is whole
   */
  public void save(Path file, String image, String... more) {
    List<ImageReference> images = all(image, more);
    scope.run(() -> save(file, images));
  }

  private void save(Path file, List<ImageReference> images) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream target = Files.newOutputStream(part)) {
        api.save(images, target);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new ContainerRunException(
          "save images to " + file + ": " + Reason.of(failure), failure);
    } finally {
      delete(part);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new ContainerRunException("delete " + file + ": " + Reason.of(failure), failure);
    }
  }

  /**
   * Writes images with their names as an archive.
   *
   * @param target written on a thread of the engine, not closed
   */
  public void save(OutputStream target, String image, String... more) {
    Objects.requireNonNull(target, "target");
    List<ImageReference> images = all(image, more);
    scope.run(() -> api.save(images, target));
  }

  private static List<ImageReference> all(String image, String... more) {
    Stream<String> images = Stream.concat(Stream.of(image), Arrays.stream(more));
    return images.map(ImageReference::parse).toList();
  }

  /**
   * Reads images of an archive.
   *
   * @return their names, or ids where they have none
   */
  public List<String> load(Path file) {
    try (InputStream archive = Files.newInputStream(file)) {
      return load(archive);
    } catch (IOException failure) {
      throw new ContainerRunException(
          "load images from " + file + ": " + Reason.of(failure), failure);
    }
  }

  /**
   * Reads images of an archive, like {@link #load(Path)}.
   *
   * @param archive read on a thread of the engine to its end, not closed
   */
  public List<String> load(InputStream archive) {
    return scope.call(() -> api.load(archive));
  }

  /**
   * Builds an image, with the engine's classic builder.
   *
   * @return its id, such as {@code sha256:} and 64 digits; empty if the engine does not tell and
   *     the build has no tag
   * @throws BuildFailedException if a step fails; its containers are removed
   * @throws ContainerRunException if the files cannot be read
   */
  public String build(ImageBuild build) {
    return build(build, line -> {});
  }

  /**
   * Builds an image, like {@link #build(ImageBuild)}.
   *
   * @param output gets what the builder writes, line by line as it comes, on a thread of the
   *     engine; what it throws ends the build
   */
  public String build(ImageBuild build, Consumer<String> output) {
    BuildOutput lines = new BuildOutput(Objects.requireNonNull(output, "output"));
    return scope.call(() -> build(build, lines));
  }

  private String build(ImageBuild build, BuildOutput lines) {
    try (InputStream archive = build.context().archive(build.dockerfile())) {
      String id = api.build(build.toString(), build.parameters(), archive, lines::accept);
      lines.end();
      return id.isEmpty() ? byName(build) : id;
    } catch (EngineException failure) {
      lines.end();
      throw lines.explained(failure, build);
    } catch (IOException failure) {
      throw new ContainerRunException("build image " + build + ": " + Reason.of(failure), failure);
    }
  }

  /** Podman does not tell the id. */
  private String byName(ImageBuild build) {
    return build.tags().stream()
        .findFirst()
        .map(tag -> api.inspect(ImageReference.parse(tag)).id())
        .orElse("");
  }

  private static ImageReference named(ImageReference image) {
    if (image.isId()) {
      throw new IllegalArgumentException(
          image + " is the id of an image; a registry needs its name, such as postgres:16");
    }
    return image;
  }
}
