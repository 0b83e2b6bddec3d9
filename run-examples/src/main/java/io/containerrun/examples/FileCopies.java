package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.CopyOptions;
import io.containerrun.engine.Engine;
import io.containerrun.engine.RunningContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies files into and out of a container. */
public final class FileCopies {

  private FileCopies() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException {
    Path work = Files.createTempDirectory("copies");
    ContainerRun sleep =
        ContainerRun.of(args.length > 0 ? args[0] : "alpine:3").command("sleep", "600");
    try (Engine engine = Engine.connect();
        RunningContainer worker = engine.start(sleep)) {
      in(worker, work);
      bytes(worker);
      out(worker, work);
    } finally {
      deleteAll(work);
    }
  }

  private static void in(ContainerHandle worker, Path work) throws IOException {
    Path config = Files.createDirectory(work.resolve("config"));
    Files.writeString(config.resolve("app.conf"), "port = 8080\n");
    Files.writeString(config.resolve("schema"), "");
    // region files-in
    worker.copyTo(config, "/etc/app"); // a new folder /etc/app
    worker.copyTo(config.resolve("."), "/srv"); // its contents, into an existing folder
    worker.copyTo(config.resolve("app.conf"), "/tmp"); // a file, into an existing folder
    // endregion
    System.out.println(worker.exec("ls", "/etc/app").stdout().strip().replace('\n', ' '));
    System.out.print(worker.exec("cat", "/tmp/app.conf").stdout());
  }

  private static void bytes(ContainerHandle worker) {
    // region files-bytes
    byte[] password = "s3cret".getBytes(StandardCharsets.UTF_8);
    worker.copyTo(password, "/tmp/password", CopyOptions.standard().mode(0600).owner(1000, 1000));

    worker.exec("sh", "-c", "echo done > /tmp/result").requireSuccess();
    String result = new String(worker.read("/tmp/result"), StandardCharsets.UTF_8);
    // endregion
    System.out.println(worker.exec("stat", "-c", "0%a of %u", "/tmp/password").stdout().strip());
    System.out.print("result: " + result);
  }

  private static void out(ContainerHandle worker, Path work) throws IOException {
    // region files-out
    Path copy = work.resolve("copy");
    worker.copyFrom("/etc/app", copy);
    boolean logged = worker.stat("/var/log/app.log").isPresent();
    // endregion
    try (Stream<Path> files = Files.list(copy)) {
      String names =
          files.map(it -> it.getFileName().toString()).sorted().collect(Collectors.joining(", "));
      System.out.println(names + (logged ? ", and a log" : ""));
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
