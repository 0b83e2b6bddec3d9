package io.containerrun.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An {@link InstantEngine} in a child process, which ends with this one. */
final class EngineProcess implements AutoCloseable {

  private final Path folder;
  private final Process process;

  EngineProcess() throws IOException {
    folder = Files.createTempDirectory("benchmark");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                InstantEngine.class.getName(),
                socket().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("the engine did not start");
    }
  }

  Path socket() {
    return folder.resolve("s");
  }

  String host() {
    return "unix://" + socket();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }
}
