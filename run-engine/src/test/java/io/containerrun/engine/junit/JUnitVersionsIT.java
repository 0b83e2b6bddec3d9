package io.containerrun.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.testing.ClassPath;
import io.containerrun.engine.testing.OnEngine;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.slf4j.LoggerFactory;

/** The oldest and the newest version of JUnit that the documents name both do. */
@OnEngine
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JUnitVersionsIT {

  /** Runs the tests of services with the JUnit of its class path. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      LauncherDiscoveryRequest tests =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(
                  DiscoverySelectors.selectClass(ServiceTest.class),
                  DiscoverySelectors.selectClass(ServiceIT.class))
              .build();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(tests, listener);
      TestExecutionSummary summary = listener.getSummary();
      summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
      System.out.println(
          "JUnit "
              + Extension.class.getPackage().getImplementationVersion()
              + ": "
              + (summary.getTestsSucceededCount() > 20)
              + ", "
              + summary.getTotalFailureCount()
              + " failures");
    }
  }

  /** Maven puts them there. */
  @ParameterizedTest
  @ValueSource(strings = {"5.10.2", "6.1.3"})
  void servicesWorkWith(String version) throws Exception {
    assertThat(output(Path.of("target", "junit-" + version)))
        .endsWith("JUnit " + version + ": true, 0 failures\n");
  }

  private static String output(Path junit) throws IOException, InterruptedException {
    String own =
        ClassPath.of(
            Program.class,
            Engine.class,
            ContainerRun.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            Assertions.class,
            ByteBuddy.class,
            LoggerFactory.class,
            LoggerFactory.getILoggerFactory().getClass(),
            org.jspecify.annotations.NullMarked.class);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                archives(junit) + File.pathSeparator + own,
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return output;
  }

  private static String archives(Path folder) throws IOException {
    try (Stream<Path> archives = Files.list(folder)) {
      return archives.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }
}
