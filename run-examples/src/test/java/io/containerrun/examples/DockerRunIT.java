package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The program on a real terminal, which {@code script} of util-linux makes. */
@Timeout(value = 90, threadMode = ThreadMode.SEPARATE_THREAD) // no interrupt ends a read of a pipe
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class DockerRunIT {

  private static final String ESCAPES = "\u001b\\[[0-9;]*[A-Za-z]";

  @TempDir Path folder;

  private final String name = "docker-run-" + UUID.randomUUID();
  private Process process;
  private BufferedReader shown;
  private Writer keys;

  @BeforeEach
  void start() throws IOException {
    Path script = folder.resolve("terminal.sh");
    Files.writeString(
        script,
        String.join(
            "\n",
            "stty rows 33 cols 77",
            "tty=$(tty)",
            "(until [ -e resize ]; do sleep 0.1; done; stty rows 44 cols 88 <$tty) &",
            "\"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" "
                + DockerRun.class.getName()
                + " -it --rm --name "
                + name
                + " containerrun/base sh -c 'PS1=; export PS1; echo ready; exec sh'",
            "echo status $?",
            "stty -a | grep -o ' -*icanon' | sed 's/ /mode/'",
            "touch resize"));
    ProcessBuilder program =
        new ProcessBuilder(List.of("script", "-qec", "sh " + script, "/dev/null"));
    program.directory(folder.toFile());
    program
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin/java").toString());
    program.environment().put("CLASSES", System.getProperty("java.class.path"));
    process = program.redirectErrorStream(true).start();
    shown = process.inputReader(StandardCharsets.UTF_8);
    keys = process.outputWriter(StandardCharsets.UTF_8);
  }

  @AfterEach
  void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void type(String text) throws IOException {
    keys.append(text).flush();
  }

  private void awaitLine(String wanted) throws IOException {
    assertThat(nextLine(Pattern.quote(wanted))).isEqualTo(wanted);
  }

  /** The size is told a moment after the start, and after each change. */
  private void awaitSize(String wanted) throws Exception {
    while (true) {
      type("stty size\r");
      if (nextLine("\\d+ \\d+").equals(wanted)) {
        return;
      }
      Thread.sleep(100);
    }
  }

  /** The next line that matches as a whole. */
  private String nextLine(String pattern) throws IOException {
    while (true) {
      String line = shown.readLine();
      assertThat(line).as("the terminal shows " + pattern).isNotNull();
      String plain = line.replaceAll(ESCAPES, "").strip();
      if (plain.matches(pattern)) {
        return plain;
      }
    }
  }

  @Test
  void passesKeysAndSizeOnAndRestoresTheTerminal() throws Exception {
    awaitLine("ready");
    awaitSize("33 77");
    Files.createFile(folder.resolve("resize"));
    awaitSize("44 88");
    type("sleep 60\r");
    Thread.sleep(300);
    type("\u0003"); // not a signal for the program here, but a key for the container
    type("echo still here\r");
    awaitLine("still here");
    type("exit 7\r");
    awaitLine("status 7");
    awaitLine("modeicanon");
  }

  @Test
  void leavesTheContainerByTheDetachKeys() throws Exception {
    awaitLine("ready");
    type("\u0010\u0011");
    awaitLine("status 0");
    awaitLine("modeicanon");
    try (Engine engine = Engine.connect()) {
      ContainerHandle left = engine.container(name);
      assertThat(left.isRunning()).isTrue();
      // Begun before: with its end it is removed.
      CompletableFuture<Integer> exit = left.onExit();
      left.kill();
      assertThat(exit.join()).isEqualTo(137);
    }
  }

  @Test
  void endsAtTheThirdSignalAndRestoresTheTerminal() throws Exception {
    awaitLine("ready");
    ProcessHandle program =
        process
            .descendants()
            .filter(it -> it.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow();
    type("trap 'echo got' TERM; echo armed; while :; do sleep 0.1; done\r");
    awaitLine("armed");
    // One after the other has to arrive: a system merges signals that wait.
    program.destroy();
    awaitLine("got");
    program.destroy();
    awaitLine("got");
    program.destroy();
    awaitLine("status 1");
    awaitLine("modeicanon");
    try (Engine engine = Engine.connect()) {
      engine.container(name).kill();
    }
  }
}
