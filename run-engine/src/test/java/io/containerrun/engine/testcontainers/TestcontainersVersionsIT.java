package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.testing.ChildJvm;
import io.containerrun.engine.testing.OnEngine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.testcontainers.DockerClientFactory;

/**
 * The older line of Testcontainers does as well, with the docker-java that it brings. The classes
 * are those that are compiled against the newer one.
 */
@OnEngine
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TestcontainersVersionsIT {

  /** Runs the tests with the Testcontainers of its class path. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      LauncherDiscoveryRequest tests =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(
                  DiscoverySelectors.selectClass(StartableRunIT.class),
                  DiscoverySelectors.selectClass(ContainersOfRunsIT.class),
                  DiscoverySelectors.selectClass(SharedNetworksIT.class))
              .build();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(tests, listener);
      TestExecutionSummary summary = listener.getSummary();
      summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
      System.out.println(
          "Testcontainers "
              + DockerClientFactory.TESTCONTAINERS_VERSION
              + ": "
              + (summary.getTestsSucceededCount() > 20)
              + ", "
              + summary.getTotalFailureCount()
              + " failures");
    }
  }

  /** Maven puts it there. */
  @ParameterizedTest
  @ValueSource(strings = "1.21.4")
  void workWith(String version) throws Exception {
    String output =
        ChildJvm.run(
            Program.class,
            "(testcontainers|docker-java-[a-z-]+|duct-tape)-\\d.*",
            Path.of("target", "testcontainers-" + version));
    assertThat(output).endsWith("Testcontainers " + version + ": true, 0 failures");
  }
}
