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

/** Copies files out of one container. */
final class CopyOut {

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
    Extraction extraction = new Extraction(destination.toAbsolutePath(), options.keepsOwners());
    archives.get(path, extraction::extract);
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
    return archives.stat(path).orElseThrow(() -> rejected("there is no file or folder " + path));
  }

  private ContainerRunException rejected(String why) {
    return new ContainerRunException("copy from container " + container + ": " + why);
  }

  private ContainerRunException rejected(String why, IOException cause) {
    return new ContainerRunException("copy from container " + container + ": " + why, cause);
  }
}
