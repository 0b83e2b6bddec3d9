package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.CopyOptions;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.internal.api.ArchiveApi;
import io.containerrun.engine.internal.files.CopySource;
import io.containerrun.engine.internal.stream.InputSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Copies into one container. */
final class CopyIn {

  private final EngineContainer container;
  private final ArchiveApi calls;
  private final CopyOptions options;

  /** A folder in the container that is there, and a name in it; an empty one for the folder. */
  private record Target(String folder, String name) {}

  CopyIn(EngineContainer container, CopyOptions options) {
    this.container = container;
    this.calls = container.archives();
    this.options = Objects.requireNonNull(options, "options");
  }

  void copy(Path source, String target) {
    boolean contents = source.endsWith(".");
    try {
      Path real = options.followsLink() || contents ? source.toRealPath() : source;
      if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(source + " is not there");
      }
      boolean folder = Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS);
      Path name = Objects.requireNonNullElse(source.toAbsolutePath().getFileName(), Path.of("."));
      Target at = at(target, contents ? "" : name.toString(), folder);
      try (InputStream archive = CopySource.of(real, at.name, owner())) {
        calls.put(at.folder, archive);
      }
    } catch (IOException failure) {
      throw unreadable(source.toString(), failure);
    }
  }

  void copy(InputStream content, long size, String file) {
    Target at = at(file, "", false);
    if (at.name.isEmpty()) {
      throw refused(file + " is a folder; name the file in it");
    }
    InputStream unclosed = InputSource.unclosed(content); // it is the caller's
    try (InputStream archive = CopySource.of(unclosed, size, at.name, options.mode(), owner())) {
      calls.put(at.folder, archive);
    } catch (IOException failure) {
      throw unreadable("the content of " + file, failure);
    }
  }

  private Target at(String target, String sourceName, boolean folder) {
    String path = target.startsWith("/") ? target : "/" + target;
    Optional<PathInfo> there = calls.stat(path);
    if (there.isPresent() && !there.get().linkTarget().isEmpty()) {
      path = there.get().linkTarget();
      there = calls.stat(path);
    }
    if (there.isPresent() && there.get().isFolder()) {
      return new Target(path, sourceName);
    }
    if (there.isPresent() && folder) {
      throw refused(target + " is a file, and cannot become a folder; remove it first");
    }
    if (target.endsWith("/") && !folder) {
      throw refused("there is no folder " + target);
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

  private ContainerRunException refused(String why) {
    return new ContainerRunException("copy to container " + container + ": " + why);
  }

  private ContainerRunException unreadable(String what, IOException failure) {
    return new ContainerRunException(
        "copy to container " + container + ": cannot read " + what + ": " + failure, failure);
  }
}
