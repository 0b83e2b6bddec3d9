package io.containerrun.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.ContainerRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CidFileTest {

  @TempDir private Path folder;

  @Test
  void keepsTheIdThatIsWritten() {
    Path path = folder.resolve("cid");
    try (CidFile file = CidFile.reserve(path.toString())) {
      file.write("abc");
    }
    assertThat(path).hasContent("abc");
  }

  @Test
  void goesWhereNoIdIsWritten() {
    Path path = folder.resolve("cid");
    CidFile file = CidFile.reserve(path.toString());
    assertThat(path).exists();
    file.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void neverOverwritesAnother() throws IOException {
    Path path = Files.writeString(folder.resolve("cid"), "another");
    assertThatExceptionOfType(ContainerRunException.class)
        .isThrownBy(() -> CidFile.reserve(path.toString()))
        .withMessageContaining("failed to create the container ID file: " + path);
    assertThat(path).hasContent("another");
  }

  @Test
  void anIdGoesThroughNoLinkThatTakesTheName() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Path path = folder.resolve("cid");
    try (CidFile file = CidFile.reserve(path.toString())) {
      Files.delete(path);
      Files.createSymbolicLink(path, precious);
      file.write("abc");
    }
    assertThat(precious).hasContent("precious");
  }
}
