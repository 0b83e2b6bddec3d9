package io.containerrun.engine.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {

  private static final String DOCKERFILE = "Dockerfile";

  @TempDir private Path folder;

  @BeforeEach
  void writeDockerfile() throws IOException {
    Files.writeString(folder.resolve(DOCKERFILE), "FROM scratch\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, String> entries(Map<String, byte[]> memory) throws IOException {
    try (InputStream archive = new BuildContext(Optional.of(folder), memory).archive(DOCKERFILE)) {
      return entries(archive);
    }
  }

  /** By name: the text of a file, the target of a link after an arrow. */
  private static Map<String, String> entries(InputStream archive) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    TarArchiveInputStream tar = new TarArchiveInputStream(archive);
    TarArchiveEntry entry;
    while ((entry = tar.getNextEntry()) != null) {
      String text = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
      String mode = Integer.toOctalString(entry.getMode() & 0777);
      String link = entry.isSymbolicLink() ? "-> " + entry.getLinkName() : mode + " " + text;
      entries.put(entry.getName(), link);
    }
    return entries;
  }

  @Test
  void hasFilesFoldersAndLinksWithTheirModes() throws IOException {
    write("bin/run", "run me");
    Files.setPosixFilePermissions(
        folder.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-x--x"));
    Files.createSymbolicLink(folder.resolve("bin/link"), Path.of("run"));
    Files.createDirectory(folder.resolve("empty"));
    String longName = "n".repeat(120) + "/" + "ü".repeat(60);
    write(longName, "long");
    Map<String, String> entries = entries(Map.of());
    assertThat(entries)
        .containsEntry("bin/run", "751 run me")
        .containsEntry("bin/link", "-> run")
        .containsKeys("bin/", "empty/")
        .hasEntrySatisfying(longName, it -> assertThat(it).endsWith(" long"));
    assertThat(entries.keySet()).startsWith("Dockerfile", "bin/", "bin/link", "bin/run");
  }

  @Test
  void leavesOutWhatIsIgnored() throws IOException {
    write(".dockerignore", "**\n!src\nsrc/**/*.tmp\n!keep/this/file\n");
    write("src/a.txt", "a");
    write("src/x/b.tmp", "b");
    write("target/c", "c");
    write("keep/this/file", "d");
    write("keep/this/other", "e");
    assertThat(entries(Map.of()).keySet())
        .containsExactlyInAnyOrder(
            ".dockerignore", "Dockerfile", "src/", "src/a.txt", "src/x/", "keep/this/file");
  }

  @Test
  void filesInMemoryReplaceThoseOfTheFolder() throws IOException {
    write("a", "old");
    byte[] fresh = "new".getBytes(StandardCharsets.UTF_8);
    assertThat(entries(Map.of("a", fresh))).containsEntry("a", "644 new").hasSize(2);
  }

  @Test
  void holdsNoMoreThanAPieceOfALargeFile() throws IOException {
    long size = 40L << 20;
    byte[] piece = new byte[1 << 20];
    try (var out = Files.newOutputStream(folder.resolve("large"))) {
      for (long written = 0; written < size; written += piece.length) {
        out.write(piece);
      }
    }
    long most = 0;
    try (InputStream archive =
        new BuildContext(Optional.of(folder), Map.of()).archive(DOCKERFILE)) {
      int count;
      byte[] target = new byte[4 << 20];
      while ((count = archive.read(target)) >= 0) {
        most = Math.max(most, count);
      }
    }
    assertThat(most).isLessThanOrEqualTo(1 << 17);
  }

  @Test
  void saysWhichFileBecameShorter() throws IOException {
    Path file = folder.resolve("shrinks");
    Files.write(file, new byte[1 << 20]);
    try (InputStream archive =
        new BuildContext(Optional.of(folder), Map.of()).archive(DOCKERFILE)) {
      assertThat(archive.readNBytes(4_096)).hasSize(4_096);
      Files.write(file, new byte[10]);
      assertThatThrownBy(archive::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessage("cannot read shrinks: it was truncated while it was sent");
    }
  }

  @Test
  void saysWhatIsMissing() {
    BuildContext nowhere = new BuildContext(Optional.of(folder.resolve("no")), Map.of());
    assertThatThrownBy(() -> nowhere.archive(DOCKERFILE))
        .hasMessage("there is no folder " + folder.resolve("no"));
    BuildContext here = new BuildContext(Optional.of(folder), Map.of());
    assertThatThrownBy(() -> here.archive("other/Dockerfile"))
        .hasMessage("there is no other/Dockerfile in " + folder);
  }

  @Test
  void aNameThatIsNotTextIsRejectedAndNotReplaced() throws IOException {
    Path latin = Path.of(URI.create(folder.toUri() + "gr%FC%DFe"));
    Files.writeString(latin, "content");
    assertThatThrownBy(() -> entries(Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot read folder " + folder + ": the name gr")
        .hasMessageContaining("cannot be read, because it");
  }

  @Test
  void aReplacementCharacterIsANameAsAnyOther() throws IOException {
    Files.writeString(Path.of(URI.create(folder.toUri() + "a%EF%BF%BD")), "content");
    assertThat(entries(Map.of())).containsEntry("a\ufffd", "644 content");
  }

  @Test
  void deepFoldersAreRead() throws IOException {
    Path top = folder.resolve("d");
    Path deep = top;
    for (int i = 0; i < 1_000; i++) {
      Files.createDirectory(deep);
      deep = deep.resolve("d");
    }
    Files.writeString(deep, "deep");
    Map<String, String> entries = entries(Map.of());
    FolderDeletion.delete(top);
    assertThat(entries).hasSize(1_002).containsEntry("d/".repeat(1_000) + "d", "644 deep");
  }

  @Test
  void backslashesInLinksStay() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a\\b"));
    assertThat(entries(Map.of())).containsEntry("link", "-> a\\b");
  }

  @Test
  void anIgnoreFileThatIsNotUtf8IsNamed() throws IOException {
    Files.write(folder.resolve(".dockerignore"), new byte[] {'g', 'r', (byte) 0xfc, '\n'});
    assertThatThrownBy(() -> entries(Map.of()))
        .hasMessage(folder.resolve(".dockerignore") + " is not UTF-8; save it as UTF-8");
  }

  @Test
  void memoryAloneIsEnough() throws IOException {
    byte[] text = "FROM a".getBytes(StandardCharsets.UTF_8);
    BuildContext memory = new BuildContext(Optional.empty(), Map.of(DOCKERFILE, text));
    byte[] archive = memory.archive(DOCKERFILE).readAllBytes();
    assertThat(entries(new ByteArrayInputStream(archive)))
        .containsExactly(Map.entry(DOCKERFILE, "644 FROM a"));
  }
}
