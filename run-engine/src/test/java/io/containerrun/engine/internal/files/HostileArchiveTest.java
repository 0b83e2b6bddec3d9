package io.containerrun.engine.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are written to do harm: outside their target, to memory, or by their length. */
@Timeout(120)
class HostileArchiveTest {

  private static final FileTime THEN = FileTime.fromMillis(7_000);
  private static final int DEEP = 1_500;

  @TempDir private Path folder;

  private final RawArchive archive = new RawArchive().folder("d/", 0755);
  private Path target = Path.of("");
  private Path victim = Path.of("");
  private Path victimFolder = Path.of("");

  @BeforeEach
  void makeVictims() throws IOException {
    target = folder.resolve("target");
    victimFolder = Files.createDirectory(folder.resolve("victims"));
    victim = Files.writeString(victimFolder.resolve("victim"), "precious");
    Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(victimFolder, PosixFilePermissions.fromString("rwx------"));
    Files.setLastModifiedTime(victim, THEN);
    Files.setLastModifiedTime(victimFolder, THEN);
  }

  private void assertVictimsUntouched() throws IOException {
    assertThat(victim).hasContent("precious").isRegularFile();
    try (var all = Files.list(victimFolder)) {
      assertThat(all).containsExactly(victim);
    }
    for (Path one : new Path[] {victim, victimFolder}) {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(one));
      assertThat(mode).startsWith("rw").endsWith("------");
      assertThat(Files.getLastModifiedTime(one)).isEqualTo(THEN);
    }
  }

  private void extract() throws IOException {
    new Extraction(target, false).extract(archive.open());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFolderThatBecomesALinkGivesItsModeToNothingElse(boolean merged) throws IOException {
    if (merged) {
      Files.createDirectory(target);
    }
    for (Path one : new Path[] {victim, victimFolder}) {
      archive
          .folder("d/x" + one.getFileName() + "/", 0777)
          .file("d/f", "file")
          .hardLink("d/x" + one.getFileName(), "d/f")
          .link("d/x" + one.getFileName(), one.toString());
    }
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("cannot write");
    assertVictimsUntouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "file", "hard link"})
  void aFolderIsReplacedByNothing(String kind) throws IOException {
    archive.file("d/f", "file").folder("d/x/", 0777);
    switch (kind) {
      case "link" -> archive.link("d/x", victimFolder.toString());
      case "file" -> archive.file("d/x", "file");
      default -> archive.hardLink("d/x", "d/f");
    }
    archive.file("d/x/evil", "evil");
    assertThatThrownBy(this::extract).isInstanceOf(ContainerRunException.class);
    assertVictimsUntouched();
    assertThat(target).doesNotExist();
  }

  @Test
  void aFolderIsMadeOfNoLink() {
    archive.link("d/x", victimFolder.toString()).folder("d/x/", 0777);
    assertThatThrownBy(this::extract).isInstanceOf(ContainerRunException.class);
    archive.file("d/x/evil", "evil");
    assertThatThrownBy(this::extract).isInstanceOf(ContainerRunException.class);
  }

  @Test
  void aFileThatBecomesALinkIsNotWrittenThrough() throws IOException {
    archive.link("d/x", victim.toString()).hardLink("d/y", "d/x").file("d/x", "evil");
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("is a hard link to")
        .hasMessageContaining("which is not a file");
    assertVictimsUntouched();
  }

  @Test
  void entriesThatReplaceEachOtherStayInside() throws IOException {
    archive
        .link("d/x", victim.toString())
        .file("d/x", "new")
        .hardLink("d/y", "d/x")
        .file("d/y", "newer")
        .hardLink("d/x", "d/y")
        .hardLink("d/x", "d/x")
        .link("d/y", victim.toString());
    extract();
    assertThat(target.resolve("x")).hasContent("newer").isRegularFile();
    assertThat(Files.readSymbolicLink(target.resolve("y"))).isEqualTo(victim);
    try (var all = Files.list(target)) {
      assertThat(all).hasSize(2);
    }
    assertVictimsUntouched();
  }

  @Test
  void aHardLinkedFileOfTheTargetKeepsItsContentAndMode() throws IOException {
    Files.createDirectory(target);
    Files.createLink(target.resolve("same"), victim);
    archive.add("d/same", '0', 0777, "", "evil");
    extract();
    assertThat(target.resolve("same")).hasContent("evil");
    assertVictimsUntouched();
  }

  @Test
  void deepFoldersCostNoMoreThanTheirNumber() throws IOException {
    String name = "d";
    for (int i = 0; i < DEEP; i++) {
      name += "/d";
      archive.pax('x', "path", name + "/").folder("short/", 0700);
    }
    archive.pax('x', "path", name + "/file").file("short", "deep");
    extract();
    assertThat(target.resolve("d/".repeat(DEEP) + "file")).hasContent("deep");
    FolderDeletion.delete(target);
  }

  @Test
  void deepFoldersOfABrokenArchiveAreDeleted() throws IOException {
    String name = "d";
    for (int i = 0; i < DEEP; i++) {
      name += "/d";
      archive.pax('x', "path", name + "/").folder("short/", 0);
    }
    archive.file("evil", "evil");
    assertThatThrownBy(this::extract).hasMessageContaining("leads out of the copied folder");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(victimFolder);
    }
  }

  @Test
  void foldersDeeperThanTheSystemAllowsAreRejected() throws IOException {
    String name = "d";
    for (int i = 0; i < 3 * DEEP; i++) {
      name += "/d";
      archive.pax('x', "path", name + "/").folder("short/", 0700);
    }
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("File name too long");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(victimFolder);
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'g'})
  void aDescriptionWithoutEndIsNotRead(char type) {
    byte[] name = "long".getBytes(StandardCharsets.UTF_8);
    for (long size : new long[] {1L << 21, 1L << 40, Long.MAX_VALUE}) {
      InputStream begin = new ByteArrayInputStream(RawArchive.header(name, type, 0644, "", size));
      InputStream endless = new SequenceInputStream(begin, new Endless());
      assertThatThrownBy(() -> new Extraction(target, false).extract(endless))
          .isInstanceOfAny(ContainerRunException.class, IOException.class)
          .hasMessageContaining("bytes");
      assertThatThrownBy(
              () ->
                  Extraction.extractFile(
                      new SequenceInputStream(
                          new ByteArrayInputStream(RawArchive.header(name, type, 0644, "", size)),
                          new Endless()),
                      OutputStream.nullOutputStream()))
          .isInstanceOfAny(ContainerRunException.class, IOException.class);
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void manyDescriptionsOfOneFileNeedNoStack() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      archive.pax('x', "path", "d/a" + i).pax('x', "comment", "c" + i);
    }
    archive.file("d/short", "content");
    extract();
    assertThat(target.resolve("a19999")).hasContent("content");
  }

  @Test
  void aNameOfManyDotsNeedsNoStack() throws IOException {
    String dots = "./".repeat(200_000);
    archive.pax('x', "path", dots + "d/file").file("short", "content");
    archive.pax('x', "path", "d/" + "a/".repeat(200_000)).file("short", "content");
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("d/a/a/a")
        .satisfies(it -> assertThat(it.toString()).hasSizeLessThan(2_000));
  }

  @Test
  void manySlashesAreReadOnce() throws IOException {
    archive.pax('x', "path", "d/" + "/".repeat(500_000) + "x").file("short", "content");
    assertThatThrownBy(this::extract).hasMessageContaining("leads out of the copied folder");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void aSizeThatNoFileHasIsRejected(long size) {
    byte[] name = "d/file".getBytes(StandardCharsets.UTF_8);
    archive.blocks(RawArchive.header(name, '0', 0644, "", size));
    assertThatThrownBy(this::extract).isInstanceOf(IOException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void aTimeThatNoFileHasIsRejected() {
    archive.pax('x', "mtime", "1e999999999").file("d/file", "content");
    assertThatThrownBy(this::extract)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("extended header that cannot be read");
  }

  @Test
  void aNameThatIsNotTextIsRejected() {
    byte[] name = "d/gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
    archive.blocks(RawArchive.header(name, '0', 0644, "", 0));
    assertThatThrownBy(this::extract)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in the archive is not UTF-8");
  }

  @Test
  void anythingButAnArchiveIsRejected() {
    byte[] noise = new byte[10_000];
    Arrays.fill(noise, (byte) 'x');
    InputStream in = new ByteArrayInputStream(noise);
    assertThatThrownBy(() -> new Extraction(target, false).extract(in))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header");
  }

  /** A stream of letters. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] bytes, int start, int most) {
      Arrays.fill(bytes, start, start + most, (byte) 'x');
      return most;
    }
  }
}
