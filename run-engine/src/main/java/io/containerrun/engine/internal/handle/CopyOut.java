package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.CopyOptions;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.internal.api.ArchiveApi;
import io.containerrun.engine.internal.files.Extraction;
import io.containerrun.engine.internal.files.FileNames;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies files out of one container. */
final class CopyOut {

  private static final Logger LOG = LoggerFactory.getLogger(CopyOut.class);

  private final EngineContainer container;
  private final ArchiveApi archives;
  private final CopyOptions options;

  CopyOut(EngineContainer container, CopyOptions options) {
    this.container = container;
    this.archives = container.archives();
    this.options = Objects.requireNonNull(options, "options");
  }

  void copy(String source, Path target) {
    boolean contents = source.endsWith("/.") || source.equals(".");
    String path = contents ? source.substring(0, source.length() - 1) : source;
    PathInfo info = info(path);
    String name = info.name();
    if (options.followsLink() && info.kind() == PathInfo.Kind.LINK) {
      path = info.linkTarget();
      info = info(path);
    }
    boolean named = !contents && !name.isEmpty() && !name.contains("/") && !name.startsWith("..");
    Path destination = Files.isDirectory(target) && named ? within(target, name) : target;
    if (info.isFolder() && Files.exists(destination) && !Files.isDirectory(destination)) {
      throw rejected(destination + " is a file, and the source is a folder; remove the file first");
    }
    Path parent = destination.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw rejected("there is no folder " + parent);
    }
    if (info.isFolder()) {
      warnOfMounts(path);
    }
    Extraction extraction = new Extraction(destination.toAbsolutePath(), options.keepsOwners());
    archives.get(path, extraction::extract);
  }

  private void warnOfMounts(String folder) {
    for (String mount : archives.tmpfsBelow(folder)) {
      LOG.warn(
          "copy from container {}: the files in the tmpfs at {} are missing, as the engine's copies"
              + " do not see them; use exec there",
          container,
          mount);
    }
  }

  private Path within(Path folder, String name) {
    try {
      return FileNames.resolve(folder, name);
    } catch (IOException impossible) {
      throw rejected("cannot write to " + folder + ": " + Reason.of(impossible), impossible);
    }
  }

  void copy(String file, OutputStream out) {
    PathInfo info = info(file);
    String path = info.kind() == PathInfo.Kind.LINK ? info.linkTarget() : file;
    if (info.kind() == PathInfo.Kind.LINK) {
      info = info(path);
    }
    if (info.kind() != PathInfo.Kind.FILE) {
      throw rejected(file + " is not a file; copy it to a path instead");
    }
    archives.get(path, archive -> Extraction.extractFile(archive, out));
  }

  private PathInfo info(String path) {
    Optional<PathInfo> found = archives.find(path);
    archives
        .hiding(path)
        .ifPresent(
            why -> {
              throw rejected(why);
            });
    return found.orElseThrow(() -> rejected("there is no file or folder " + path));
  }

  private ContainerRunException rejected(String why) {
    return new ContainerRunException("copy from container " + container + ": " + why);
  }

  private ContainerRunException rejected(String why, IOException cause) {
    return new ContainerRunException("copy from container " + container + ": " + why, cause);
  }
}
