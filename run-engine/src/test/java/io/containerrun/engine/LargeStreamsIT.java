package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each in a process of its own, whose heap has no room for what flows through. */
@Tag("slow")
@OnEngine
@Timeout(120)
class LargeStreamsIT {

  @Test
  void streamsMoreOutputThanTheHeapHolds() throws Exception {
    assertThat(inASmallProcess("stdout", "1073741824")).isEqualTo("0 1073741824");
  }

  @Test
  void feedsMoreInputThanTheHeapHolds() throws Exception {
    assertThat(inASmallProcess("stdin", "1073741824")).isEqualTo("0 1073741824");
  }

  @Test
  void copiesFilesThatAreLargerThanTheHeap() throws Exception {
    assertThat(inASmallProcess("files", "268435456")).isEqualTo("268435456");
  }

  @Test
  void removesWhatItStartedWhenTheProcessExits() throws Exception {
    String name = "it-exit-" + ProcessHandle.current().pid();
    assertThat(inASmallProcess("exit", name)).isEqualTo("started");
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  @Test
  void leavesNothingOfACreateThatIsInFlightWhenTheProcessExits() throws Exception {
    String name = "it-creating-" + ProcessHandle.current().pid();
    assertThat(inASmallProcess("creating", name)).isEqualTo("exiting");
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  private static String inASmallProcess(String... arguments)
      throws IOException, InterruptedException {
    String classPath =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .map(name -> System.getProperty(name, ""))
            .filter(path -> !path.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    String own = Path.of("target/test-classes") + File.pathSeparator + Path.of("target/classes");
    List<String> line =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    own + File.pathSeparator + classPath,
                    LargeStreams.class.getName()),
                Stream.of(arguments))
            .toList();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return output.lines().filter(it -> !it.startsWith("SLF4J")).collect(Collectors.joining("\n"));
  }
}
