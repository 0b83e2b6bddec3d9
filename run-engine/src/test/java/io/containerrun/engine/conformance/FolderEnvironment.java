package io.containerrun.engine.conformance;

import io.containerrun.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A caller in a folder of its own, with exactly the environment and files of a case. */
final class FolderEnvironment implements Environment, AutoCloseable {

  private final Path parent;
  private final Path folder;
  private final Map<String, String> environment;

  FolderEnvironment(ConformanceCase recorded) throws IOException {
    this.parent = Files.createTempDirectory("conformance");
    this.folder = Files.createDirectory(parent.resolve("here"));
    this.environment = recorded.environment();
    for (Map.Entry<String, String> file : recorded.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, content(file.getValue()));
    }
  }

  private static byte[] content(String text) {
    return text.startsWith("base64:")
        ? Base64.getDecoder().decode(text.substring("base64:".length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text with the folder put in for its placeholders. */
  String placed(String text) {
    return text.replace("{CWD}", folder.toString()).replace("{PARENT}", parent.toString());
  }

  /** The placeholders put back in. */
  String generic(String text) {
    return text.replace(folder.toString(), "{CWD}").replace(parent.toString(), "{PARENT}");
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  @Override
  public byte[] read(Path path) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      throw new NoSuchFileException("open " + path + ": no such file or directory");
    }
    return Files.readAllBytes(file);
  }

  /** Of this machine only folders are there: what files lie about on it must not matter. */
  @Override
  public boolean exists(Path path) {
    Path place = folder.resolve(path).normalize();
    return Files.isDirectory(place) || (place.startsWith(parent) && Files.exists(place));
  }

  @Override
  public Path workingDirectory() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(parent)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
