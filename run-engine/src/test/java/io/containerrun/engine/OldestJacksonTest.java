package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ClassPath;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The oldest version of Jackson that the documents name is enough. */
@Timeout(120)
class OldestJacksonTest {

  /** Maven puts it there. */
  private static final Path JACKSON = Path.of("target/oldest-jackson");

  /** A program that uses all that this library takes from Jackson. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(PackageVersion.VERSION);
      try (Engine engine = Engine.connect(arguments[0])) {
        System.out.println(engine.containers().get(0).labels());
        System.out.println(engine.images().pull("alpine:3").id());
        System.out.println(engine.run(RUN).stdout());
        System.out.println(engine.plan(RUN).isPossible());
      }
      for (ObjectMapper mapper : List.of(new JsonMapper(), new YAMLMapper())) {
        mapper.registerModule(new ContainerRunModule());
        String text = mapper.writeValueAsString(RUN);
        System.out.println(mapper.readValue(text, ContainerRun.class).equals(RUN));
      }
    }
  }

  private static final ContainerRun RUN =
      ContainerRun.of("alpine:3").env("A", "1").label("b", "2").command("echo", "hi");

  @Test
  void isEnough() throws Exception {
    try (ScriptedEngine scripted = ScriptedEngine.thatRuns("hi", 0)) {
      scripted.on(
          "GET /containers/json", it -> it.json(200, "[{\"Id\":\"c\",\"Labels\":{\"a\":\"b\"}}]"));
      scripted.on("POST /images/create", it -> it.json(200, "{\"status\":\"done\"}"));
      scripted.on("GET /images/alpine:3/json", it -> it.json(200, "{\"Id\":\"sha256:1\"}"));
      assertThat(output(scripted.host()))
          .containsExactly("2.13.5", "{a=b}", "sha256:1", "hi", "true", "true", "true");
    }
  }

  private static List<String> output(String host) throws IOException, InterruptedException {
    String own =
        ClassPath.of(
            Program.class,
            Engine.class,
            ContainerRun.class,
            TarArchiveEntry.class,
            LoggerFactory.class,
            LoggerFactory.getILoggerFactory().getClass());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            jackson() + File.pathSeparator + own,
            Program.class.getName(),
            host);
    builder.environment().putAll(Map.of("DOCKER_CONFIG", "/nonexistent"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return output.lines().filter(line -> !line.startsWith("SLF4J")).toList();
  }

  private static String jackson() throws IOException {
    try (Stream<Path> archives = Files.list(JACKSON)) {
      return archives.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }
}
