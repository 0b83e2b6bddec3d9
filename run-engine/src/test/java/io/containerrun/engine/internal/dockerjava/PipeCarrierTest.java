package io.containerrun.engine.internal.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.testing.ClassPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What named pipes need. No test runs on Windows. */
@Timeout(60)
class PipeCarrierTest {

  private static final String PIPE = "npipe:////./pipe/docker_engine";

  /** Connects to a pipe. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      try (Engine engine = Engine.connect(PIPE)) {
        System.out.println(engine);
      } catch (EngineUnavailableException failure) {
        System.out.println(failure.getMessage());
      }
    }
  }

  @Test
  void saysThatThisSystemHasNone() {
    assertThatThrownBy(() -> Engine.connect(PIPE))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "connect to " + PIPE + ": named pipes exist on Windows only; use unix:// or tcp://");
  }

  @Test
  void saysWhichDependencyIsMissing() throws Exception {
    String classPath =
        ClassPath.of(
            Program.class,
            Engine.class,
            ContainerRun.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            LoggerFactory.class);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-cp", classPath, Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output)
        .contains(
            "named pipes need docker-java; add the dependency"
                + " com.github.docker-java:docker-java-transport-zerodep, or use tcp://");
  }
}
