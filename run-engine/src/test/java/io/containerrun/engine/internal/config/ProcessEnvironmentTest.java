package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.Engine;
import io.containerrun.engine.testing.ClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What Java makes of variables in a locale that has no characters but those of ASCII. */
@Timeout(120)
class ProcessEnvironmentTest {

  /** A program that takes a variable from its caller. */
  static final class Taking {

    private Taking() {}

    public static void main(String[] names) throws IOException {
      ProcessEnvironment environment = new ProcessEnvironment();
      for (String name : names) {
        try {
          ContainerRun run = ContainerRun.of("alpine").env(name).resolve(environment);
          System.out.println(run.toArguments());
        } catch (ContainerRunException refused) {
          System.out.println(refused.getMessage());
        }
      }
      System.out.println(new Programs(environment).find("sh").isPresent());
    }
  }

  private static String taken(String locale) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script =
        "PLAIN=plain; FOREIGN=$(printf '\\305\\276'); PATH=$PATH:/$FOREIGN; export PLAIN FOREIGN PATH;"
            + " LC_ALL=%s exec '%s' -cp '%s' '%s' PLAIN FOREIGN"
                .formatted(
                    locale,
                    java,
                    ClassPath.of(
                        Taking.class, Engine.class, ContainerRun.class, LoggerFactory.class),
                    Taking.class.getName());
    Process process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  @Test
  void refusesAValueThatJavaCouldNotDecode() throws Exception {
    assertThat(taken("C"))
        .contains("PLAIN=plain")
        .contains("variable FOREIGN: Java could not decode its value")
        .contains("LC_ALL=C.UTF-8")
        .doesNotContain("\ufffd")
        .endsWith("true\n");
  }

  @Test
  void takesAnyValueInALocaleThatHasItsCharacters() throws Exception {
    assertThat(taken("C.UTF-8")).contains("PLAIN=plain", "FOREIGN=").doesNotContain("variable ");
  }
}
