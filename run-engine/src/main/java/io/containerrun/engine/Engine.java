package io.containerrun.engine;

import io.containerrun.ApiVersion;
import io.containerrun.Caller;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.InvalidRunException;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.internal.CallLimit;
import io.containerrun.engine.internal.ImageApi;
import io.containerrun.engine.internal.Launched;
import io.containerrun.engine.internal.Limits;
import io.containerrun.engine.internal.ListCalls;
import io.containerrun.engine.internal.Owned;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.engine.internal.wire.Summaries;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Docker-compatible engine, which executes runs.
 *
 * <pre>{@code
 * try (Engine engine = Engine.connect()) {
 *   RunResult result = engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 *   System.out.println(result.requireSuccess().stdout());
 * }
 * }</pre>
 *
 * <p>{@code run} waits for the end of the container and leaves it behind as {@code docker run}
 * does, unless the run says {@link ContainerRun#remove()}. {@code start} returns while the
 * container runs; its handle removes it. What fails before it has started is removed, and so is
 * what is still in progress when the engine is closed or the process exits.
 *
 * <p>May be shared between threads; one engine serves a whole application. A container in progress
 * takes two threads, one more if it reads input, and while there are calls one looks at their time
 * limits: virtual ones from Java 24 on, else daemon threads named {@code containerrun-…}. A run
 * over a Unix socket whose output is captured, and whose time is not limited, takes none but for
 * its input: the thread that waits for it reads itself. A call {@linkplain #within with a limit}
 * takes one more.
 *
 * @since 0.1.0
 */
public final class Engine implements AutoCloseable {

  private final EngineParts parts;
  private final EngineAccess access;
  private final CallLimit limit;
  private final Images images;
  private final Networks networks;
  private final Volumes volumes;

  private Engine(EngineParts parts) {
    this.parts = parts;
    this.access = parts.access();
    this.limit = CallLimit.none(access.api(), access.threads());
    ImageApi imageApi = new ImageApi(access.api(), parts.credentials(), access.threads());
    this.images = new Images(imageApi, parts.launcher().puller(), limit);
    this.networks = new Networks(parts.resourceApi(), parts.resources(), limit);
    this.volumes = new Volumes(parts.resourceApi(), parts.resources(), limit);
  }

  /** The same engine with a limit of time for each call. */
  private Engine(Engine whole, Duration limit) {
    this.parts = whole.parts;
    this.access = whole.access;
    this.limit = whole.limit.of(limit, "call of the engine at " + access.address());
    this.images = whole.images.within(limit);
    this.networks = whole.networks.within(limit);
    this.volumes = whole.volumes.within(limit);
  }

  /**
   * Connects to the engine that this process's surroundings name, like {@code docker}: {@code
   * DOCKER_HOST}, else the context in {@code DOCKER_CONTEXT}, else the one that {@code docker
   * context use} has chosen, else {@code /var/run/docker.sock}.
   *
   * @throws EngineUnavailableException if none answers there, or if what the surroundings say
   *     cannot be used
   */
  public static Engine connect() {
    return connect(EngineOptions.discover());
  }

  /**
   * Connects to an engine at an address. The variables for TLS count, as they do for {@code docker
   * --host}.
   *
   * @param host {@code unix:///path/to/socket}, {@code tcp://host:port} or {@code host:port}
   * @throws IllegalArgumentException if the text is no such address
   * @throws EngineUnavailableException if none answers there
   */
  public static Engine connect(String host) {
    return connect(EngineOptions.host(host));
  }

  /**
   * Connects to the engine that the options describe.
   *
   * @throws EngineUnavailableException if none answers there, or if what the options or the
   *     surroundings say cannot be used
   */
  public static Engine connect(EngineOptions options) {
    return connect(options.settings(), new SystemCaller());
  }

  /** For tests that do not want to wait as long. */
  static Engine connect(String host, Limits limits) {
    return connect(host, limits, new SystemCaller());
  }

  /** For tests with surroundings of their own. */
  static Engine connect(String host, Limits limits, Caller caller) {
    return connect(EngineOptions.host(host).settings().limits(limits), caller);
  }

  private static Engine connect(Settings settings, Caller caller) {
    return new Engine(new EngineParts(settings, caller));
  }

  /** Where the engine listens. */
  public String address() {
    return access.address().toString();
  }

  /** The version of the API that both sides speak. */
  public ApiVersion apiVersion() {
    return access.api().version();
  }

  /**
   * Has a listener hear how pulls go on that runs begin from now on, unless they are {@linkplain
   * ContainerRun#quiet() quiet}. A later one takes its place.
   *
   * @param listener such as {@link ImageProgress#bar(java.io.PrintStream)}; called on threads of
   *     the engine, for several images at the same time; what it throws ends the runs that wait
   * @return this engine
   */
  public Engine onPull(Consumer<ImageProgress> listener) {
    parts.launcher().puller().listener(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * The same engine, where each call takes no longer than a time as a whole: a start with the pull
   * of its image and the wait until it is ready, a run with all its output. Then it is given up as
   * by an interrupt, with an {@link EngineException} that names what was going on.
   *
   * <pre>{@code
   * engine.within(Duration.ofMinutes(2)).start(db, Ready.healthy());
   * }</pre>
   *
   * <p>A container that was made is removed then, which has a limit of its own; a pull that others
   * wait for goes on for them. {@link #images()}, {@link #networks()} and {@link #volumes()} have
   * the same limit. The limits of {@link EngineOptions}, {@link Execution} and {@link Ready} count
   * besides, and whichever is over first decides. What a call gives, such as a {@link
   * RunningContainer}, has no limit; {@link Container#within} gives it one. A {@link Terminal} pays
   * no attention to it.
   *
   * <p>It is no second engine: closing it closes this one.
   *
   * @param limit more than zero
   */
  public Engine within(Duration limit) {
    return new Engine(this, limit);
  }

  /**
   * What is known about the engine, its host and its setup: what runs are checked against before
   * they are sent. The engine is asked once, at the first call that needs it. Where it does not
   * say, facts are missing.
   *
   * @throws EngineException if the engine does not answer
   */
  public Target target() {
    return limit.call(() -> parts.facts().all());
  }

  /**
   * Shows a registry these credentials from now on, instead of those that the client configuration
   * has for it. Without any, the configuration is asked as the docker command does: {@code
   * DOCKER_AUTH_CONFIG}, credential helpers, and the logins in {@code config.json}.
   *
   * @return this engine
   */
  public Engine credentials(RegistryCredentials forRegistry) {
    parts.credentials().give(forRegistry);
    return this;
  }

  /** The images of the engine: pull, push, build and the like. */
  public Images images() {
    return images;
  }

  /** The networks of the engine. */
  public Networks networks() {
    return networks;
  }

  /** The volumes of the engine. */
  public Volumes volumes() {
    return volumes;
  }

  /**
   * Runs a container to its end and keeps its output, up to 8 MiB of each stream.
   *
   * <p>What is doubtful about the run on this engine is logged, and stands in {@link
   * RunResult#violations()}.
   *
   * <p>A container with a restart policy is run once: after its first end it is kept from starting
   * again.
   *
   * @return its exit code, whichever that is, and its output
   * @throws InvalidRunException if the run cannot work on this engine; nothing is sent of it
   * @throws EngineException if the engine refuses or fails; a container that was made is removed
   * @throws ContainerRunException if the thread is interrupted: the container is removed and the
   *     interrupt restored; also if the engine is closed meanwhile, which removes the container,
   *     and with the cause if a stream of the caller fails
   */
  public RunResult run(ContainerRun run) {
    return run(run, Execution.standard());
  }

  /** Runs a container to its end, like {@link #run(ContainerRun)}, and passes its output on. */
  public RunResult run(ContainerRun run, Output output) {
    return run(run, Execution.standard().output(output));
  }

  /** Runs a container to its end, like {@link #run(ContainerRun)}, on some input. */
  public RunResult run(ContainerRun run, Input input) {
    return run(run, Execution.standard().input(input));
  }

  /**
   * Runs a container to its end, like {@link #run(ContainerRun)}, on some input, and passes its
   * output on.
   *
   * @param run interactive if there is input
   * @throws InvalidRunException also if the run is detached, or does not read the input
   */
  public RunResult run(ContainerRun run, Input input, Output output) {
    return run(run, Execution.standard().input(input).output(output));
  }

  /**
   * Runs a container to its end, like {@link #run(ContainerRun)}, for a time.
   *
   * @param limit see {@link Execution#within}
   */
  public RunResult run(ContainerRun run, Duration limit) {
    return run(run, Execution.standard().within(limit));
  }

  /**
   * Runs a container to its end, like {@link #run(ContainerRun)}, in a certain way.
   *
   * <p>A limit of time counts from the start of the container: pulling its image and making it have
   * limits of their own. When it is over, the container gets its stop signal, and after its stop
   * timeout, 10 seconds by default, it is killed; what it still writes is passed on. Then the run
   * is over as any other: the container stays, stopped, unless the run says {@link
   * ContainerRun#remove()}.
   *
   * @param run interactive if there is input
   * @throws InvalidRunException also if the run is detached, or does not read the input
   */
  public RunResult run(ContainerRun run, Execution how) {
    RunChecks.requireOneShot(run, how.input());
    return prepared(run, ready -> new OneShot(access, parts.launcher(), ready).execute(how));
  }

  /**
   * Starts a container and returns while it runs. What it writes is kept by the engine, see {@link
   * RunningContainer#logs()}.
   *
   * @return the handle that ends and removes it
   * @throws InvalidRunException if the run cannot work on this engine; nothing is sent of it
   * @throws EngineException if the engine refuses or fails; a container that was made is removed
   */
  public RunningContainer start(ContainerRun run) {
    return prepared(run, this::start);
  }

  private RunningContainer start(PreparedRun ready) {
    Launched launched = parts.launcher().detached(ready.run());
    return new RunningContainer(access, owned(), launched, ready);
  }

  /**
   * Starts a container and returns when it is ready.
   *
   * @throws NotReadyException if it ends or the time is up before; it is removed
   */
  public RunningContainer start(ContainerRun run, Ready ready) {
    Objects.requireNonNull(ready, "ready");
    return prepared(run, it -> start(it, ready));
  }

  private RunningContainer start(PreparedRun run, Ready ready) {
    RunningContainer container = start(run);
    try {
      ready.await(container);
      return container;
    } catch (RuntimeException | Error failure) {
      owned().removeAfter(failure, container.id());
      container.leaveRunning();
      container.close();
      throw failure;
    }
  }

  /**
   * Starts a container with its streams attached from the beginning, and returns while it runs:
   * {@link RunningContainer#stdin()}, {@link RunningContainer#stdout()} and {@link
   * RunningContainer#stderr()} lose nothing that it writes.
   *
   * @param run interactive if it shall read standard input
   * @return the handle that ends and removes it
   * @throws InvalidRunException if the run cannot work on this engine, or is detached; nothing is
   *     sent of it
   * @throws EngineException if the engine refuses or fails; a container that was made is removed
   */
  public RunningContainer open(ContainerRun run) {
    RunChecks.requireAttached(run);
    return prepared(run, this::open);
  }

  private RunningContainer open(PreparedRun ready) {
    OutputPipes pipes = new OutputPipes();
    Launched launched =
        parts.launcher().attached(ready.run(), pipes, Optional.empty(), access.threads());
    return new RunningContainer(access, owned(), launched, ready, pipes);
  }

  private Owned owned() {
    return parts.launcher().owned();
  }

  /** Runs a container as the docker command does, see {@link Terminal#run}. */
  int command(ContainerRun run, Terminal terminal) {
    parts.requireOpen();
    ContainerRun ready = parts.checks().prepareAsCommand(run);
    return parts.unlessClosed(
        run, () -> new CommandRun(access, parts.launcher(), terminal, ready).execute());
  }

  /**
   * A handle on a container that the engine has, whoever made it and whether it runs or not.
   *
   * @param nameOrId its name, its id, or the beginning of its id that no other has
   * @throws IllegalArgumentException if the text can be neither
   * @throws ContainerNotFoundException if the engine has no such container
   */
  public Container container(String nameOrId) {
    parts.requireOpen();
    return new Container(access, limit.call(() -> access.api().idOf(nameOrId)));
  }

  /** A handle on a container of a list. */
  public Container container(ContainerSummary summary) {
    parts.requireOpen();
    return new Container(access, summary.id());
  }

  /** The containers that run, the newest first. */
  public List<ContainerSummary> containers() {
    return containers(ContainerFilter.running());
  }

  /**
   * The containers that a filter lets through, the newest first.
   *
   * @throws EngineException if the engine is too old for a kind of filter
   */
  public List<ContainerSummary> containers(ContainerFilter filter) {
    parts.requireOpen();
    filter.requireKnownTo(apiVersion());
    ListCalls calls = new ListCalls(access.api());
    return Summaries.of(limit.call(() -> calls.containers(filter.isAll(), filter.filters())));
  }

  /**
   * Says what is wrong or doubtful about a run on this engine, without running it: what {@link
   * ContainerRun#validate()} says, and what this engine is too old for or does not have.
   */
  public List<Violation> check(ContainerRun run) {
    return limit.call(() -> parts.checks().check(run));
  }

  /**
   * Says what a run would do here, without doing it: what is wrong or doubtful about it, and the
   * request that would make the container. Files of the caller are read for it.
   */
  public Plan plan(ContainerRun run) {
    return limit.call(() -> parts.checks().plan(run, parts.launcher()::planned));
  }

  private <T> T prepared(ContainerRun run, Function<PreparedRun, T> work) {
    parts.requireOpen();
    return limit.call(
        () -> {
          PreparedRun ready = parts.checks().prepare(run);
          return parts.unlessClosed(run, () -> work.apply(ready));
        });
  }

  /** Where it listens and what it speaks. */
  @Override
  public String toString() {
    return "engine at " + address() + ", API " + apiVersion();
  }

  /**
   * Ends and removes what open handles and runs in progress still own, and closes all connections.
   * A second call does nothing.
   */
  @Override
  public void close() {
    parts.close();
  }
}
