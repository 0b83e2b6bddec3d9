package io.containerrun.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.engine.testing.TestTransport;
import io.containerrun.engine.testing.UnstartedContainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnEngine
@Tag("core")
@Timeout(180)
class FilesIT {

  private static final Instant THEN = Instant.parse("2020-02-03T04:05:06Z");

  private static Engine engine;
  private static RunningContainer container;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    engine = TestTransport.connect();
    container =
        engine.start(ContainerRun.of("containerrun/base").network("none").command("sleep", "600"));
  }

  @AfterAll
  static void close() {
    container.close();
    engine.close();
  }

  @BeforeEach
  void clean() {
    shell("rm -rf /w; mkdir /w");
  }

  private static String shell(String script) {
    return container.exec("sh", "-c", script).requireSuccess().stdout();
  }

  /** A folder with a file of its own mode and time, a program, a link and an empty folder. */
  private Path app() throws IOException {
    Path app = folder.resolve("app");
    Files.createDirectories(app.resolve("empty"));
    Path file = Files.writeString(app.resolve("grün " + "x".repeat(120)), "content");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(file, FileTime.from(THEN));
    Path program = Files.writeString(app.resolve("run"), "#!/bin/sh\necho runs\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(app.resolve("link"), Path.of("run"));
    return app;
  }

  @Test
  void copiesAFolderInAndOutAgainAsItIs() throws IOException {
    container.copyTo(app(), "/w/new");
    assertThat(shell("/w/new/run; ls /w/new; readlink /w/new/link; stat -c '%a %u %Y' /w/new/gr*"))
        .startsWith("runs\nempty\n")
        .endsWith("run\n640 0 " + THEN.getEpochSecond() + "\n");
    Path back = folder.resolve("back");
    container.copyFrom("/w/new", back);
    Path file = back.resolve("grün " + "x".repeat(120));
    assertThat(file).hasContent("content");
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(THEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(back.resolve("run")).isExecutable();
    assertThat(Files.readSymbolicLink(back.resolve("link"))).isEqualTo(Path.of("run"));
    assertThat(back.resolve("empty")).isEmptyDirectory();
  }

  @Test
  void keepsSetuidSetgidAndSticky() throws IOException {
    Path source = Files.createDirectory(folder.resolve("modes"));
    Path program = Files.writeString(source.resolve("program"), "x");
    Files.setAttribute(program, "unix:mode", 06755);
    Files.setAttribute(source, "unix:mode", 01777);
    container.copyTo(source, "/w/modes");
    container.copyTo(new byte[1], "/w/modes/bytes", CopyOptions.standard().mode(04711));
    assertThat(shell("stat -c %a /w/modes /w/modes/program /w/modes/bytes"))
        .isEqualTo("1777\n6755\n4711\n");
    assertThat(container.stat("/w/modes").map(PathInfo::mode)).contains(01777);
    assertThat(container.stat("/w/modes/program").map(PathInfo::mode)).contains(06755);
    Path back = folder.resolve("back");
    container.copyFrom("/w/modes", back);
    assertThat((Integer) Files.getAttribute(back, "unix:mode") & 07777).isEqualTo(01777);
    Path backProgram = back.resolve("program");
    assertThat((Integer) Files.getAttribute(backProgram, "unix:mode") & 07777).isEqualTo(06755);
  }

  @Test
  void putsAFolderIntoAFolderOrItsContents() throws IOException {
    Path app = app();
    container.copyTo(app, "/w");
    assertThat(shell("ls /w; ls /w/app | wc -l")).isEqualTo("app\n4\n");
    container.copyTo(app.resolve("."), "/w");
    assertThat(shell("cat /w/run | wc -l; ls -d /w/empty")).isEqualTo("2\n/w/empty\n");
    container.copyFrom("/w/app", folder.resolve("app/empty"));
    assertThat(folder.resolve("app/empty/app/run")).exists();
    container.copyFrom("/w/app/.", folder.resolve("app/empty"));
    assertThat(folder.resolve("app/empty/run")).exists();
  }

  @Test
  void copiesAFileUnderItsOwnNameOrAnother() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "a");
    container.copyTo(file, "/w");
    container.copyTo(file, "/w/b");
    container.copyTo(Files.writeString(file, "new"), "/w/b");
    shell("ln -s /w /w/door");
    container.copyTo(file, "/w/door/c");
    assertThat(shell("cat /w/a /w/b /w/c")).isEqualTo("anewnew");
    container.copyFrom("/w/a", folder.resolve("out"));
    container.copyFrom("/w/b", folder);
    assertThat(folder.resolve("out")).hasContent("a");
    assertThat(folder.resolve("b")).hasContent("new");
  }

  @Test
  @NotOnPodman("creates missing folders")
  void refusesPlacesThatCannotBe() throws IOException {
    Path app = app();
    shell("echo x > /w/file");
    assertThatThrownBy(() -> container.copyTo(app, "/w/file"))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("/w/file is a file, and the source is a folder");
    assertThatThrownBy(() -> container.copyTo(app.resolve("run"), "/w/none/"))
        .hasMessageContaining("there is no folder /w/none/");
    assertThatThrownBy(() -> container.copyTo(app.resolve("run"), "/w/none/file"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("copy to container " + container.id().substring(0, 12));
    assertThatThrownBy(() -> container.copyTo(folder.resolve("none"), "/w"))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("there is no file or folder " + folder.resolve("none"));
    assertThatThrownBy(() -> container.copyFrom("/w/none", folder))
        .hasMessageContaining("there is no file or folder /w/none");
    assertThatThrownBy(() -> container.copyFrom("/w/file", folder.resolve("none/file")))
        .hasMessageContaining("there is no folder " + folder.resolve("none"));
    assertThatThrownBy(() -> container.copyFrom("/w", app.resolve("run")))
        .hasMessageContaining("is a file, and the source is a folder");
  }

  @Test
  void writesAndReadsBytesAndStreams() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    CopyOptions secret = CopyOptions.standard().mode(0400).owner(1000, 1000);
    container.copyTo(bytes, "/w/bytes", secret);
    assertThat(shell("stat -c '%a %u %g %s' /w/bytes")).isEqualTo("400 1000 1000 300000\n");
    assertThat(container.read("/w/bytes")).isEqualTo(bytes);
    container.copyTo("text".getBytes(UTF_8), "/w/text");
    shell("ln -s text /w/link");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    container.copyFrom("/w/link", out);
    assertThat(out).hasToString("text");
    assertThatThrownBy(() -> container.read("/w")).hasMessageContaining("/w is not a file");
    assertThatThrownBy(() -> container.copyTo(bytes, "/w"))
        .hasMessageContaining("add the name of the file");
    InputStream few = new ByteArrayInputStream(new byte[5]);
    assertThatThrownBy(() -> container.copyTo(few, 10, "/w/short", secret))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("was truncated");
  }

  @Test
  @NotOnPodman("its copies see what is on the mounts of a container that runs")
  void saysThatTheEngineDoesNotSeeWhatIsInMemory() throws IOException {
    try (RunningContainer own =
        engine.start(
            ContainerRun.of("containerrun/base")
                .network("none")
                .tmpfs("/tm")
                .mount("type=tmpfs,dst=/mem")
                .command("sh", "-c", "echo hi > /tm/b; ln -s /tm /door; sleep 600"))) {
      Path file = Files.writeString(folder.resolve("a"), "a");
      for (String there : new String[] {"/tm", "/mem", "/tm/b", "/door/b", "/door", "/dev/shm/x"}) {
        assertThatThrownBy(() -> own.copyTo(file, there))
            .hasMessageContaining("is on the tmpfs at");
      }
      for (String there : new String[] {"/tm", "/tm/b", "/door/b", "/proc/1/cmdline", "/mem"}) {
        assertThatThrownBy(() -> own.copyFrom(there, folder))
            .hasMessageContaining("which the engine's copies do not see");
      }
      assertThatThrownBy(() -> own.read("/tm/b")).hasMessageContaining("is on the tmpfs at /tm");
      own.copyTo(file, "/a");
      assertThat(new String(own.read("/a"), UTF_8)).isEqualTo("a");
    }
  }

  @Test
  void tellsWhatIsAtAPath() {
    shell("echo hello > /w/file; chmod 640 /w/file; ln -s file /w/link; mkfifo /w/pipe");
    PathInfo file = container.stat("/w/file").orElseThrow();
    assertThat(file.kind()).isEqualTo(PathInfo.Kind.FILE);
    assertThat(file.size()).isEqualTo(6);
    assertThat(file.mode()).isEqualTo(0640);
    assertThat(file.modified())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(container.stat("/w").map(PathInfo::isFolder)).contains(true);
    assertThat(container.stat("/w/link").map(PathInfo::linkTarget)).contains("/w/file");
    assertThat(container.stat("/w/pipe").map(PathInfo::kind)).contains(PathInfo.Kind.OTHER);
    assertThat(container.stat("/w/none")).isEqualTo(Optional.empty());
  }

  @Test
  @NotOnPodman("always copies the target of a link")
  void followsALinkOnlyIfAskedTo() throws IOException {
    shell("echo hello > /w/file; ln -s file /w/link");
    container.copyFrom("/w/link", folder.resolve("link"));
    assertThat(Files.readSymbolicLink(folder.resolve("link"))).isEqualTo(Path.of("file"));
    container.copyFrom("/w/link", folder.resolve("file"), CopyOptions.standard().followLink());
    assertThat(folder.resolve("file")).hasContent("hello").isRegularFile();
    container.copyTo(folder.resolve("link"), "/w/in", CopyOptions.standard().followLink());
    assertThat(shell("cat /w/in; test -L /w/in || echo file")).isEqualTo("hello\nfile\n");
    container.copyTo(folder.resolve("link"), "/w/in2");
    assertThat(shell("readlink /w/in2")).isEqualTo("file\n");
  }

  @Test
  void followsAllLinksInATreeIfAskedTo() throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("sub"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("file"), "hello");
    Files.createSymbolicLink(tree.resolve("sub/file"), outside.resolve("file"));
    Files.createSymbolicLink(tree.resolve("folder"), outside);
    CopyOptions all = CopyOptions.standard().followAllLinks();
    container.copyTo(tree, "/w/all", all);
    assertThat(shell("cd /w/all; cat sub/file folder/file; find . -type l"))
        .isEqualTo("hellohello");
    container.copyTo(tree, "/w/links", CopyOptions.standard().followLink());
    assertThat(shell("cd /w/links; find . -type l | wc -l").strip()).isEqualTo("2");
    Files.createSymbolicLink(tree.resolve("sub/up"), tree);
    assertThatThrownBy(() -> container.copyTo(tree, "/w/loop", all))
        .hasMessageContaining("sub/up is a link to " + tree + ", which contains it");
    Files.delete(tree.resolve("sub/up"));
    Files.createSymbolicLink(tree.resolve("nowhere"), folder.resolve("none"));
    assertThatThrownBy(() -> container.copyTo(tree, "/w/none", all))
        .hasMessageContaining("nowhere is a link to nothing");
  }

  @Test
  void oneSpecialFileInAFolderStopsNoCopy() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("file"), "hello");
    Process pipe = new ProcessBuilder("mkfifo", tree.resolve("pipe").toString()).start();
    assertThat(pipe.waitFor()).isZero();
    container.copyTo(tree, "/w/tree");
    assertThat(shell("ls /w/tree")).isEqualTo("file\n");
    assertThatThrownBy(() -> container.copyTo(tree.resolve("pipe"), "/w/pipe"))
        .hasMessageContaining("it is a pipe, a device or a socket");
    shell("mkfifo /w/tree/pipe");
    container.copyFrom("/w/tree", folder.resolve("out"));
    assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/file");
    assertThat(folder.resolve("out/pipe")).doesNotExist();
  }

  @Test
  void worksBeforeTheStartAndAfterTheEnd() {
    String id = UnstartedContainer.create("containerrun/base", "cp", "/in", "/out");
    try {
      ContainerHandle other = engine.container(id);
      other.copyTo("put in before".getBytes(UTF_8), "/in");
      assertThat(new String(other.read("/in"), UTF_8)).isEqualTo("put in before");
      other.start();
      assertThat(other.waitFor()).isZero();
      assertThat(new String(other.read("/out"), UTF_8)).isEqualTo("put in before");
      other.copyTo("put in afterwards".getBytes(UTF_8), "/in");
      assertThat(new String(other.read("/in"), UTF_8)).isEqualTo("put in afterwards");
    } finally {
      TestCleanup.remove(id);
    }
  }

  @Test
  void leavesNothingWhereTheConsumerFails() throws IOException {
    shell("head -c 3000000 /dev/zero > /w/zeros");
    IOException own = new IOException("disk full");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw own;
          }
        };
    assertThatThrownBy(() -> container.copyFrom("/w/zeros", full))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageContaining("disk full")
        .hasCause(own);
    shell("mkfifo /w/pipe");
    assertThatThrownBy(() -> container.copyFrom("/w/pipe", folder.resolve("out")))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("is not a file, folder or link");
    assertThat(folder).isEmptyDirectory();
  }
}
