package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The programs that the guides quote do what the guides say. */
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class GuidesIT {

  private interface Program {
    void run(String[] arguments) throws Exception;
  }

  @Test
  void oneShot() throws Exception {
    assertThat(shown(OneShots::main))
        .contains("3 hello\n", "exited with 3; its last words:\nhello\n")
        .contains("apple\npear\n")
        .contains("build: compiling\nbuild: done\ntrue\n1000000 bytes in the file\n")
        .containsPattern("ALL ORDERS\ncut off after [1-9]");
  }

  @Test
  void exec() throws Exception {
    assertThat(shown(Execs::main))
        .contains("worker is ready\n", "sorted: apple pear\n", "failed with 2\n")
        .contains("1000 in /tmp, MODE=batch\n", "> step 1\n> step 2\n")
        .contains("cut off: exec in container ")
        .contains("in the background: 0\n");
  }

  private static String shown(Program program) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      program.run(new String[] {"containerrun/base"});
    } finally {
      System.setOut(console);
    }
    return shown.toString(StandardCharsets.UTF_8);
  }
}
