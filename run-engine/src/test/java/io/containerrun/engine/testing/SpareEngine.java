package io.containerrun.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine that tests may freeze, kill and restart: see {@code support/spare-control}. */
public final class SpareEngine {

  public static final String ADDRESS = "CONTAINERRUN_SPARE_ENGINE";

  private static final String CONTROL = "CONTAINERRUN_SPARE_CONTROL";

  private SpareEngine() {}

  public static String host() {
    return System.getenv(ADDRESS);
  }

  /** Executes a command of the control, such as {@code start live}. */
  public static void control(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getenv(CONTROL).split(" ", -1)));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends: " + command).isTrue();
    assertThat(process.exitValue()).as("status of " + command).isZero();
  }
}
