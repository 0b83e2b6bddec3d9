package io.containerrun.engine.junit;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.CreatedVolume;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Starts one service, after what it needs. */
final class Startup {

  private final TestSession session;
  private final ServiceGroup group;
  private final Service service;
  private final Definition definition;

  /** What to release at the end, the last first. */
  private final Deque<Runnable> held = new ArrayDeque<>();

  Startup(TestSession session, ServiceGroup group, Service service) {
    this.session = session;
    this.group = group;
    this.service = service;
    this.definition = service.definition();
  }

  RunningService start() throws InterruptedException {
    try {
      ContainerRun run = runAfterNeeds();
      Optional<String> kept = session.keptName(definition);
      return kept.isPresent() ? reused(kept.get(), run) : owned(run);
    } catch (RuntimeException | Error | InterruptedException failure) {
      releaseAll();
      throw failure;
    }
  }

  private ContainerRun runAfterNeeds() throws InterruptedException {
    List<CompletableFuture<?>> needs = new ArrayList<>();
    for (Service before : group.neededBy(service)) {
      needs.add(session.acquire(before, group.startOf(before)));
      held.push(session.lease(before)::release);
    }
    for (Definition.OnNetwork on : definition.networks()) {
      needs.add(
          hold(
              session.network(on.spec()),
              on.spec().toString(),
              () -> session.engine().networks().create(on.spec())));
    }
    Map<Definition.OnVolume, CompletableFuture<CreatedVolume>> volumes = new HashMap<>();
    for (Definition.OnVolume on : definition.volumes()) {
      volumes.put(
          on,
          hold(
              session.volume(on.spec()),
              on.spec().toString(),
              () -> session.engine().volumes().create(on.spec())));
    }
    for (CompletableFuture<?> need : needs) {
      await(need);
    }
    Map<Definition.OnVolume, String> names = new HashMap<>();
    for (var volume : volumes.entrySet()) {
      names.put(volume.getKey(), await(volume.getValue()).name());
    }
    return definition.runWith(names);
  }

  private <T extends AutoCloseable> CompletableFuture<T> hold(
      Lease<T> lease, String what, Callable<T> how) {
    CompletableFuture<T> made = lease.acquire(what, how);
    held.push(lease::release);
    return made;
  }

  /** Waits for what a thread makes, and throws what it has thrown. */
  static <T> T await(CompletableFuture<T> made) throws InterruptedException {
    try {
      return made.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      throw new ContainerRunException("start of a service: given up", failure);
    }
  }

  private RunningService owned(ContainerRun run) {
    RunningContainer container = started(run);
    return new RunningService(
        container,
        () -> {
          try {
            container.close();
          } finally {
            releaseAll();
          }
        });
  }

  /** Starts a container and waits until it is ready; removes it if it fails. */
  private RunningContainer started(ContainerRun run) {
    Engine engine = session.engine();
    RunningContainer container;
    try {
      container = engine.start(run);
    } catch (ContainerRunException failure) {
      throw new ServiceException(service + " is not started: " + failure.getMessage(), failure);
    }
    try {
      awaitReady(definition, container);
      return container;
    } catch (RuntimeException failure) {
      RuntimeException reported =
          Thread.currentThread().isInterrupted()
              ? failure
              : ContainerReport.of(service, container).asFailure(container, failure);
      closeAfter(reported, container);
      throw reported;
    }
  }

  private static void closeAfter(RuntimeException failure, RunningContainer container) {
    try {
      container.close();
    } catch (ContainerRunException second) {
      failure.addSuppressed(second);
    }
  }

  private RunningService reused(String name, ContainerRun run) throws InterruptedException {
    ReusedContainer reuse = new ReusedContainer(session.engine(), service, name, run);
    ContainerHandle container = reuse.takeOr(this::started);
    return new RunningService(container, this::releaseAll);
  }

  private void releaseAll() {
    while (!held.isEmpty()) {
      held.pop().run();
    }
  }

  /**
   * Waits for the conditions of readiness, also of a container that another process has started.
   */
  static void awaitReady(Definition definition, ContainerHandle container) {
    for (Ready condition : definition.ready()) {
      container.awaitReady(condition);
    }
  }
}
