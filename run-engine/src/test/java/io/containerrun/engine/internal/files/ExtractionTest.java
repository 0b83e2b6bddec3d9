package io.containerrun.engine.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.CapturedLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar =
      new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
  private Path target = Path.of("");

  @BeforeEach
  void begin() {
    target = folder.resolve("target");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  @Test
  void unpacksAFolderUnderAnotherName() throws IOException {
    folder("app/", 0750);
    folder("app/closed/", 0500);
    file("app/closed/read-me", 0640, "hello");
    file("app/" + "n".repeat(200), 0644, "long");
    link("app/current", "closed/read-me");
    hardLink("app/same", "app/closed/read-me");
    extract();
    assertThat(target.resolve("closed/read-me")).hasContent("hello");
    assertThat(target.resolve("n".repeat(200))).hasContent("long");
    assertThat(target.resolve("same")).hasContent("hello");
    assertThat(Files.readSymbolicLink(target.resolve("current")))
        .isEqualTo(Path.of("closed/read-me"));
    assertThat(permissions(target)).isEqualTo("rwxr-x---");
    assertThat(permissions(target.resolve("closed"))).isEqualTo("r-x------");
    assertThat(permissions(target.resolve("closed/read-me"))).isEqualTo("rw-r-----");
    assertThat(Files.getLastModifiedTime(target.resolve("closed")).toMillis()).isEqualTo(5_000);
    assertThat(Files.getLastModifiedTime(target.resolve("closed/read-me")).toMillis())
        .isEqualTo(5_000);
  }

  @Test
  void replacesAFileOrALinkAndMergesFolders() throws IOException {
    Files.createDirectories(target.resolve("sub"));
    Path other = Files.writeString(folder.resolve("other"), "untouched");
    Files.writeString(target.resolve("sub/stays"), "stays");
    Files.createSymbolicLink(target.resolve("a"), other);
    folder("app/", 0755);
    file("app/a", 0644, "new");
    folder("app/sub/", 0755);
    file("app/sub/b", 0644, "b");
    extract();
    assertThat(target.resolve("a")).hasContent("new");
    assertThat(other).hasContent("untouched");
    assertThat(target.resolve("sub/stays")).hasContent("stays");
    assertThat(target.resolve("sub/b")).hasContent("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "app/../evil",
        "app/../../evil",
        "/evil",
        "app/a/../../../evil",
        "evil",
        "app//b",
        "app/./b"
      })
  void refusesNamesThatLeadOutOfTheFolder(String name) throws IOException {
    folder("app/", 0755);
    entry(new TarArchiveEntry(name, true), "evil");
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("leads out of the copied folder");
    assertThat(target).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writesThroughNoLink() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    folder("app/", 0755);
    link("app/door", outside.toString());
    file("app/door/evil", 0644, "evil");
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("leads through")
        .hasMessageContaining("which is not a folder");
    assertThat(outside).isEmptyDirectory();
    assertThat(target).doesNotExist();
  }

  @Test
  void writesThroughNoLinkThatIsThereAlready() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createDirectory(target);
    Files.createSymbolicLink(target.resolve("door"), outside);
    folder("app/", 0755);
    file("app/door/evil", 0644, "evil");
    assertThatThrownBy(this::extract).hasMessageContaining("leads through");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void linksToNothingOutside() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    folder("app/", 0755);
    hardLink("app/a", "../secret");
    assertThatThrownBy(this::extract).hasMessageContaining("leads out");
    assertThat(secret).hasContent("secret");
  }

  @Test
  void refusesADevice() throws IOException {
    entry(new TarArchiveEntry("null", TarConstants.LF_CHR), "");
    assertThatThrownBy(this::extract)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("null is not a file, folder or link");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesDevicesAndPipesInAFolderOut() throws IOException {
    folder("app/", 0755);
    entry(new TarArchiveEntry("app/null", TarConstants.LF_CHR), "");
    entry(new TarArchiveEntry("app/pipe", TarConstants.LF_FIFO), "");
    file("app/file", 0644, "text");
    try (CapturedLog log = new CapturedLog()) {
      extract();
      assertThat(log.text()).contains("app/null is missing: it is a pipe, a device or a socket");
    }
    assertThat(target).isDirectoryNotContaining("glob:**/{null,pipe}");
    assertThat(target.resolve("file")).hasContent("text");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 512, 1_536, 2_000, 3_000})
  void leavesNothingOfAnArchiveThatIsCutOff(int length) throws IOException {
    folder("app/", 0755);
    file("app/a", 0644, "x".repeat(5_000));
    byte[] all = finished();
    InputStream cut = new ByteArrayInputStream(Arrays.copyOf(all, length));
    if (length == 512) {
      new Extraction(target, false).extract(cut); // as long as the archive of an empty folder
      assertThat(target).isEmptyDirectory();
      return;
    }
    assertThatThrownBy(() -> new Extraction(target, false).extract(cut))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void replacesNoFileBeforeTheNewOneIsComplete() throws IOException {
    Files.writeString(target, "old");
    file("a", 0644, "x".repeat(5_000));
    InputStream cut = new ByteArrayInputStream(Arrays.copyOf(finished(), 2_000));
    assertThatThrownBy(() -> new Extraction(target, false).extract(cut))
        .isInstanceOf(IOException.class);
    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**/.containerrun*");
  }

  @Test
  void tellsAStreamThatFailsFromAnArchiveThatDoes() throws IOException {
    file("a", 0644, "content");
    IOException own = new IOException("disk full");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw own;
          }
        };
    InputStream archive = new ByteArrayInputStream(finished());
    assertThatThrownBy(() -> Extraction.extractFile(archive, full))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("disk full")
        .hasCause(own);
  }

  private void extract() throws IOException {
    new Extraction(target, false).extract(new ByteArrayInputStream(finished()));
  }

  private byte[] finished() throws IOException {
    tar.finish();
    return bytes.toByteArray();
  }

  private void folder(String name, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry(entry, "");
  }

  private void file(String name, int mode, String content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry(entry, content);
  }

  private void link(String name, String to) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(to);
    entry(entry, "");
  }

  private void hardLink(String name, String to) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
    entry.setLinkName(to);
    entry(entry, "");
  }

  private void entry(TarArchiveEntry entry, String content) throws IOException {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    entry.setSize(body.length);
    entry.setModTime(5_000);
    tar.putArchiveEntry(entry);
    tar.write(body);
    tar.closeArchiveEntry();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
