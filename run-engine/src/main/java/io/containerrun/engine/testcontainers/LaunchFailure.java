package io.containerrun.engine.testcontainers;

import io.containerrun.ContainerRunException;
import io.containerrun.Violation;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.info.ContainerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.ContainerLaunchException;

/** What a failed wait strategy does not say: what became of the container, and its last lines. */
final class LaunchFailure {

  private static final int LAST_LINES = 20;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private LaunchFailure() {}

  static ContainerLaunchException of(
      RunSetup setup, RunningContainer container, RuntimeException failure) {
    List<String> lines = new ArrayList<>();
    lines.add(setup + " is not ready: " + failure.getMessage());
    container.violations().stream().map(Violation::message).forEach(lines::add);
    lines.addAll(container.warnings());
    try {
      lines.add("state: " + text(container.within(LIMIT).inspect().state()));
      String log = container.within(LIMIT).logs(LogQuery.standard().tail(LAST_LINES)).strip();
      lines.add(log.isEmpty() ? "output: none" : "last output:\n" + log);
    } catch (ContainerRunException unknown) {
      lines.add("no more is known: " + unknown.getMessage());
    }
    return new ContainerLaunchException(String.join("\n", lines), failure);
  }

  private static String text(ContainerState state) {
    String text = state.status().toString();
    if (state.status().hasEnded() && state.exitCode().isPresent()) {
      text += ", exit code " + state.exitCode().getAsInt();
    }
    if (state.oomKilled()) {
      text += ", killed because its memory ran out";
    }
    return state.error().isEmpty() ? text : text + ", " + state.error();
  }
}
