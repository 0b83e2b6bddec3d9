package io.containerrun.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.testing.ClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Who uses a class without its dependency learns which one to add. */
@Timeout(120)
class MissingDockerJavaTest {

  /** A program that was compiled with docker-java and runs without. */
  static final class Program {

    private Program() {}

    @SuppressWarnings("NullAway") // there is no object of a class that is missing
    public static void main(String[] arguments) {
      report(() -> DockerJava.toRun(null));
      report(() -> DockerJava.createCommand(null, ContainerRun.of("alpine")));
      report(() -> DockerJavaConfig.options(null));
      report(() -> DockerJavaTransport.of(null));
    }

    private static void report(Runnable use) {
      try {
        use.run();
      } catch (LinkageError | NullPointerException failure) {
        System.out.println(failure);
      }
    }
  }

  private static final String TRANSPORT =
      "\njava.lang.NoClassDefFoundError: DockerJavaTransport needs a dependency that is optional and"
          + " not there: add com.github.docker-java:docker-java-transport of version 3.7 or newer";

  @Test
  void saysWhatToAdd() throws Exception {
    assertThat(output(Program.class))
        .startsWith(
            "java.lang.NoClassDefFoundError: DockerJava needs a dependency that is optional and not"
                + " there: add com.github.docker-java:docker-java-api of version 3.7 or newer\n"
                + "java.lang.NoClassDefFoundError: ")
        .endsWith(
            "\njava.lang.NoClassDefFoundError: DockerJavaConfig needs a dependency that is optional"
                + " and not there: add com.github.docker-java:docker-java-core of version 3.7 or"
                + " newer"
                + TRANSPORT);
  }

  @Test
  void theCoreOfDockerJavaIsNeededForItsConfigurationAlone() throws Exception {
    assertThat(output(Program.class, DockerClient.class))
        .isEqualTo(
            "java.lang.NullPointerException: command\n"
                + "java.lang.NullPointerException: client\n"
                + "java.lang.NoClassDefFoundError: DockerJavaConfig needs a dependency that is"
                + " optional and not there: add com.github.docker-java:docker-java-core of version"
                + " 3.7 or newer"
                + TRANSPORT);
  }

  private static String output(Class<?>... own) throws IOException, InterruptedException {
    String classPath =
        ClassPath.of(own)
            + System.getProperty("path.separator")
            + ClassPath.of(
                Engine.class,
                ContainerRun.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonProperty.class,
                LoggerFactory.class);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classPath, Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return output.lines().filter(it -> !it.startsWith("SLF4J")).collect(Collectors.joining("\n"));
  }
}
