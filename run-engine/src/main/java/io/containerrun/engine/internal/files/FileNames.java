package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of local files as text. Java decodes them in the encoding of the locale, which in a POSIX
 * locale is ASCII, and replaces what it cannot decode; such a name is rejected instead.
 */
public final class FileNames {

  private static final int MOST_SHOWN = 200;
  private static final char REPLACEMENT = '\ufffd';

  private FileNames() {}

  /**
   * The text of a path, or of the target of a link.
   *
   * @throws IOException if it is not the name that the file has, with the cause and what to do
   */
  public static String text(Path path) throws IOException {
    String text = path.toString();
    if (!isExact(path, text)) {
      throw new IOException("the name " + shown(text) + " cannot be read, because it " + cause());
    }
    return text;
  }

  private static boolean isExact(Path path, String text) {
    if (text.indexOf(REPLACEMENT) < 0) {
      return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
    try {
      return path.getFileSystem().getPath(text).equals(path);
    } catch (InvalidPathException replaced) {
      return false;
    }
  }

  /**
   * Resolves a name or a relative path that comes as text.
   *
   * @throws IOException if no file can have this name, with the cause and what to do
   */
  public static Path resolve(Path folder, String name) throws IOException {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException invalid) {
      throw unwritable(name, invalid);
    }
  }

  /**
   * The path that a text names.
   *
   * @throws IOException if no file can have this name, with the cause and what to do
   */
  public static Path path(String text) throws IOException {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw unwritable(text, invalid);
    }
  }

  private static IOException unwritable(String name, InvalidPathException invalid) {
    boolean encodable = name.chars().allMatch(it -> it >= ' ' && it < 0x7f);
    String why = encodable || name.indexOf(0) >= 0 ? "is " + invalid.getReason() : cause();
    return new IOException(
        "the name " + shown(name) + " cannot be used, because it " + why, invalid);
  }

  private static String cause() {
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    return encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())
        ? "is not UTF-8; rename the file"
        : "does not fit the encoding of file names, which for this Java process is "
            + encoding
            + " (sun.jnu.encoding); start Java with a UTF-8 locale, such as LC_ALL=C.UTF-8";
  }

  /** A name for a message: shortened, without control characters. */
  static String shown(String name) {
    String all = name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name;
    return all.replaceAll("\\p{Cntrl}", "?");
  }
}
