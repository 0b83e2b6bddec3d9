package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a build: a folder, and files in memory, which replace those of the folder.
 *
 * @param folder without what its {@code .dockerignore} excludes; empty for none
 * @param files by their paths in the context
 */
public record BuildContext(Optional<Path> folder, Map<String, byte[]> files) {

  /** Contexts are equal if their files have the same bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BuildContext that
        && folder.equals(that.folder)
        && files.keySet().equals(that.files.keySet())
        && files.entrySet().stream()
            .allMatch(it -> Arrays.equals(it.getValue(), that.files.get(it.getKey())));
  }

  @Override
  public int hashCode() {
    return Objects.hash(folder, files.keySet());
  }

  /**
   * Opens the context as an archive.
   *
   * @param dockerfile the path of the Dockerfile in the context
   * @throws IOException if there is no such folder, or no Dockerfile in it
   */
  public InputStream archive(String dockerfile) throws IOException {
    List<ContextFile> memory = new ArrayList<>();
    files.forEach((name, bytes) -> memory.add(new ContextFile.Memory(name, bytes)));
    if (folder.isEmpty()) {
      return new ContextArchive(memory.iterator());
    }
    Path root = folder.get();
    if (!Files.isDirectory(root)) {
      throw new IOException("there is no folder " + root);
    }
    if (!files.containsKey(dockerfile)
        && !Files.isRegularFile(FileNames.resolve(root, dockerfile))) {
      throw new IOException("there is no " + dockerfile + " in " + root);
    }
    IgnoreFile ignored = IgnoreFile.parse(ignoreText(root), IgnoreFile.NAME, dockerfile);
    return new ContextArchive(
        new Both(memory.iterator(), new ContextFolder(root, ignored, files.keySet())));
  }

  private static String ignoreText(Path root) throws IOException {
    Path file = root.resolve(IgnoreFile.NAME);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (CharacterCodingException notText) {
      throw new IOException(file + " is not UTF-8; save it as UTF-8", notText);
    }
  }

  record Both(Iterator<ContextFile> first, Iterator<ContextFile> second)
      implements Iterator<ContextFile> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public ContextFile next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return first.hasNext() ? first.next() : second.next();
    }
  }
}
