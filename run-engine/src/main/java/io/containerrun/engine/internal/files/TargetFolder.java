package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The folder that an archive is unpacked in. Paths of entries must lead through folders, not
 * through links. As no step of an extraction replaces or deletes a folder, a path that was checked
 * once stays right; each folder is checked once, so that the work grows with the archive alone.
 */
final class TargetFolder {

  private final Path root;
  private final String prefix;
  private final FileAttributes attributes;

  /** Relative paths of folders that are not links. */
  private final Set<String> checked = new HashSet<>();

  /** Folders get their attributes last, because a read-only folder has to be filled first. */
  private final Map<String, ArchiveEntry.Attributes> made = new HashMap<>();

  /**
   * Creates one.
   *
   * @param root an existing folder, which may be reached through links
   * @param name the name of the folder in the archive, as it is there
   */
  TargetFolder(Path root, String name, FileAttributes attributes) {
    String clean = clean(name);
    this.root = root;
    this.prefix = clean.isEmpty() || clean.equals(".") ? "" : clean + "/";
    this.attributes = attributes;
  }

  /** Has the root get the attributes of its entry. */
  void madeRoot(ArchiveEntry entry) {
    made.put("", entry.attributes());
  }

  /** The path of an entry, whose parents are folders. */
  Path path(String name) {
    return at(relative(name), name);
  }

  /** Creates a folder, or accepts one that exists. */
  void makeFolder(ArchiveEntry entry) {
    String relative = relative(entry.name());
    Path path = at(relative, entry.name());
    LocalFiles.on(path, () -> makeFolder(path));
    checked.add(relative);
    made.put(relative, entry.attributes());
  }

  private static void makeFolder(Path path) throws IOException {
    try {
      Files.createDirectory(path, UnfinishedFile.ownerOnly(path, "rwx------"));
    } catch (FileAlreadyExistsException existing) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw existing;
      }
    }
  }

  /** Gives the folders their attributes, the contents of a folder before it. */
  void finish() {
    made.entrySet().stream()
        .sorted(Comparator.comparingInt(it -> -it.getKey().length()))
        .forEachOrdered(it -> apply(root.resolve(it.getKey()), it.getValue()));
  }

  private void apply(Path folder, ArchiveEntry.Attributes wanted) {
    LocalFiles.on(folder, () -> attributes.apply(folder, wanted));
  }

  private String relative(String name) {
    String clean = clean(name);
    if (!clean.startsWith(prefix)) {
      throw outside(name);
    }
    return clean.substring(prefix.length());
  }

  private Path at(String relative, String name) {
    int slash = relative.lastIndexOf('/');
    if (slash >= 0 && !checked.contains(relative.substring(0, slash))) {
      requireNames(relative, name);
      requireFolders(relative, name);
    }
    requireName(relative.substring(slash + 1), name);
    return root.resolve(relative);
  }

  private void requireNames(String relative, String name) {
    for (String part : relative.split("/", -1)) {
      requireName(part, name);
    }
  }

  private void requireName(String part, String name) {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw outside(name);
    }
    try {
      if (!root.equals(FileNames.resolve(root, part).getParent())) {
        throw outside(name);
      }
    } catch (IOException impossible) {
      throw LocalFiles.unwritable(FileNames.shown(name), impossible);
    }
  }

  /** Checks the folders from the root down, and stops at the first that is none. */
  private void requireFolders(String relative, String name) {
    for (int end = relative.indexOf('/'); end >= 0; end = relative.indexOf('/', end + 1)) {
      String folder = relative.substring(0, end);
      if (!checked.contains(folder)) {
        Path path = root.resolve(folder);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          throw Extraction.rejected(
              FileNames.shown(name) + " leads through " + path + ", which is not a folder");
        }
        checked.add(folder);
      }
    }
  }

  private static RuntimeException outside(String name) {
    return Extraction.rejected(FileNames.shown(name) + " leads out of the copied folder");
  }

  /** A name without slashes at both ends and dots before it. */
  private static String clean(String name) {
    int start = 0;
    while (name.startsWith("/", start) || name.startsWith("./", start)) {
      start += name.charAt(start) == '/' ? 1 : 2;
    }
    int end = name.length();
    while (end > start && name.charAt(end - 1) == '/') {
      end--;
    }
    return name.substring(start, end);
  }
}
