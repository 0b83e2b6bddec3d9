package io.containerrun.engine.junit;

import java.util.Arrays;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Executes classes of tests as JUnit does for a user. */
final class Executed {

  private Executed() {}

  static EngineExecutionResults classes(Class<?>... types) {
    return classes(Map.of(), types);
  }

  static EngineExecutionResults classes(Map<String, String> parameters, Class<?>... types) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .selectors(
            Arrays.stream(types)
                .map(DiscoverySelectors::selectClass)
                .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
        .execute();
  }

  /** The failure of the only test or class that has failed. */
  static Throwable failure(EngineExecutionResults results) {
    return results.allEvents().failed().stream()
        .map(
            event ->
                event
                    .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow())
        .reduce(
            (one, other) -> {
              throw new AssertionError("two failures", other);
            })
        .orElseThrow();
  }
}
