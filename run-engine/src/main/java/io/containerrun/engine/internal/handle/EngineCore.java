package io.containerrun.engine.internal.handle;

import io.containerrun.Environment;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.internal.api.ApiClient;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.EngineInformation;
import io.containerrun.engine.internal.api.ImageApi;
import io.containerrun.engine.internal.api.NetworkApi;
import io.containerrun.engine.internal.api.VolumeApi;
import io.containerrun.engine.internal.config.CredentialSource;
import io.containerrun.engine.internal.config.Defaults;
import io.containerrun.engine.internal.config.Discovery;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.PublishedHost;
import io.containerrun.engine.internal.config.ResolvedEngine;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.run.Launcher;
import io.containerrun.engine.internal.run.ReadExecutor;
import io.containerrun.engine.internal.run.Reapers;
import io.containerrun.engine.internal.run.RunChecks;
import io.containerrun.engine.internal.util.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The components of a connected engine, which all handles and all views of the engine share. May be
 * shared between threads.
 */
public final class EngineCore implements AutoCloseable {

  private final ExecutorService threads;
  private final Connection connection;
  private final ApiClient client;
  private final ContainerApi containers;
  private final ImageApi images;
  private final NetworkApi networks;
  private final VolumeApi volumes;
  private final Reapers reapers;
  private final EngineAddress address;
  private final String publishedHost;
  private final Defaults defaults;
  private final EngineInformation information;
  private final RunChecks checks;
  private final Launcher launcher;

  /** Removes owned objects when the process exits without closing the engine. */
  private final Thread atExit;

  private final AtomicBoolean closed = new AtomicBoolean();

  /** Connects to the engine that the settings and the environment name. */
  public EngineCore(EngineSettings settings, Environment environment) {
    ResolvedEngine engine = new Discovery(environment).find(settings);
    this.defaults = engine.defaults();
    this.threads = Threads.forOneEngine();
    ConnectedEngine connected = connected(engine, settings);
    this.address = connected.address();
    this.connection = connected.connection();
    this.client = connected.client();
    this.publishedHost = new PublishedHost(environment).of(engine.publishedHost(), address);
    CredentialSource credentials =
        new CredentialSource(environment, threads, settings.credentials());
    this.containers = new ContainerApi(client);
    this.images = new ImageApi(client, credentials, threads);
    this.networks = new NetworkApi(client);
    this.volumes = new VolumeApi(client);
    this.reapers =
        new Reapers(containers, networks, volumes, environment, address.toString(), threads);
    this.information = new EngineInformation(client);
    this.checks = new RunChecks(information, defaults);
    this.launcher =
        new Launcher(
            containers, reapers.containers(), credentials, settings.pullListener(), threads);
    this.atExit = new Thread(reapers::exit, "containerrun-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    if (settings.sweepsOnConnect()) {
      reapers.sweeper().begin();
    }
  }

  private ConnectedEngine connected(ResolvedEngine engine, EngineSettings settings) {
    try {
      return ConnectedEngine.to(engine, settings.timeouts(), threads);
    } catch (RuntimeException unavailable) {
      Threads.end(threads);
      throw unavailable;
    }
  }

  /** The client of the engine's API. */
  public ApiClient client() {
    return client;
  }

  /** The calls on containers. */
  public ContainerApi containers() {
    return containers;
  }

  /** The calls on images. */
  public ImageApi images() {
    return images;
  }

  /** The calls on networks. */
  public NetworkApi networks() {
    return networks;
  }

  /** The calls on volumes. */
  public VolumeApi volumes() {
    return volumes;
  }

  /** The owners of containers, networks and volumes. */
  public Reapers reapers() {
    return reapers;
  }

  /** The threads that read responses and streams. */
  public ExecutorService threads() {
    return threads;
  }

  /** The address of the engine. */
  public EngineAddress address() {
    return address;
  }

  /** The host under which this process reaches published ports. */
  String publishedHost() {
    return publishedHost;
  }

  /** The defaults of the environment for runs. */
  Defaults defaults() {
    return defaults;
  }

  /** The facts that the engine reports. */
  public EngineInformation information() {
    return information;
  }

  /** Checks runs before they are sent. */
  public RunChecks checks() {
    return checks;
  }

  /** Starts containers. */
  public Launcher launcher() {
    return launcher;
  }

  boolean isClosed() {
    return closed.get();
  }

  /**
   * The executor for the reads of one invocation: the waiting thread if only an interrupt may end
   * its wait, and an interrupt ends its reads, as on Unix sockets of this library. An invocation
   * with a limit of time or output reads on threads of the engine.
   */
  ReadExecutor readers(Invocation how) {
    boolean interruptible = address instanceof EngineAddress.Unix && client.closesDirections();
    boolean ownThread = interruptible && !how.isLimited();
    return ownThread ? ReadExecutor.waitingThread(threads) : ReadExecutor.of(threads);
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    reapers.close();
    connection.close();
    Threads.end(threads);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // The process is exiting; the hook will find nothing to remove.
      return;
    }
  }
}
