package io.containerrun.engine.junit;

import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NameConflictException;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.HealthStatus;
import java.util.Optional;
import java.util.function.Function;

/** A container that stays after the tests, found by its name and by a label. */
final class ReusedContainer {

  /** Tells containers that may be replaced from those of the user. */
  static final String LABEL = "io.containerrun.reused";

  /** How often processes that start at the same time may take the name from each other. */
  private static final int ATTEMPTS = 5;

  private static final int PAUSE_MILLIS = 100;

  /** How often to look for the start of what another process has created: 10 seconds. */
  private static final int LOOKS = 100;

  private final Engine engine;
  private final Service service;
  private final ContainerRun run;
  private final String name;

  ReusedContainer(Engine engine, Service service, String name, ContainerRun run) {
    this.engine = engine;
    this.service = service;
    this.name = name;
    this.run = run.name(name);
  }

  /** The container of an earlier process if it is as the run says, else a new one. */
  ContainerHandle takeOr(Function<ContainerRun, RunningContainer> start)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<ContainerHandle> taken = take();
      if (taken.isPresent()) {
        return taken.get();
      }
      try (RunningContainer started = start.apply(run.label(LABEL, "true"))) {
        started.release();
        return engine.container(started.id());
      } catch (ServiceException failure) {
        // Another process has been faster.
        if (!(failure.getCause() instanceof NameConflictException) || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private Optional<ContainerHandle> take() throws InterruptedException {
    try {
      ContainerHandle existing = engine.container(name);
      if (isFit(existing, started(existing))) {
        return Optional.of(existing);
      }
      existing.forceRemove();
      return Optional.empty();
    } catch (ContainerNotFoundException none) {
      return Optional.empty();
    }
  }

  /** Waits for the start by another process. */
  private ContainerDetails started(ContainerHandle existing) throws InterruptedException {
    ContainerDetails details = existing.inspect();
    requireOurs(details);
    for (int i = 0; i < LOOKS && details.state().status() == ContainerStatus.CREATED; i++) {
      Thread.sleep(PAUSE_MILLIS);
      details = existing.inspect();
    }
    return details;
  }

  private void requireOurs(ContainerDetails details) {
    if (!details.config().labels().containsKey(LABEL)) {
      throw new ServiceException(
          service
              + " is not started: a container of the name "
              + name
              + " exists that was not made to be reused; choose another name, or remove it");
    }
  }

  private boolean isFit(ContainerHandle existing, ContainerDetails details) {
    if (details.state().status() != ContainerStatus.RUNNING
        || details.state().health().status() == HealthStatus.UNHEALTHY
        || !existing.drift(run).isEmpty()) {
      return false;
    }
    try {
      Startup.awaitReady(service.definition(), existing);
      return true;
    } catch (NotReadyException broken) {
      return false;
    }
  }
}
