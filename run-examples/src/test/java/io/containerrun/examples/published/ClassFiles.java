package io.containerrun.examples.published;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The compiled classes of one module: a folder, or a jar once there is one. */
final class ClassFiles {

  private ClassFiles() {}

  /** What the classes call, by the name of the class. */
  static Map<String, ConstantPool> beside(Class<?> anchor) throws Exception {
    Path home = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(home)) {
      return read(home);
    }
    try (FileSystem jar = FileSystems.newFileSystem(new URI("jar:" + home.toUri()), Map.of())) {
      return read(jar.getPath("/"));
    }
  }

  private static Map<String, ConstantPool> read(Path home) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(home)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    Map<String, ConstantPool> classes = new TreeMap<>();
    for (Path file : files) {
      String name = home.relativize(file).toString().replaceAll("\\.class$", "");
      if (!name.endsWith("-info")) {
        classes.put(name.replaceAll("[/\\\\]", "."), ConstantPool.of(Files.readAllBytes(file)));
      }
    }
    return classes;
  }
}
