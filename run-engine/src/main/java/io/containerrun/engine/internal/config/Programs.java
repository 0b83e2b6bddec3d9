package io.containerrun.engine.internal.config;

import io.containerrun.Environment;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs on the {@code PATH}. */
final class Programs {

  private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

  private final Environment environment;

  Programs(Environment environment) {
    this.environment = environment;
  }

  Optional<Path> find(String name) {
    String file = SYSTEM.startsWith("windows") ? name + ".exe" : name;
    return folders()
        .flatMap(folder -> path(folder, file).stream())
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> path(String folder, String file) {
    try {
      return Optional.of(Path.of(folder, file));
    } catch (InvalidPathException unnameable) {
      return Optional.empty();
    }
  }

  private Stream<String> folders() {
    // A folder that Java cannot name has to be skipped; the others are searched.
    String path =
        (environment instanceof ProcessEnvironment process
                ? process.undecoded("PATH")
                : environment.variable("PATH"))
            .orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1)).filter(folder -> !folder.isEmpty());
  }

  /** The default credential helper of this system. */
  Optional<Path> defaultHelper() {
    if (SYSTEM.startsWith("windows")) {
      return helper("wincred");
    }
    if (SYSTEM.startsWith("mac")) {
      return helper("osxkeychain");
    }
    return helper(find("pass").isPresent() ? "pass" : "secretservice");
  }

  Optional<Path> helper(String name) {
    boolean plain = !name.contains("/") && !name.contains("\\");
    return plain ? find("docker-credential-" + name) : Optional.empty();
  }
}
