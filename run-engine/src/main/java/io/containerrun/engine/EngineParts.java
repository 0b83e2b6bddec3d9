package io.containerrun.engine;

import io.containerrun.Caller;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.Discovery;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.Facts;
import io.containerrun.engine.internal.Found;
import io.containerrun.engine.internal.Launcher;
import io.containerrun.engine.internal.OwnedResources;
import io.containerrun.engine.internal.ResourceApi;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.Threads;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.DefaultConnection;
import io.containerrun.engine.internal.registry.CredentialSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The parts of one engine that is connected, and the end of them all. What has a limit of time and
 * what has none share one. May be shared between threads.
 */
final class EngineParts implements AutoCloseable {

  private final ExecutorService threads;
  private final CredentialSource credentials;
  private final Connection connection;
  private final EngineAccess access;
  private final Facts facts;
  private final RunChecks checks;
  private final Launcher launcher;
  private final ResourceApi resourceApi;
  private final OwnedResources resources;
  private final Thread atExit;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Connects.
   *
   * @throws EngineUnavailableException if none answers where the settings or the surroundings say
   */
  EngineParts(Settings settings, Caller caller) {
    Found found = new Discovery(caller).find(settings);
    this.threads = Threads.forOneEngine();
    this.credentials = new CredentialSource(caller, threads);
    this.connection = new DefaultConnection(found.endpoint(), threads);
    EngineApi api = negotiated(found, settings);
    this.access = new EngineAccess(api, threads, found.endpoint().address(), found.defaults());
    this.facts = new Facts(api);
    this.checks = new RunChecks(facts, found.defaults());
    this.launcher = new Launcher(api, credentials, threads);
    this.resourceApi = new ResourceApi(api);
    this.resources = new OwnedResources(resourceApi);
    this.atExit = new Thread(() -> removeAll(Runnable::run), "containerrun-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private EngineApi negotiated(Found found, Settings settings) {
    try {
      return EngineApi.negotiate(
          found.endpoint().address(), connection, settings.limits(), found.apiVersion());
    } catch (RuntimeException unavailable) {
      connection.close();
      Threads.end(threads);
      throw unavailable;
    }
  }

  EngineAccess access() {
    return access;
  }

  CredentialSource credentials() {
    return credentials;
  }

  Facts facts() {
    return facts;
  }

  RunChecks checks() {
    return checks;
  }

  Launcher launcher() {
    return launcher;
  }

  ResourceApi resourceApi() {
    return resourceApi;
  }

  OwnedResources resources() {
    return resources;
  }

  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the engine at " + access.address() + " is closed");
    }
  }

  /** What fails because the engine was closed meanwhile shall say so. */
  <T> T unlessClosed(ContainerRun run, Supplier<T> work) {
    try {
      return work.get();
    } catch (ContainerRunException failure) {
      if (!closed.get()) {
        throw failure;
      }
      throw new ContainerRunException(
          "run " + run.image() + ": the engine at " + access.address() + " was closed", failure);
    }
  }

  private void removeAll(Executor remover) {
    launcher.owned().removeAll(remover);
    resources.removeAll();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    removeAll(threads);
    connection.close();
    Threads.end(threads);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // The process ends already, and the hook finds nothing left to do.
      return;
    }
  }
}
