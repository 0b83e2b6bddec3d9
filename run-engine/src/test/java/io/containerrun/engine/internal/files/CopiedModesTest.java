package io.containerrun.engine.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twelve bits of modes, which copies keep. */
class CopiedModesTest {

  private static final CopySource.Owner ROOT =
      new CopySource.Owner(OptionalInt.of(0), OptionalInt.of(0));

  @TempDir private Path folder;
  private Path source = Path.of("");

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
  }

  private Path copied() throws IOException {
    Path target = folder.resolve("target");
    try (InputStream archive = CopySource.of(source, "source", false, ROOT)) {
      new Extraction(target, false).extract(archive);
    }
    return target;
  }

  @ParameterizedTest
  @ValueSource(ints = {04755, 02755, 01644, 06711, 07777, 04400})
  void aFileKeepsThem(int mode) throws IOException {
    Path file = Files.writeString(source.resolve("file"), "content");
    Files.setAttribute(file, "unix:mode", mode);
    assertThat(mode(copied().resolve("file"))).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(ints = {04000, 0, 0200})
  void aFileThatItsOwnerMayNotReadKeepsThem(int mode) throws IOException {
    RawArchive archive =
        new RawArchive().folder("d/", 0755).add("d/file", '0', mode, "", "content");
    Path target = folder.resolve("target");
    new Extraction(target, false).extract(archive.open());
    assertThat(mode(target.resolve("file"))).isEqualTo(mode);
    assertThat(Files.getLastModifiedTime(target.resolve("file")).toMillis()).isEqualTo(5_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {01777, 02775, 03770, 04755})
  void aFolderKeepsThem(int mode) throws IOException {
    Files.createDirectory(source.resolve("sub"));
    Files.setAttribute(source.resolve("sub"), "unix:mode", mode);
    Files.setAttribute(source, "unix:mode", mode);
    Path target = copied();
    assertThat(mode(target)).isEqualTo(mode);
    assertThat(mode(target.resolve("sub"))).isEqualTo(mode);
  }

  @Test
  void aFolderThatExistsGetsThem() throws IOException {
    Files.createDirectory(source.resolve("sub"));
    Files.setAttribute(source.resolve("sub"), "unix:mode", 01777);
    Files.createDirectories(folder.resolve("target/sub"));
    assertThat(mode(copied().resolve("sub"))).isEqualTo(01777);
  }
}
