package io.containerrun.engine.internal.config;

import io.containerrun.Environment;
import java.io.File;
import java.nio.file.Files;
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
    return folders().map(folder -> Path.of(folder, file)).filter(Files::isExecutable).findFirst();
  }

  private Stream<String> folders() {
    String path = environment.variable("PATH").orElse("");
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
