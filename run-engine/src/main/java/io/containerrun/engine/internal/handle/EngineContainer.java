package io.containerrun.engine.internal.handle;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Change;
import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.Attach;
import io.containerrun.engine.Commit;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.CopyOptions;
import io.containerrun.engine.DetachedExec;
import io.containerrun.engine.ExecResult;
import io.containerrun.engine.InteractiveExec;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.Output;
import io.containerrun.engine.Ready;
import io.containerrun.engine.Session;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.engine.info.PathChange;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.info.ProcessTable;
import io.containerrun.engine.internal.api.ArchiveApi;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.json.ContainerStatsJson;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.json.PathChangeJson;
import io.containerrun.engine.internal.json.ProcessTableJson;
import io.containerrun.engine.internal.util.Waiting;
import io.containerrun.value.Signal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A handle whose calls all go through one scope, which applies their deadline. */
public sealed class EngineContainer implements ContainerHandle permits OwnedContainer {

  private final CallScope scope;
  private final String id;
  private final ContainerLife life;

  EngineContainer(CallScope scope, String id, ContainerLife life) {
    this.scope = scope;
    this.id = id;
    this.life = life;
  }

  /** A handle on any container of an engine. */
  public static EngineContainer of(EngineCore core, String id) {
    return new EngineContainer(CallScope.unlimited(core), id, ContainerLife.observed(core, id));
  }

  /** The class behind a handle. */
  public static EngineContainer of(ContainerHandle handle) {
    return (EngineContainer) handle; // the only implementation
  }

  // For the other classes of this room.

  final CallScope scope() {
    return scope;
  }

  final EngineCore core() {
    return scope.core();
  }

  final ContainerApi api() {
    return core().containers();
  }

  final ContainerLife life() {
    return life;
  }

  /**
   * The same handle without a limit, for the steps of a call with a limit and for what it returns.
   */
  public final EngineContainer unlimited() {
    return new EngineContainer(scope.unlimited(), id, life);
  }

  // The handle.

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final ContainerHandle within(Duration limit) {
    return new EngineContainer(scope.within(limit, "call on container " + this), id, life);
  }

  @Override
  public final String name() {
    return scope.call(life::name);
  }

  @Override
  public final boolean isRunning() {
    return scope.call(() -> api().find(id).filter(it -> it.state().running()).isPresent());
  }

  @Override
  public final int waitFor() {
    return scope.call(() -> exit(exit -> Waiting.on(exit, "wait for container " + this)));
  }

  @Override
  public final boolean waitFor(Duration limit) {
    String operation = "wait for container " + this;
    return scope.call(() -> exit(exit -> Waiting.on(exit, limit, operation).isPresent()));
  }

  private interface ExitReader<T> {
    T read(CompletableFuture<Integer> exit);
  }

  private <T> T exit(ExitReader<T> reader) {
    CompletableFuture<Integer> exit = life.onExit();
    try {
      return reader.read(exit);
    } finally {
      exit.cancel(false);
    }
  }

  @Override
  public final CompletableFuture<Integer> onExit() {
    return scope.call(life::onExit);
  }

  @Override
  public final OptionalInt exitCode() {
    return scope.call(life::exitCode);
  }

  @Override
  public final InetSocketAddress address(int port) {
    return scope.call(
        () -> PublishedAddress.await(() -> api().inspectPort(id, port), core().publishedHost()));
  }

  /** The address of a published port; empty if the engine has not reported it yet. */
  public final Optional<InetSocketAddress> reportedAddress(int port) {
    return scope.call(
        () -> PublishedAddress.find(api().inspectPort(id, port), core().publishedHost()));
  }

  @Override
  public final void awaitReady(Ready ready) {
    Objects.requireNonNull(ready, "ready");
    scope.run(() -> ready.await(unlimited()));
  }

  // Control.

  @Override
  public final void start() {
    scope.run(this::startNow);
  }

  @Override
  public final void start(Ready ready) {
    Objects.requireNonNull(ready, "ready");
    scope.run(
        () -> {
          startNow();
          ready.await(unlimited());
        });
  }

  private void startNow() {
    life.starting();
    api().start(id);
    life.started();
  }

  @Override
  public final void stop() {
    scope.run(
        () ->
            api()
                .find(id)
                .filter(it -> it.state().running())
                .ifPresent(it -> api().stop(id, it.config().stopTimeout())));
  }

  @Override
  public final void stop(Duration grace) {
    scope.run(() -> api().stop(id, grace));
  }

  @Override
  public final void restart() {
    scope.run(() -> restartNow(api().inspect(id).config().stopTimeout()));
  }

  @Override
  public final void restart(Duration grace) {
    scope.run(() -> restartNow(grace));
  }

  private void restartNow(Duration grace) {
    life.starting();
    api().restart(id, grace);
    life.started();
  }

  @Override
  public final void kill(Signal signal) {
    post("kill", Map.of("signal", signal.text()));
  }

  @Override
  public final void pause() {
    post("pause", Map.of());
  }

  @Override
  public final void unpause() {
    post("unpause", Map.of());
  }

  @Override
  public final void rename(String name) {
    post("rename", Map.of("name", Objects.requireNonNull(name, "name")));
    life.renamed(name);
  }

  @Override
  public final List<String> update(UnaryOperator<ContainerRun> change) {
    return scope.call(
        () -> api().update(id, ContainerUpdate.body(change, core().client().target())));
  }

  @Override
  public final void resize(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "terminal of " + rows + " rows and " + columns + " columns: use 1 or more of each");
    }
    post("resize", Map.of("h", rows, "w", columns));
  }

  @Override
  public final String commit(Commit commit) {
    return scope.call(() -> api().commit(id, commit));
  }

  @Override
  public final void remove() {
    scope.run(() -> api().remove(id, false));
  }

  @Override
  public final void forceRemove() {
    scope.run(() -> api().remove(id, true));
  }

  private void post(String action, Map<String, ?> query) {
    scope.run(() -> api().post(id, action, query));
  }

  // Reports.

  @Override
  public final ContainerDetails inspect() {
    return scope.call(() -> api().inspect(id));
  }

  @Override
  public final String inspectJson() {
    return scope.call(() -> api().inspectJson(id));
  }

  @Override
  public final ContainerRun toRun() {
    return scope.call(() -> ReadingBack.of(core(), id).run());
  }

  @Override
  public final List<Change> drift(ContainerRun wanted) {
    Objects.requireNonNull(wanted, "wanted");
    return scope.call(() -> ReadingBack.of(core(), id).drift(wanted));
  }

  @Override
  public final String logs(LogQuery query) {
    return scope.call(() -> new ContainerLogs(this).text(query));
  }

  @Override
  public final void logs(LogQuery query, Output output) {
    Objects.requireNonNull(output, "output");
    scope.run(
        () -> {
          try (Subscription log = new ContainerLogs(this).subscribe(query, false, output)) {
            log.await();
          }
        });
  }

  @Override
  public final boolean logs(LogQuery query, Output output, Duration limit) {
    Objects.requireNonNull(output, "output");
    return scope.call(
        () -> {
          try (Subscription log = new ContainerLogs(this).subscribe(query, false, output)) {
            return log.await(limit);
          }
        });
  }

  @Override
  public final Subscription followLogs(LogQuery query, Output output) {
    Objects.requireNonNull(output, "output");
    return scope.call(() -> new ContainerLogs(this).subscribe(query, true, output));
  }

  @Override
  public final ContainerStats stats() {
    return scope.call(
        () ->
            api()
                .get(id, "read stats of container", "stats", Map.of("stream", 0), this::readStats));
  }

  /** Of a container that has ended, Docker sends an empty sample and Podman nothing. */
  private ContainerStats readStats(JsonNode json) {
    boolean none = api().client().isPodman() && JsonFields.isAbsent(json);
    return ContainerStatsJson.read(none ? json : JsonFields.requiredObject(json));
  }

  @Override
  public final Subscription stats(Consumer<ContainerStats> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return scope.call(() -> StatsSubscription.begin(this, consumer));
  }

  @Override
  public final ProcessTable top(String... psArguments) {
    String columns = String.join(" ", psArguments);
    Map<String, String> query = columns.isEmpty() ? Map.of() : Map.of("ps_args", columns);
    return scope.call(
        () -> api().get(id, "list processes of container", "top", query, ProcessTableJson::read));
  }

  @Override
  public final List<PathChange> diff() {
    return scope.call(
        () ->
            List.copyOf(
                api()
                    .get(
                        id,
                        "list changes of container",
                        "changes",
                        Map.of(),
                        json -> JsonFields.requiredAll(json, PathChangeJson::read))));
  }

  // Streams and commands.

  @Override
  public final Session attach(Attach how) {
    Objects.requireNonNull(how, "how");
    return scope.call(() -> Sessions.to(unlimited(), how));
  }

  @Override
  public final ExecResult exec(ExecCommand command, Invocation how) {
    Objects.requireNonNull(how, "how");
    return scope.call(() -> new ExecRun(this, command).execute(how));
  }

  @Override
  public final DetachedExec execDetached(ExecCommand command) {
    return scope.call(() -> new ExecRun(this, command).detached());
  }

  @Override
  public final InteractiveExec openExec(ExecCommand command) {
    return scope.call(() -> new ExecRun(this, command).open());
  }

  // Files.

  @Override
  public final void copyTo(Path source, String target, CopyOptions options) {
    scope.run(() -> new CopyIn(this, options).copy(source, target));
  }

  @Override
  public final void copyTo(InputStream content, long size, String file, CopyOptions options) {
    scope.run(() -> new CopyIn(this, options).copy(content, size, file));
  }

  @Override
  public final void copyFrom(String source, Path target, CopyOptions options) {
    scope.run(() -> new CopyOut(this, options).copy(source, target));
  }

  @Override
  public final void copyFrom(String file, OutputStream out) {
    scope.run(() -> new CopyOut(this, CopyOptions.standard().followLink()).copy(file, out));
  }

  @Override
  public final Optional<PathInfo> stat(String path) {
    return scope.call(() -> archives().stat(path));
  }

  final ArchiveApi archives() {
    return new ArchiveApi(api(), core().threads(), id);
  }

  @Override
  public final String toString() {
    return Operation.shortId(id) + life.remark();
  }
}
