package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Copies files with names that are not ASCII, and writes for each step what it ended with. The
 * argument is an empty folder.
 */
final class PosixLocaleCopies {

  private static final String NAME = "gr\u00fc\u00dfe";
  private static final String ARCHIVE = "/containers/c1/archive";

  private final Path folder;
  private final ScriptedEngine scripted;
  private final ContainerHandle container;
  private final Engine engine;

  private PosixLocaleCopies(Path folder, ScriptedEngine scripted, Engine engine) {
    this.folder = folder;
    this.scripted = scripted;
    this.engine = engine;
    this.container = engine.container("c1");
  }

  public static void main(String[] arguments) throws IOException {
    try (ScriptedEngine scripted = new ScriptedEngine();
        Engine engine = Engine.connect(scripted.host())) {
      scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
      scripted.on("PUT " + ARCHIVE, it -> it.answer(200, "", ""));
      scripted.on("POST /build", it -> it.answer(200, "", "{\"aux\":{\"ID\":\"sha256:1\"}}"));
      new PosixLocaleCopies(Path.of(arguments[0]), scripted, engine).run();
    }
  }

  private void run() throws IOException {
    Path named = folder("named");
    Path file = Files.writeString(notAscii(named), "content");
    serve("d", true, new byte[0]);
    step("copyTo folder", () -> container.copyTo(named, "/d"));
    step("copyTo file", () -> container.copyTo(file, "/d"));
    step("build", () -> engine.images().build(ImageBuild.of(named)));
    Files.writeString(named.resolve(".dockerignore"), "*\n!Dockerfile\n");
    step("build without it", () -> engine.images().build(ImageBuild.of(named)));
    step("build of", () -> engine.images().build(ImageBuild.of(named).dockerfile(NAME)));
    Path linked = folder("linked");
    Files.createSymbolicLink(linked.resolve("link"), file.getFileName());
    step("copyTo link", () -> container.copyTo(linked, "/d"));
    Path ascii = folder("ascii");
    step("copyTo ascii", () -> container.copyTo(ascii, "/d"));
    serve("d", true, archive(NAME, ""));
    step("copyFrom folder", () -> container.copyFrom("/d", folder.resolve("new")));
    serve("d", true, archive("link", NAME));
    step("copyFrom link", () -> container.copyFrom("/d", folder.resolve("new")));
    serve(NAME, false, archive(NAME, ""));
    step("copyFrom file", () -> container.copyFrom("/" + NAME, folder("files")));
    serve("d", true, archive("ascii", ""));
    step("copyFrom ascii", () -> container.copyFrom("/d", folder.resolve("new")));
    scripted.on(
        "HEAD " + ARCHIVE, it -> it.answer(200, "X-Docker-Container-Path-Stat: e30=\r\n", ""));
    step("stat without a time", () -> container.stat("/x"));
  }

  /** A folder with a Dockerfile. */
  private Path folder(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.writeString(made.resolve("Dockerfile"), "FROM scratch\n");
    return made;
  }

  /** Paths from addresses have the bytes of the address as name, in every locale. */
  private static Path notAscii(Path parent) {
    return Path.of(URI.create(parent.toUri() + "gr%C3%BC%C3%9Fe"));
  }

  private void serve(String name, boolean folder, byte[] archive) {
    String json =
        "{\"name\":\"%s\",\"size\":1,\"mode\":%d,\"mtime\":\"2024-01-01T00:00:00Z\"}"
            .formatted(name, folder ? 1L << 31 | 0755 : 0644);
    String stat = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    String header = "X-Docker-Container-Path-Stat: " + stat + "\r\n";
    scripted.on("HEAD " + ARCHIVE, it -> it.answer(200, header, ""));
    String text = new String(archive, StandardCharsets.UTF_8); // zeros, ASCII and names
    scripted.on(
        "GET " + ARCHIVE,
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: " + archive.length + "\r\n\r\n");
          it.raw(text);
        });
  }

  private static byte[] archive(String name, String linkTo) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.putArchiveEntry(new TarArchiveEntry("d/"));
      tar.closeArchiveEntry();
      byte type = linkTo.isEmpty() ? TarConstants.LF_NORMAL : TarConstants.LF_SYMLINK;
      TarArchiveEntry entry = new TarArchiveEntry("d/" + name, type);
      entry.setLinkName(linkTo);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("SystemOut") // it is a program
  private void step(String name, Step step) throws IOException {
    String result;
    try {
      step.run();
      result = "done";
    } catch (ContainerRunException failure) {
      result = failure.getMessage();
    } catch (RuntimeException | Error undocumented) {
      result = undocumented.toString();
    }
    String left = Files.exists(folder.resolve("new")) ? " and left something" : "";
    System.out.println(name + ": " + result + left);
  }

  private interface Step {
    void run() throws IOException;
  }
}
