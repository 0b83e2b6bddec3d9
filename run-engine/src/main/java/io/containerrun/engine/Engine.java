package io.containerrun.engine;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.Environment;
import io.containerrun.InvalidRunException;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.handle.CallScope;
import io.containerrun.engine.internal.handle.EngineContainer;
import io.containerrun.engine.internal.handle.EngineCore;
import io.containerrun.engine.internal.handle.OneShot;
import io.containerrun.engine.internal.handle.OwnedContainer;
import io.containerrun.engine.internal.handle.TerminalRun;
import io.containerrun.engine.internal.handle.TerminalStreams;
import io.containerrun.engine.internal.run.Creation;
import io.containerrun.engine.internal.run.RunChecks;
import io.containerrun.engine.internal.util.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

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
 * <p>{@code run} waits until the container exits and leaves it behind as {@code docker run} does,
 * unless the run says {@link ContainerRun#remove()}. {@code start} returns while the container
 * runs, {@code create} before it runs; its handle removes it, unless the engine is {@link
 * #keeping}. A container whose start fails is removed, and so are those still in progress when the
 * engine is closed or the process exits.
 *
 * <p>May be shared between threads; one engine serves a whole application. A container in progress
 * takes two threads, one more if it reads input; one thread watches the deadlines of pending calls:
 * virtual ones from Java 24 on, otherwise daemon threads named {@code containerrun-…}. A run over a
 * Unix socket with captured output and no limit of time takes none except for its input: the
 * calling thread reads the output itself. A call {@linkplain #within with a limit} takes one more.
 *
 * <p>Immutable: {@link #within} and {@link #keeping} return a view of the same engine. All calls
 * throw {@link IllegalStateException} once it is closed.
 *
 * @since 0.1.0
 */
public final class Engine implements AutoCloseable {

  private final EngineCore core;
  private final CallScope scope;
  private final Images images;
  private final Networks networks;
  private final Volumes volumes;

  private Engine(EngineCore core) {
    this.core = core;
    this.scope = CallScope.unlimited(core);
    this.images = new Images(scope);
    this.networks = new Networks(scope);
    this.volumes = new Volumes(scope);
  }

  /** A view that keeps what it creates. */
  private Engine(Engine whole) {
    this.core = whole.core;
    this.scope = whole.scope.keeping();
    this.images = whole.images;
    this.networks = whole.networks.keeping();
    this.volumes = whole.volumes.keeping();
  }

  /** A view with a limit of time for each call. */
  private Engine(Engine whole, Duration limit) {
    this.core = whole.core;
    this.scope = whole.scope.within(limit, "call of the engine at " + core.address());
    this.images = whole.images.within(limit);
    this.networks = whole.networks.within(limit);
    this.volumes = whole.volumes.within(limit);
  }

  /**
   * Connects to the engine that the environment of this process names, as {@code docker} does:
   * {@code DOCKER_HOST}, else the context in {@code DOCKER_CONTEXT}, else the one that {@code
   * docker context use} has chosen, else {@code /var/run/docker.sock}. If none of them is set and
   * nothing answers at that socket, the usual sockets of rootless engines, Podman, Docker Desktop,
   * Colima, Rancher Desktop and OrbStack are tried.
   *
   * @throws EngineUnavailableException if no engine responds there, or if the environment cannot be
   *     used
   */
  public static Engine connect() {
    return connect(EngineOptions.standard());
  }

  /**
   * Connects to the engine at an address. The variables for TLS apply, as they do for {@code docker
   * --host}.
   *
   * @param host {@code unix:///path/to/socket}, {@code tcp://host:port}, {@code host:port} or
   *     {@code ssh://user@host}, see {@link EngineOptions#host}
   * @throws IllegalArgumentException if the text is not such an address
   * @throws EngineUnavailableException if no engine responds there
   */
  public static Engine connect(String host) {
    return connect(EngineOptions.standard().host(host));
  }

  /**
   * Connects to the engine that the options describe.
   *
   * @throws EngineUnavailableException if no engine responds there, or if the options or the
   *     environment cannot be used
   */
  public static Engine connect(EngineOptions options) {
    return connect(options.settings(), new ProcessEnvironment());
  }

  /** For tests with shorter timeouts. */
  static Engine connect(String host, Timeouts timeouts) {
    return connect(host, timeouts, new ProcessEnvironment());
  }

  /** For tests with a custom environment. */
  static Engine connect(String host, Timeouts timeouts, Environment environment) {
    return connect(EngineOptions.standard().host(host).settings().timeouts(timeouts), environment);
  }

  /** For tests with custom options and environment. */
  static Engine connect(EngineSettings settings, Environment environment) {
    return new Engine(new EngineCore(settings, environment));
  }

  /** The address of the engine. */
  public String address() {
    return core.address().toString();
  }

  /** The negotiated version of the API. */
  public ApiVersion apiVersion() {
    return core.client().version();
  }

  /**
   * A view of the same engine with a limit of time for each call: a start includes the pull of its
   * image and the wait until it is ready, a run includes all its output. A call that takes longer
   * is given up as by an interrupt and throws an {@link EngineException} that names what was in
   * progress.
   *
   * <pre>{@code
   * engine.within(Duration.ofMinutes(2)).start(db, Ready.healthy());
   * }</pre>
   *
   * <p>A container created by such a call is removed, within a limit of its own; a pull that other
   * calls wait for continues. {@link #images()}, {@link #networks()} and {@link #volumes()} of the
   * view have the same limit. The limits of {@link EngineOptions}, {@link Invocation} and {@link
   * Ready} apply as well; the first to pass decides. What a call returns, such as a {@link
   * RunningContainer}, has no limit; {@link ContainerHandle#within} gives it one. A {@link
   * Terminal} ignores the limit.
   *
   * <p>Closing a view closes the engine.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Engine within(Duration limit) {
    return new Engine(this, limit);
  }

  /**
   * A view of the same engine that keeps what it creates: the containers of {@link #create}, {@link
   * #start} and {@link #open}, and the networks and volumes of the view. Closing their handles or
   * the engine does not remove them, and neither does the exit of the process.
   *
   * <pre>{@code
   * engine.keeping().start(web.restart(RestartPolicy.unlessStopped()), Ready.port(80));
   * }</pre>
   *
   * <p>What is kept says so from the beginning: it has the label {@code io.containerrun.kept}, and
   * {@link #sweep()} never takes it for a leftover, even if the process is killed during the call.
   * A call that fails, or is in progress when the engine is closed, leaves nothing behind, as
   * usual. {@link RunningContainer#release} instead decides later about a container that is owned
   * until then. What {@link #run} does is the same: its container stays unless the run says {@link
   * ContainerRun#remove()}.
   *
   * <p>A view with a limit, see {@link #within}, may keep as well. Closing a view closes the
   * engine.
   */
  public Engine keeping() {
    return new Engine(this);
  }

  /**
   * The facts about the engine, its host and its setup against which runs are checked. They are
   * read once, by the first call that needs them. Facts that the engine does not report are absent.
   *
   * @throws EngineException if the engine does not respond
   */
  public Target target() {
    return scope.call(core.information()::all);
  }

  /** The images of the engine: pull, push, build and more. */
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
   * Runs a container until it exits, and captures up to 8 MiB of each output stream.
   *
   * <p>Warnings about the run on this engine are logged, and listed by {@link
   * RunResult#violations()}.
   *
   * <p>A container runs once: the restart policy of the run is not sent.
   *
   * @return the exit code, zero or not, and the output
   * @throws InvalidRunException if the run cannot work on this engine; it is not sent
   * @throws EngineException if the engine rejects a request or fails; a created container is
   *     removed
   * @throws ContainerRunException if the thread is interrupted (the container is removed and the
   *     interrupt status restored), if the engine is closed meanwhile (which removes the
   *     container), or, with the cause, if a stream of the caller fails
   */
  public RunResult run(ContainerRun run) {
    return run(run, Invocation.standard());
  }

  /** Runs a container like {@link #run(ContainerRun)}, and passes its output on. */
  public RunResult run(ContainerRun run, Output output) {
    return run(run, Invocation.standard().output(output));
  }

  /** Runs a container like {@link #run(ContainerRun)}, with input. */
  public RunResult run(ContainerRun run, Input input) {
    return run(run, Invocation.standard().input(input));
  }

  /**
   * Runs a container like {@link #run(ContainerRun)}, with input, and passes its output on.
   *
   * @param run interactive if there is input
   * @throws InvalidRunException also if the run is detached, or does not read the input
   */
  public RunResult run(ContainerRun run, Input input, Output output) {
    return run(run, Invocation.standard().input(input).output(output));
  }

  /**
   * Runs a container like {@link #run(ContainerRun)}, and stops it after a time.
   *
   * @param limit see {@link Invocation#stopAfter}
   */
  public RunResult run(ContainerRun run, Duration limit) {
    return run(run, Invocation.standard().stopAfter(limit));
  }

  /**
   * Runs a container like {@link #run(ContainerRun)}, with the input, output and limits of an
   * invocation.
   *
   * <p>The limit of time counts from the start of the container; pulling its image and creating it
   * have timeouts of their own. When it passes, the container gets its stop signal, and is killed
   * after the {@linkplain Invocation#grace grace}; what it still writes is passed on. Then the run
   * ends as any other: the container stays, stopped, unless the run says {@link
   * ContainerRun#remove()}.
   *
   * @param run interactive if there is input
   * @throws InvalidRunException also if the run is detached, or does not read the input
   */
  public RunResult run(ContainerRun run, Invocation how) {
    return run(run, before -> {}, how);
  }

  /**
   * Runs a container like {@link #run(ContainerRun, Invocation)}, with a step between its create
   * and its start, such as copying files in.
   *
   * <pre>{@code
   * engine.run(lint, before -> before.copyTo(sources, "/src"), Invocation.standard());
   * }</pre>
   *
   * @param run interactive if there is input
   * @param before called on the thread of the call, or on one of the engine if the call has a
   *     limit; an exception that it throws is thrown, and the container is removed
   * @throws InvalidRunException also if the run is detached, or does not read the input
   */
  public RunResult run(ContainerRun run, Consumer<ContainerHandle> before, Invocation how) {
    RunChecks.requireOneShot(run, how.input());
    Consumer<String> step = step(before);
    return scope.call(() -> new OneShot(core, run, step, how).execute());
  }

  /**
   * Creates a container without starting it: files can be copied into it, and networks connected,
   * before {@link RunningContainer#start()} or {@link RunningContainer#start(Ready)}.
   *
   * <pre>{@code
   * try (RunningContainer db = engine.create(postgres)) {
   *   db.copyTo(initScripts, "/docker-entrypoint-initdb.d");
   *   db.start(Ready.healthy());
   * }
   * }</pre>
   *
   * <p>The exit is watched from now on. The streams are attached from the beginning if {@link
   * RunningContainer#session()} is called before the start.
   *
   * @return the handle that stops and removes it, started or not, unless the engine is a
   *     {@linkplain #keeping keeping} one
   * @throws InvalidRunException if the run cannot work on this engine; it is not sent
   * @throws EngineException if the engine rejects a request or fails
   */
  public RunningContainer create(ContainerRun run) {
    return scope.call(() -> OwnedContainer.create(core, creation(run, id -> {})));
  }

  private Creation creation(ContainerRun run, Consumer<String> before) {
    return new Creation(core.checks().prepare(run), scope.keeps(), before);
  }

  private Consumer<String> step(Consumer<ContainerHandle> before) {
    Objects.requireNonNull(before, "before");
    return id -> before.accept(EngineContainer.of(core, id));
  }

  /**
   * Starts a container and returns while it runs. The engine keeps its output, see {@link
   * RunningContainer#logs()}.
   *
   * @return the handle that stops and removes it
   * @throws InvalidRunException if the run cannot work on this engine; it is not sent
   * @throws EngineException if the engine rejects a request or fails; a created container is
   *     removed
   */
  public RunningContainer start(ContainerRun run) {
    return start(run, before -> {});
  }

  /**
   * Starts a container like {@link #start(ContainerRun)}, with a step between its create and its
   * start, such as copying in the files that its program reads first.
   *
   * <pre>{@code
   * engine.start(web, before -> before.copyText(config, "/etc/nginx/conf.d/default.conf"));
   * }</pre>
   *
   * @param before called on the thread of the call, or on one of the engine if the call has a
   *     limit; an exception that it throws is thrown, and the container is removed
   */
  public RunningContainer start(ContainerRun run, Consumer<ContainerHandle> before) {
    Consumer<String> step = step(before);
    return scope.call(() -> OwnedContainer.start(core, creation(run, step)));
  }

  /**
   * Starts a container and returns when it is ready.
   *
   * @return the handle that stops and removes it
   * @throws NotReadyException if it exits first or the time is up; it is removed
   * @throws InvalidRunException if the run cannot work on this engine; it is not sent
   * @throws EngineException if the engine rejects a request or fails; a created container is
   *     removed
   */
  public RunningContainer start(ContainerRun run, Ready ready) {
    return start(run, before -> {}, ready);
  }

  /**
   * Starts a container like {@link #start(ContainerRun, Ready)}, with a step between its create and
   * its start.
   *
   * @param before see {@link #start(ContainerRun, Consumer)}
   * @throws NotReadyException if it exits first or the time is up; it is removed
   */
  public RunningContainer start(ContainerRun run, Consumer<ContainerHandle> before, Ready ready) {
    Objects.requireNonNull(ready, "ready");
    Consumer<String> step = step(before);
    return scope.call(() -> OwnedContainer.start(core, creation(run, step), ready));
  }

  /**
   * Starts a container with its streams attached from the beginning, and returns while it runs:
   * {@link RunningContainer#stdin()}, {@link RunningContainer#stdout()} and {@link
   * RunningContainer#stderr()} lose no output.
   *
   * @param run interactive if it reads standard input
   * @return the handle that stops and removes it
   * @throws InvalidRunException if the run cannot work on this engine, or is detached; it is not
   *     sent
   * @throws EngineException if the engine rejects a request or fails; a created container is
   *     removed
   */
  public RunningContainer open(ContainerRun run) {
    return open(run, before -> {});
  }

  /**
   * Starts a container like {@link #open(ContainerRun)}, with a step between its create and its
   * start.
   *
   * @param run interactive if it reads standard input
   * @param before see {@link #start(ContainerRun, Consumer)}
   */
  public RunningContainer open(ContainerRun run, Consumer<ContainerHandle> before) {
    RunChecks.requireAttached(run);
    Consumer<String> step = step(before);
    return scope.call(() -> OwnedContainer.open(core, creation(run, step)));
  }

  /** Runs a container as the docker command does, see {@link Terminal#run}. */
  int runInTerminal(ContainerRun run, TerminalStreams terminal) {
    return scope
        .unlimited()
        .call(() -> new TerminalRun(core, terminal, core.checks().prepareAsCommand(run)).execute());
  }

  /**
   * A handle on an existing container, running or not.
   *
   * @param nameOrId its name, its id, or a unique prefix of its id
   * @throws IllegalArgumentException if the text cannot be a name or an id
   * @throws ContainerNotFoundException if the engine has no such container
   */
  public ContainerHandle container(String nameOrId) {
    return EngineContainer.of(core, scope.call(() -> core.containers().idOf(nameOrId)));
  }

  /** A handle on a listed container. */
  public ContainerHandle container(ContainerSummary summary) {
    return EngineContainer.of(core, summary.id());
  }

  /** The running containers, newest first. */
  public List<ContainerSummary> containers() {
    return containers(ContainerFilter.standard());
  }

  /**
   * The containers that match a filter, newest first.
   *
   * @throws EngineException if the engine is too old for a kind of filter
   */
  public List<ContainerSummary> containers(ContainerFilter filter) {
    filter.requireKnownTo(apiVersion());
    return scope.call(() -> core.containers().list(filter.isAll(), filter.filters()));
  }

  /**
   * Checks a run on this engine without running it: the violations that {@link
   * ContainerRun#validate()} finds, and those of options that this engine is too old for or does
   * not support.
   */
  public List<Violation> check(ContainerRun run) {
    return scope.call(() -> core.checks().check(run));
  }

  /**
   * Plans a run without running it: its violations, and the request that would create the
   * container. Reads the files that the run names.
   */
  public Plan plan(ContainerRun run) {
    return scope.call(
        () -> core.checks().plan(run, it -> core.launcher().planned(it, scope.keeps())));
  }

  /**
   * Removes the containers, networks and volumes that processes have left behind because they were
   * killed. Connecting does the same in the background for what was created through the same
   * address, see {@link EngineOptions#sweepOnConnect}.
   *
   * <p>Only what a process of the same user on the same host owned is removed, once that process
   * has ended. What a process still owns is not touched, and neither is what was created to be
   * {@linkplain #keeping kept}, was released, or left by a run that had ended; nor what belongs to
   * another user, host or PID namespace. An object that cannot be removed, such as a network in
   * use, is logged and stays for the next sweep.
   *
   * @return what was removed
   * @throws EngineException if the engine does not respond
   * @throws ContainerRunException if the records of what processes owned cannot be read
   */
  public List<Leftover> sweep() {
    return scope.call(core.reapers().sweeper()::sweep);
  }

  /** The address and the API version. */
  @Override
  public String toString() {
    return "engine at " + address() + ", API " + apiVersion();
  }

  /**
   * Kills and removes the containers that open handles and runs in progress own, removes owned
   * networks and volumes, and closes all connections. A second call does nothing.
   *
   * <p>Takes at most 10 seconds, whatever the engine does; so does the exit of the process. What
   * the engine has not removed by then is logged by name and label. A later {@link #sweep()}
   * removes it once this process has ended or the engine is connected again.
   */
  @Override
  public void close() {
    core.close();
  }
}
