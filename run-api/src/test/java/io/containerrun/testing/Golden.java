package io.containerrun.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checked-in file that must equal what a test makes. {@code -Dgolden.update=true} rewrites it,
 * for a reviewer to read the difference.
 */
public record Golden(Path path) {

  /** A file, relative to the folder of the module. */
  public static Golden file(String path) {
    return new Golden(Path.of(path));
  }

  /** Asserts that the file has this content. */
  public void matches(String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, actual);
    }
    assertThat(path).as("%s: run mvn test -Dgolden.update=true", path).hasContent(actual);
  }
}
