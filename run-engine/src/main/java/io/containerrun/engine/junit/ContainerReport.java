package io.containerrun.engine.junit;

import io.containerrun.ContainerRunException;
import io.containerrun.Violation;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Output;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.info.ContainerHealth;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.info.HealthStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a failure says about the container of a service. */
final class ContainerReport {

  private static final int LAST_LINES = 50;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Service service;
  private final List<String> facts = new ArrayList<>();

  private ContainerReport(Service service) {
    this.service = service;
  }

  static ContainerReport of(Service service, ContainerHandle container) {
    ContainerReport report = new ContainerReport(service);
    try {
      report.addState(container.within(LIMIT).inspect().state());
    } catch (ContainerRunException unknown) {
      report.facts.add("state unknown: " + unknown.getMessage());
    }
    report.addLines(container);
    return report;
  }

  private void addState(ContainerState state) {
    StringBuilder text = new StringBuilder(state.status().toString());
    if (state.status().hasEnded()) {
      state.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
    }
    if (state.oomKilled()) {
      text.append(", killed because its memory ran out");
    }
    if (!state.error().isEmpty()) {
      text.append(", ").append(state.error());
    }
    ContainerHealth health = state.health();
    if (health.status() != HealthStatus.NONE) {
      text.append(", ").append(health.status());
    }
    facts.add("state: " + text);
    if (health.status() == HealthStatus.UNHEALTHY && !health.probes().isEmpty()) {
      ContainerHealth.Probe last = health.probes().get(health.probes().size() - 1);
      facts.add("health check: exit code " + last.exitCode() + ", " + last.output().strip());
    }
  }

  private void addLines(ContainerHandle container) {
    List<String> lines = new CopyOnWriteArrayList<>();
    try {
      Output output = Output.toLines(line -> lines.add(line));
      container.logs(LogQuery.standard().tail(LAST_LINES), output, LIMIT);
      facts.add(lines.isEmpty() ? "output: none" : "last output:\n" + String.join("\n", lines));
    } catch (ContainerRunException unknown) {
      facts.add("output unknown: " + unknown.getMessage());
    }
  }

  /** The failure of a start. */
  ServiceException asFailure(RunningContainer container, RuntimeException failure) {
    List<String> all = new ArrayList<>();
    all.add(service + " is not ready: " + problem(failure));
    container.violations().stream().map(Violation::message).forEach(all::add);
    container.warnings().forEach(all::add);
    all.addAll(facts);
    return new ServiceException(String.join("\n", all), failure);
  }

  /** The problem of an exception without the lines, which the report has. */
  private static String problem(RuntimeException failure) {
    return failure instanceof NotReadyException notReady
        ? notReady.engineMessage()
        : String.valueOf(failure.getMessage());
  }

  /** What a failed test has beside its own failure; it has no stack trace. */
  ServiceException asException() {
    ServiceException report = new ServiceException(service + "\n" + String.join("\n", facts));
    report.setStackTrace(new StackTraceElement[0]);
    return report;
  }
}
