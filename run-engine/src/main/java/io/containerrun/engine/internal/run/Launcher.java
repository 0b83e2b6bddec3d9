package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.Puller;
import io.containerrun.engine.internal.config.CredentialSource;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.json.CreatedContainer;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.StandardStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Takes runs to the point where they run, in the one order that loses nothing: create, attach,
 * wait, start. Whatever fails on the way removes the container. May be shared between threads.
 */
public final class Launcher {

  /** The engine's own. */
  private static final Duration DEFAULT_STOP = Duration.ofSeconds(10);

  private final ContainerApi api;
  private final Puller puller;
  private final Creator creator;
  private final ContainerReaper reaper;
  private final ExecutorService threads;

  /** Creates one for an engine. */
  public Launcher(
      ContainerApi api,
      CredentialSource credentials,
      Consumer<ImageProgress> pullListener,
      ExecutorService threads) {
    this.api = api;
    this.puller = new Puller(api.client(), credentials, pullListener, threads);
    this.reaper = new ContainerReaper(api, threads);
    this.creator = new Creator(api, reaper, puller);
    this.threads = threads;
  }

  /** Pulls the images of runs, and others. */
  public Puller puller() {
    return puller;
  }

  /** The containers that are ours to remove. */
  public ContainerReaper reaper() {
    return reaper;
  }

  /** The request that a run would be made with. */
  public CreateRequest planned(ContainerRun run) {
    return creator.planned(run);
  }

  /** When the image of a run is pulled. */
  public static PullPolicy pullPolicy(ContainerRun run) {
    return Creator.policyOf(run);
  }

  /**
   * Starts a run with its streams attached.
   *
   * @param run valid and resolved
   * @param sink where output goes
   * @param input what the container reads, if its standard input is attached
   * @param readers read its output first, and then how it ended
   */
  public StartedContainer attached(
      ContainerRun run, OutputSink sink, Optional<InputStream> input, Executor readers) {
    return launch(
        run,
        readers,
        id -> {
          Attachment attachment = attach(run, id, sink, readers);
          input.ifPresent(source -> attachment.feed(source, threads));
          return Optional.of(attachment);
        });
  }

  /** Starts a run without its streams. */
  public StartedContainer detached(ContainerRun run) {
    return launch(run, threads, id -> Optional.empty());
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
      api.stop(id, grace);
    } catch (EngineException failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
    }
  }

  /** Tells why a container ended by a kill that is not ours. */
  public boolean ranOutOfMemory(ContainerRun run, String id) {
    return new OutOfMemory(api, threads).struck(id, run.is(ContainerRun.REMOVE));
  }

  /**
   * Creates a container that is nobody's: it is left behind whatever comes.
   *
   * @param consoleSize rows and columns of its terminal, where they are known
   */
  public CreatedContainer createForCommand(ContainerRun run, List<Integer> consoleSize) {
    ExitWatch.refuseOldEngine(api);
    return creator.createUnowned(run, consoleSize);
  }

  /** Attaches to the streams of a run; what it reads is written to the attachment. */
  public Attachment attach(ContainerRun run, String id, OutputSink sink) {
    return attach(run, id, sink, threads);
  }

  private interface Attacher {
    Optional<Attachment> attach(String id);
  }

  private StartedContainer launch(ContainerRun run, Executor readers, Attacher attacher) {
    ExitWatch.refuseOldEngine(api);
    CreatedContainer created = creator.create(run);
    Optional<Attachment> attachment = Optional.empty();
    try {
      attachment = attacher.attach(created.id());
      ExitWatch exit = watchAndStart(created.id(), run, readers);
      return new StartedContainer(created.id(), created.warnings(), exit, attachment);
    } catch (RuntimeException | Error failure) {
      attachment.ifPresent(Attachment::close);
      reaper.removeAfter(failure, created.id());
      throw failure;
    }
  }

  private Attachment attach(ContainerRun run, String id, OutputSink sink, Executor reader) {
    Set<StandardStream> streams = run.attachedStreams();
    UpgradedConnection upgraded =
        api.attach(id, streams, run.get(ContainerRun.DETACH_KEYS), false, true);
    return Attachment.begin(upgraded, run.is(ContainerRun.TTY), sink, reader);
  }

  /** Starts a container of which nobody has heard the end yet. */
  public ExitWatch watchAndStart(String id, ContainerRun run) {
    return watchAndStart(id, run, threads);
  }

  private ExitWatch watchAndStart(String id, ContainerRun run, Executor reader) {
    ExitWatch exit = ExitWatch.begin(api, id, run, threads, reader);
    try {
      start(id);
      return exit;
    } catch (RuntimeException | Error failure) {
      exit.close();
      throw failure;
    }
  }

  /** Starts a container; where the answer got lost, again only if it has not been started. */
  public void start(String id) {
    try {
      api.start(id);
    } catch (EngineException failure) {
      if (!Creator.answerWasLost(failure)) {
        throw failure;
      }
      if (api.find(id).filter(it -> it.state().status() == ContainerStatus.CREATED).isPresent()) {
        api.start(id);
      }
    }
  }
}
