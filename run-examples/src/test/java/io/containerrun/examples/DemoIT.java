package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The demo does what it shows, on the engine that {@code ./verify} makes sure of. */
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the demo")
class DemoIT {

  @Test
  void showsTheMainJob() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      Demo.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("docker run --env WHO=world --memory 64m --rm containerrun/base sh -c")
        .contains("stdout:    hello world", "stderr:    to stderr", "exit code: 13")
        .contains("healthy as ", "-> hello from a container", "stopped with exit code")
        .contains("[memory-minimum]", "[remove-or-restart]", "[workdir-absolute]")
        .endsWith("All containers of this demo are stopped and removed.\n");
  }
}
