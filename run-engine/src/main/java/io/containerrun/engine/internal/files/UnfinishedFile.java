package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A file that is being written. Until it is complete it has a temporary name beside its target,
 * which cannot be foreseen, and only its owner may read it; then it replaces the target in one
 * step, also if that is a link. Closing an incomplete file deletes it. Used by one thread.
 */
public final class UnfinishedFile implements AutoCloseable {

  private static final String PREFIX = ".containerrun-";

  private final Path target;
  private final Path path;
  private final OutputStream out;

  private UnfinishedFile(Path target, Path path, OutputStream out) {
    this.target = target;
    this.path = path;
    this.out = out;
  }

  /**
   * Creates one.
   *
   * @param target a path with a folder, which exists
   */
  public static UnfinishedFile of(Path target) throws IOException {
    Path path = temporary(target);
    try {
      // Fails if the name exists, so that it follows no link.
      SeekableByteChannel channel =
          Files.newByteChannel(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(target, "rw-------"));
      return new UnfinishedFile(target, path, Channels.newOutputStream(channel));
    } catch (NoSuchFileException missing) {
      throw new NoSuchFileException(folder(target).toString(), null, missing.getReason());
    } catch (AccessDeniedException denied) {
      throw new AccessDeniedException(folder(target).toString(), null, denied.getReason());
    }
  }

  /** A name beside a path that no file has. */
  static Path temporary(Path target) {
    return folder(target).resolve(PREFIX + UUID.randomUUID());
  }

  private static Path folder(Path target) {
    return Objects.requireNonNull(target.getParent(), "a path with a folder");
  }

  /** Permissions with which files and folders are created, if the file system has them. */
  static FileAttribute<?>[] ownerOnly(Path target, String permissions) {
    FileSystem system = target.getFileSystem();
    return system.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Its bytes. */
  public OutputStream out() {
    return out;
  }

  /** Its temporary name. */
  Path path() {
    return path;
  }

  /** Gives it the name of the target; all bytes must have been written. */
  public void complete() throws IOException {
    out.close();
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes it unless it is complete. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
