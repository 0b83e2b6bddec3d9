package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.ArchiveCalls;
import io.containerrun.engine.internal.build.CopySource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Copies into one container. */
final class CopyIn {

  private final Container container;
  private final ArchiveCalls calls;
  private final CopyOptions options;

  /** A folder in the container that is there, and a name in it; an empty one for the folder. */
  private record Place(String folder, String name) {}

  CopyIn(Container container, CopyOptions options) {
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
      Place place = place(target, contents ? "" : name.toString(), folder);
      try (InputStream archive = CopySource.of(real, place.name, options.owner())) {
        calls.put(place.folder, archive);
      }
    } catch (IOException failure) {
      throw unreadable(source.toString(), failure);
    }
  }

  void copy(InputStream content, long size, String file) {
    Place place = place(file, "", false);
    if (place.name.isEmpty()) {
      throw refused(file + " is a folder; name the file in it");
    }
    // Not closed with the archive: it is the caller's.
    InputStream unclosed =
        new FilterInputStream(content) {
          @Override
          public void close() {}
        };
    try (InputStream archive =
        CopySource.of(unclosed, size, place.name, options.mode(), options.owner())) {
      calls.put(place.folder, archive);
    } catch (IOException failure) {
      throw unreadable("the content of " + file, failure);
    }
  }

  private Place place(String target, String sourceName, boolean folder) {
    String path = target.startsWith("/") ? target : "/" + target;
    Optional<PathInfo> there = calls.stat(path);
    if (there.isPresent() && !there.get().linkTarget().isEmpty()) {
      path = there.get().linkTarget();
      there = calls.stat(path);
    }
    if (there.isPresent() && there.get().isFolder()) {
      return new Place(path, sourceName);
    }
    if (there.isPresent() && folder) {
      throw refused(target + " is a file, and cannot become a folder; remove it first");
    }
    if (target.endsWith("/") && !folder) {
      throw refused("there is no folder " + target);
    }
    String trimmed = path.replaceFirst("/+$", "");
    int slash = trimmed.lastIndexOf('/');
    return new Place(slash == 0 ? "/" : trimmed.substring(0, slash), trimmed.substring(slash + 1));
  }

  private ContainerRunException refused(String why) {
    return new ContainerRunException("copy to container " + container + ": " + why);
  }

  private ContainerRunException unreadable(String what, IOException failure) {
    return new ContainerRunException(
        "copy to container " + container + ": cannot read " + what + ": " + failure, failure);
  }
}
