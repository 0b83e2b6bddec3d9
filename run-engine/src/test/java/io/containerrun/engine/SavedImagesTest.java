package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that images are saved to. */
@Timeout(60)
class SavedImagesTest extends ConnectedToScript {

  private static final String GET = "GET /images/get";

  @TempDir private Path folder;

  @Override
  protected ScriptedEngine script() throws IOException {
    return new ScriptedEngine().on(GET, it -> it.answer(200, "", "archive"));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((one, another) -> folder).orElse(folder);
    }
  }

  @Test
  void linksBesideTheFileAreNotFollowed() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Path file = folder.resolve("y.tar");
    Path part = Files.createSymbolicLink(folder.resolve("y.tar.part"), precious);
    engine.images().save(file, "app");
    assertThat(precious).hasContent("precious");
    assertThat(file).hasContent("archive").isRegularFile();
    assertThat(Files.readSymbolicLink(part)).isEqualTo(precious);
  }

  @Test
  void aLinkIsReplacedAndItsTargetStays() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Path file = Files.createSymbolicLink(folder.resolve("y.tar"), precious);
    engine.images().save(file, "app");
    assertThat(precious).hasContent("precious");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(file).hasContent("archive");
  }

  @Test
  void onlyTheOwnerMayReadItFromItsFirstMoment() throws IOException, InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch more = new CountDownLatch(1);
    scripted.on(
        GET,
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 7\r\n\r\narch");
          begun.countDown();
          it.await(more);
          it.raw("ive");
        });
    Path file = folder.resolve("y.tar");
    Thread saving = new Thread(() -> engine.images().save(file, "app"));
    saving.start();
    begun.await();
    Path unfinished = only();
    assertThat(unfinished.getFileName().toString()).doesNotContain("y.tar");
    assertThat(mode(unfinished)).isEqualTo("rw-------");
    more.countDown();
    saving.join();
    assertThat(file).hasContent("archive");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(only()).isEqualTo(file);
  }

  @Test
  void aFailureLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("y.tar"), "old");
    scripted.on(
        GET,
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 9000\r\n\r\nhalf");
          it.cut();
        });
    assertThatThrownBy(() -> engine.images().save(file, "app"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("broke off");
    assertThat(file).hasContent("old");
    assertThat(only()).isEqualTo(file);
  }

  @Test
  void whatIsNoFileIsNotReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
    for (Path wrong : new Path[] {link, folder}) {
      assertThatThrownBy(() -> engine.images().save(wrong, "app"))
          .isExactlyInstanceOf(ContainerRunException.class)
          .hasMessageContaining("save images to " + wrong)
          .hasMessageContaining("is not a regular file");
    }
    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("/dev/null"));
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> engine.images().save(missing.resolve("y.tar"), "app"))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageEndingWith(missing + ": no such file or folder");
    assertThat(scripted.requests()).isEmpty();
  }
}
