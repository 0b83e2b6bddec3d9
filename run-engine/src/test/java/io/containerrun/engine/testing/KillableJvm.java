package io.containerrun.engine.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A program of the tests in a process of its own, which can be killed. */
public final class KillableJvm implements AutoCloseable {

  private static final long MOST_SECONDS = 90;

  private final Process process;
  private final BufferedReader output;
  private final CompletableFuture<String> log;

  public KillableJvm(Class<?> program, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx64m", "-cp", classPath(program), program.getName()));
    line.addAll(List.of(arguments));
    this.process = new ProcessBuilder(line).start();
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.log =
        CompletableFuture.supplyAsync(
            () -> process.errorReader().lines().collect(Collectors.joining("\n")));
  }

  private static String classPath(Class<?> program) {
    Stream<Class<?>> known =
        Stream.of(
            program,
            Engine.class,
            ContainerRun.class,
            JsonNode.class,
            JsonFactory.class,
            JsonProperty.class,
            LoggerFactory.class,
            LoggerFactory.getILoggerFactory().getClass());
    return Stream.concat(
            known.map(KillableJvm::place), Stream.of(System.getProperty("java.class.path")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The lines that it writes up to a last one. */
  public List<String> linesUntil(String last) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = output.readLine();
    while (line != null && !line.equals(last)) {
      lines.add(line);
      line = output.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("ended before " + last + ": " + log.join());
    }
    return lines;
  }

  /** Ends it by SIGTERM. */
  public void terminate() {
    process.toHandle().destroy(); // the process would close its streams
  }

  /** Ends it by SIGKILL. */
  public void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Waits for its end; returns whether it has ended. */
  public boolean awaitEnd() throws InterruptedException {
    return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /** What it logged, once it has ended. */
  public String log() {
    return log.join();
  }

  @Override
  public void close() {
    kill();
  }
}
