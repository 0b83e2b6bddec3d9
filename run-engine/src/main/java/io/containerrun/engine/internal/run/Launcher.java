package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.api.Puller;
import io.containerrun.engine.internal.config.CredentialSource;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.json.CreatedContainer;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.OutputRecovery;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.StandardStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Starts containers in the only order that loses neither output nor exit code: create, attach,
 * wait, start. A failure in between removes the container. May be shared between threads.
 */
public final class Launcher {

  /** The stop timeout of engines. */
  private static final Duration DEFAULT_STOP = Duration.ofSeconds(10);

  /** How long an engine may take to respond before the stop of a container is given up. */
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** How long the connection for output may be silent after the exit. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final ContainerApi api;
  private final Puller puller;
  private final Creator creator;
  private final Reaper reaper;
  private final ExecutorService threads;
  private final ExitEvents events;

  /** Creates one for an engine. */
  public Launcher(
      ContainerApi api,
      Reaper reaper,
      CredentialSource credentials,
      Consumer<ImageProgress> pullListener,
      ExecutorService threads) {
    this.api = api;
    this.puller = new Puller(api.client(), credentials, pullListener, threads);
    this.reaper = reaper;
    this.creator = new Creator(api, reaper, puller);
    this.threads = threads;
    this.events = new ExitEvents(api, threads);
  }

  /** The puller of images, for runs and for {@code Images}. */
  public Puller puller() {
    return puller;
  }

  /** The owner of the containers that this library has to remove. */
  public Reaper reaper() {
    return reaper;
  }

  /** The request that would create the container of a run. */
  public CreateRequest planned(ContainerRun run, boolean kept) {
    return creator.planned(run, kept);
  }

  /** When the image of a run is pulled. */
  public static PullPolicy pullPolicy(ContainerRun run) {
    return Creator.policyOf(run);
  }

  /**
   * Starts a run with its streams attached.
   *
   * @param creation how to create the container
   * @param sink gets the output
   * @param input the input of the container; empty if standard input is not attached
   * @param readers read the output, then the exit code
   */
  public StartedContainer attached(
      Creation creation, OutputSink sink, Optional<InputStream> input, Executor readers) {
    ContainerRun run = creation.run();
    return launch(
        creation,
        (id, exit) -> WaitedExit.begin(api, id, run, threads, readers, exit),
        (id, exit) -> {
          Attachment attachment = attach(run, id, sink, readers, exit);
          input.ifPresent(source -> attachment.copyInput(source, threads));
          return Optional.of(attachment);
        });
  }

  /** Starts a run whose streams stay attached, and whose exit is watched for by events. */
  public StartedContainer opened(Creation creation, OutputSink sink) {
    ContainerRun run = creation.run();
    return launch(
        creation,
        (id, exit) -> watched(id, run, exit),
        (id, exit) -> Optional.of(attach(run, id, sink, threads, exit)));
  }

  /** Starts a run without attaching to its streams. */
  public StartedContainer detached(Creation creation) {
    return launch(
        creation, (id, exit) -> watched(id, creation.run(), exit), (id, exit) -> Optional.empty());
  }

  /**
   * Creates a container and watches for its exit, without starting it. Whoever starts it may do so
   * at any time.
   */
  public StartedContainer created(Creation creation) {
    return launch(
        creation,
        (id, exit) ->
            events
                .watch(id, creation.run().is(ContainerRun.REMOVE), exit)
                .orElseGet(() -> WaitedExit.join(api, id, threads)),
        (id, exit) -> Optional.empty(),
        id -> {});
  }

  private ExitWatch watched(String id, ContainerRun run, CompletableFuture<Integer> exit) {
    return events
        .watch(id, run.is(ContainerRun.REMOVE), exit)
        .orElseGet(() -> WaitedExit.begin(api, id, run, threads, threads, exit));
  }

  /**
   * Starts to watch a container in any state. The exit code of an exited container is available at
   * once; a container that has not been started is waited for.
   */
  public ExitWatch join(String id) {
    WaitedExit.requireWait(api);
    return events.join(id).orElseGet(() -> WaitedExit.join(api, id, threads));
  }

  /**
   * Stops a container by its stop signal, and kills it after a grace. Does nothing if it has been
   * removed.
   *
   * @param grace the time between both; by default the stop timeout of the run
   */
  public void stop(ContainerRun run, String id, Optional<Duration> grace) {
    Optional<Duration> ofRun = run.get(ContainerRun.STOP_TIMEOUT).filter(it -> !it.isNegative());
    stop(id, grace.or(() -> ofRun).orElse(DEFAULT_STOP));
  }

  private void stop(String id, Duration grace) {
    try {
      // A stop takes as long as the grace, so that it does not show whether the engine hangs.
      api.requireResponse(id, Operation.container("stop container", id), PROBE);
      api.stop(id, grace);
    } catch (EngineException failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
    }
  }

  /** Whether a process of a container that has exited was killed because its memory ran out. */
  public boolean ranOutOfMemory(ContainerRun run, String id) {
    return new OutOfMemory(api, threads).occurred(id, run.is(ContainerRun.REMOVE));
  }

  /**
   * Creates a container without an owner, which is not removed after a failure.
   *
   * @param consoleSize rows and columns of its terminal; empty if they are not known
   */
  public CreatedContainer createForCommand(ContainerRun run, List<Integer> consoleSize) {
    WaitedExit.requireWait(api);
    return creator.createUnowned(run, consoleSize);
  }

  /**
   * Attaches to the streams of a run; input is written to the attachment.
   *
   * @param exit completes when the container has exited
   */
  public Attachment attach(
      ContainerRun run, String id, OutputSink sink, CompletableFuture<Integer> exit) {
    return attach(run, id, sink, threads, exit);
  }

  private interface Attacher {
    Optional<Attachment> attach(String id, CompletableFuture<Integer> exit);
  }

  private interface Watcher {
    ExitWatch watch(String id, CompletableFuture<Integer> exit);
  }

  private StartedContainer launch(Creation creation, Watcher watcher, Attacher attacher) {
    return launch(creation, watcher, attacher, this::start);
  }

  private StartedContainer launch(
      Creation creation, Watcher watcher, Attacher attacher, Consumer<String> start) {
    WaitedExit.requireWait(api);
    CreatedContainer created = creator.create(creation.run(), creation.kept());
    Optional<Attachment> attachment = Optional.empty();
    CompletableFuture<Integer> exited = new CompletableFuture<>();
    try {
      creation.before().accept(created.id());
      attachment = attacher.attach(created.id(), exited);
      ExitWatch exit = watchAndStart(created.id(), watcher, exited, start);
      return new StartedContainer(created.id(), created.warnings(), exit, attachment);
    } catch (RuntimeException | Error failure) {
      attachment.ifPresent(Attachment::close);
      reaper.removeAfter(failure, created.id());
      throw failure;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // expecting the end does not fail
  private Attachment attach(
      ContainerRun run,
      String id,
      OutputSink sink,
      Executor reader,
      CompletableFuture<Integer> exit) {
    Set<StandardStream> streams = run.attachedStreams();
    boolean terminal = run.is(ContainerRun.TTY);
    OutputRecovery recovery = new LogRecovery(api, id, streams, terminal, exit, threads);
    UpgradedConnection upgraded =
        api.attach(id, streams, run.get(ContainerRun.DETACH_KEYS), false, true);
    Attachment attachment = Attachment.begin(upgraded, terminal, sink, reader, recovery);
    Duration silence = api.client().timeouts().responseUpTo(SILENCE);
    exit.thenRun(() -> attachment.expectEnd(silence, threads));
    return attachment;
  }

  /**
   * Watches for the exit, then starts the container.
   *
   * @param exited completed with the exit code
   */
  public ExitWatch watchAndStart(String id, ContainerRun run, CompletableFuture<Integer> exited) {
    return watchAndStart(
        id,
        (own, exit) -> WaitedExit.begin(api, own, run, threads, threads, exit),
        exited,
        this::start);
  }

  private static ExitWatch watchAndStart(
      String id, Watcher watcher, CompletableFuture<Integer> exited, Consumer<String> start) {
    ExitWatch exit = watcher.watch(id, exited);
    try {
      start.accept(id);
      return exit;
    } catch (RuntimeException | Error failure) {
      exit.close();
      throw failure;
    }
  }

  /**
   * Starts a container. If the response is lost, repeats the request only if the container has not
   * been started.
   */
  public void start(String id) {
    try {
      api.start(id);
    } catch (EngineException failure) {
      if (!Creator.responseWasLost(failure)) {
        throw failure;
      }
      if (api.find(id).filter(it -> it.state().status() == ContainerStatus.CREATED).isPresent()) {
        api.start(id);
      }
    }
  }
}
