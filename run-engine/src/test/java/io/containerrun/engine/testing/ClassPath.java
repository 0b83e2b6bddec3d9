package io.containerrun.engine.testing;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The class path of a program of the tests that runs in a process of its own. */
public final class ClassPath {

  private ClassPath() {}

  /** The folders and archives from which classes of this process come. */
  public static String of(Class<?>... types) {
    return Arrays.stream(types)
        .map(ClassPath::source)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String source(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
