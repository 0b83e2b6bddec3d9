package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.engine.info.ImageSummary;
import io.containerrun.engine.internal.api.ImageApi;
import io.containerrun.engine.internal.api.Puller;
import io.containerrun.engine.internal.files.UnfinishedFile;
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
 * <p>An image is named by a reference, such as {@code postgres:16}, or by its id. Images that are
 * pulled, built or loaded stay on the engine. May be shared between threads.
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
   * A view of the same images with a limit of time for each call. A call that takes longer is given
   * up as by an interrupt and throws an {@link EngineException} that names what was in progress.
   *
   * <pre>{@code
   * engine.images().within(Duration.ofMinutes(2)).pull("postgres:16");
   * }</pre>
   *
   * <p>A pull that other calls wait for continues. The container of the current build step is
   * removed; layers built or transferred by then are kept.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Images within(Duration limit) {
    return new Images(scope.within(limit, "call on images"));
  }

  /** Whether the engine has an image; asks no registry. */
  public boolean exists(String image) {
    ImageReference wanted = ImageReference.parse(image);
    return scope.call(() -> api.exists(wanted));
  }

  /**
   * What the engine reports about an image.
   *
   * @throws ImageNotFoundException if the engine does not have it; it is not pulled
   */
  public ImageDetails inspect(String image) {
    ImageReference wanted = ImageReference.parse(image);
    return scope.call(() -> api.inspect(wanted));
  }

  /** All images of the engine except intermediate images of builds. */
  public List<ImageSummary> list() {
    return scope.call(api::list);
  }

  /**
   * Pulls an image, even if the engine has it: the registry may have a newer one. Reports progress
   * to {@link EngineOptions#pullListener}. Concurrent pulls of the same image share one transfer.
   *
   * @param image a name with a tag or a digest; without either, {@code latest}
   * @return the image that the engine has now
   * @throws ImageNotFoundException if the registry does not have it, or denies access to it
   * @throws EngineException if the pull fails
   * @throws IllegalArgumentException if the text is an id: registries know names only
   */
  public ImageDetails pull(String image) {
    return pull(ImageReference.parse(image), Optional.empty(), puller.listener());
  }

  /** Pulls an image like {@link #pull(String)}, for another platform than the engine's. */
  public ImageDetails pull(String image, Platform platform) {
    Optional<String> wanted = Optional.of(platform.toString());
    return pull(ImageReference.parse(image), wanted, puller.listener());
  }

  /**
   * Pulls an image like {@link #pull(String)}.
   *
   * @param listener called with the progress on a thread of the engine; an exception that it throws
   *     ends the pull
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
   * Pushes an image to the registry in its name.
   *
   * @throws EngineException if the registry rejects it
   * @throws IllegalArgumentException if the text is an id: registries know names only
   */
  public void push(String image) {
    push(image, progress -> {});
  }

  /**
   * Pushes an image like {@link #push(String)}.
   *
   * @param listener called with the progress on a thread of the engine; an exception that it throws
   *     ends the push
   */
  public void push(String image, Consumer<ImageProgress> listener) {
    Objects.requireNonNull(listener, "listener");
    ImageReference pushed = named(ImageReference.parse(image));
    scope.run(() -> api.push(pushed, listener));
  }

  /**
   * Adds a name to an image. Another image with that name loses it.
   *
   * @param name without a digest; without a tag, {@code latest}
   */
  public void tag(String image, String name) {
    ImageReference target = named(ImageReference.parse(name));
    if (!target.digest().isEmpty()) {
      throw new IllegalArgumentException(
          "tag " + name + ": a digest cannot be chosen; leave it out");
    }
    ImageReference tagged = ImageReference.parse(image);
    scope.run(() -> api.tag(tagged, target));
  }

  /**
   * Removes a name of an image; removes the image with its last name, or if the text is its id.
   *
   * @throws ImageNotFoundException if the engine does not have the image
   * @throws EngineException if a container uses the image, or the text is its id and it has several
   *     names
   */
  public void remove(String image) {
    remove(image, false);
  }

  /**
   * Removes a name of an image, or the image with all its names if the text is its id, even if a
   * container that does not run uses it.
   */
  public void forceRemove(String image) {
    remove(image, true);
  }

  private void remove(String image, boolean force) {
    ImageReference removed = ImageReference.parse(image);
    scope.run(() -> api.remove(removed, force));
  }

  /**
   * Writes images with their names to an archive, which {@link #load(Path)} reads.
   *
   * <p>As with {@code docker save}, only the owner of the file may read it, because images may
   * contain secrets; change its permissions to share it. Until the archive is complete it has a
   * temporary name in the same folder; if the call fails, nothing of it stays and an existing file
   * is unchanged.
   *
   * @param file created, or replaced once the archive is complete; of a link, the link is replaced
   * @throws ContainerRunException with the cause if the file cannot be written; if there is a
   *     folder, a device or a pipe at the path
   */
  public void save(Path file, String image, String... more) {
    List<ImageReference> images = all(image, more);
    scope.run(() -> save(file, images));
  }

  private void save(Path file, List<ImageReference> images) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new ContainerRunException(
          "save images to "
              + file
              + ": it is not a regular file; choose another path, or pass a stream");
    }
    try (UnfinishedFile archive = UnfinishedFile.of(file.toAbsolutePath())) {
      api.save(images, archive.out());
      archive.complete();
    } catch (IOException failure) {
      throw new ContainerRunException(
          "save images to " + file + ": " + Reason.of(failure), failure);
    }
  }

  /**
   * Writes images with their names to an archive.
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
   * Loads the images of an archive.
   *
   * @return the names of the images; the ids of those without a name
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
   * Loads the images of an archive like {@link #load(Path)}.
   *
   * @param archive read on a thread of the engine to its end, not closed
   */
  public List<String> load(InputStream archive) {
    return scope.call(() -> api.load(archive));
  }

  /**
   * Builds an image with the engine's classic builder.
   *
   * @return the id, {@code sha256:} and 64 digits; empty if the engine does not report it and the
   *     build has no tag
   * @throws BuildFailedException if a step fails; the containers of the build are removed
   * @throws ContainerRunException if the files cannot be read
   */
  public String build(ImageBuild build) {
    return build(build, line -> {});
  }

  /**
   * Builds an image like {@link #build(ImageBuild)}.
   *
   * @param output called with each line that the builder writes, on a thread of the engine; an
   *     exception that it throws ends the build
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

  /** Podman does not report the id. */
  private String byName(ImageBuild build) {
    return build.tags().stream()
        .findFirst()
        .map(tag -> api.inspect(ImageReference.parse(tag)).id())
        .orElse("");
  }

  private static ImageReference named(ImageReference image) {
    if (image.isId()) {
      throw new IllegalArgumentException(
          "image " + image + " is an id; use a name, such as postgres:16");
    }
    return image;
  }
}
