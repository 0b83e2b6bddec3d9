package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.CopyOptions;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.internal.api.ArchiveApi;
import io.containerrun.engine.internal.files.CopySource;
import io.containerrun.engine.internal.files.FileNames;
import io.containerrun.engine.internal.json.ContainerPath;
import io.containerrun.engine.internal.stream.InputSource;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Copies files into one container. */
final class CopyIn {

  private final EngineContainer container;
  private final ArchiveApi archives;
  private final CopyOptions options;

  /**
   * An existing folder in the container and a name in it; an empty name stands for the folder
   * itself.
   */
  private record Target(String folder, String name) {}

  CopyIn(EngineContainer container, CopyOptions options) {
    this.container = container;
    this.archives = container.archives();
    this.options = Objects.requireNonNull(options, "options");
  }

  void copy(Path source, String target) {
    boolean contents = source.endsWith(".");
    try {
      Path real = options.followsLink() || contents ? source.toRealPath() : source;
      if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
        throw rejected("there is no file or folder " + source);
      }
      boolean folder = Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS);
      Path name = Objects.requireNonNullElse(source.toAbsolutePath().getFileName(), Path.of("."));
      Target at = at(target, contents ? "" : FileNames.text(name), folder);
      if (folder) {
        requireVisible(real, at);
      }
      try (InputStream archive = CopySource.of(real, at.name, options.followsAllLinks(), owner())) {
        archives.put(at.folder, archive);
      }
    } catch (IOException failure) {
      throw unreadable(source.toString(), failure);
    }
  }

  void copy(InputStream content, long size, String file) {
    Target at = at(file, "", false);
    if (at.name.isEmpty()) {
      throw rejected(file + " is a folder; add the name of the file");
    }
    InputStream unclosed = InputSource.unclosed(content); // belongs to the caller
    try (InputStream archive = CopySource.of(unclosed, size, at.name, options.mode(), owner())) {
      archives.put(at.folder, archive);
    } catch (IOException failure) {
      throw unreadable("the content of " + file, failure);
    }
  }

  /** No part of the source would be below a mount. */
  private void requireVisible(Path source, Target at) throws IOException {
    String root = ContainerPath.in(at.folder, at.name);
    for (String mount : archives.hiddenBelow(root)) {
      String relative = mount.substring(root.equals("/") ? 1 : root.length() + 1);
      Path part = FileNames.resolve(source, relative);
      boolean folder = Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS);
      if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !(folder && isEmpty(part))) {
        requireVisible(mount);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  private void requireVisible(String path) {
    archives
        .hiding(path)
        .ifPresent(
            why -> {
              throw rejected(why);
            });
  }

  private Target at(String target, String sourceName, boolean folder) {
    Target at = existingFolder(target, sourceName, folder);
    requireVisible(at.folder + "/" + at.name); // with a slash at the end for a folder itself
    return at;
  }

  private Target existingFolder(String target, String sourceName, boolean folder) {
    String path = target.startsWith("/") ? target : "/" + target;
    Optional<PathInfo> existing = archives.find(path);
    if (existing.isPresent() && !existing.get().linkTarget().isEmpty()) {
      path = existing.get().linkTarget();
      existing = archives.find(path);
    }
    if (existing.isPresent() && existing.get().isFolder()) {
      return new Target(path, sourceName);
    }
    if (existing.isPresent() && folder) {
      throw rejected(target + " is a file, and the source is a folder; remove the file first");
    }
    if (target.endsWith("/") && !folder) {
      requireVisible(path);
      throw rejected("there is no folder " + target);
    }
    String trimmed = path.replaceFirst("/+$", "");
    int slash = trimmed.lastIndexOf('/');
    return new Target(slash == 0 ? "/" : trimmed.substring(0, slash), trimmed.substring(slash + 1));
  }

  private CopySource.Owner owner() {
    return options.keepsOwners()
        ? new CopySource.Owner(OptionalInt.empty(), OptionalInt.empty())
        : new CopySource.Owner(OptionalInt.of(options.uid()), OptionalInt.of(options.gid()));
  }

  private ContainerRunException rejected(String why) {
    return new ContainerRunException("copy to container " + container + ": " + why);
  }

  private ContainerRunException unreadable(String what, IOException failure) {
    return new ContainerRunException(
        "copy to container " + container + ": cannot read " + what + ": " + Reason.of(failure),
        failure);
  }
}
