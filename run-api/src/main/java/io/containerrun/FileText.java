package io.containerrun;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Files of the caller as text: with slashes on every system, so that a line means the same on all
 * of them. A {@link Path} drops doubled slashes and one at the end; the file stays the same.
 */
final class FileText {

  private FileText() {}

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if no file of this system can have that name
   */
  static Path parse(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException unusable) {
      throw new IllegalArgumentException(
          "'" + text + "' is no path: " + unusable.getReason() + "; write the path of a file",
          unusable);
    }
  }

  static String print(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
