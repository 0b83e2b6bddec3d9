package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.internal.CallLimit;
import io.containerrun.value.Signal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A container whose calls have a limit of time. Each is that of the container itself, as a whole;
 * what is not here leads to one that is.
 */
final class LimitedContainer extends Container {

  private final Container whole;
  private final CallLimit limit;

  LimitedContainer(Container whole, CallLimit limit) {
    super(whole.engine(), whole.id());
    this.whole = whole;
    this.limit = limit;
  }

  @Override
  public Container within(Duration other) {
    return whole.within(other);
  }

  @Override
  public String name() {
    return limit.call(whole::name);
  }

  @Override
  public boolean isRunning() {
    return limit.call(whole::isRunning);
  }

  @Override
  public int waitFor() {
    return limit.call(() -> whole.waitFor());
  }

  @Override
  public boolean waitFor(Duration most) {
    return limit.call(() -> whole.waitFor(most));
  }

  @Override
  public CompletableFuture<Integer> onExit() {
    return limit.call(whole::onExit);
  }

  @Override
  public OptionalInt exitCode() {
    return limit.call(whole::exitCode);
  }

  @Override
  public InetSocketAddress address(int port) {
    return limit.call(() -> whole.address(port));
  }

  @Override
  public void awaitReady(Ready ready) {
    limit.run(() -> whole.awaitReady(ready));
  }

  @Override
  public Session attach(Attach how) {
    return limit.call(() -> whole.attach(how));
  }

  // Control.

  @Override
  public void start() {
    limit.run(whole::start);
  }

  @Override
  public void stop() {
    limit.run(() -> whole.stop());
  }

  @Override
  public void stop(Duration grace) {
    limit.run(() -> whole.stop(grace));
  }

  @Override
  public void restart() {
    limit.run(() -> whole.restart());
  }

  @Override
  public void restart(Duration grace) {
    limit.run(() -> whole.restart(grace));
  }

  @Override
  public void kill(Signal signal) {
    limit.run(() -> whole.kill(signal));
  }

  @Override
  public void pause() {
    limit.run(whole::pause);
  }

  @Override
  public void unpause() {
    limit.run(whole::unpause);
  }

  @Override
  public void rename(String name) {
    limit.run(() -> whole.rename(name));
  }

  @Override
  public List<String> update(UnaryOperator<ContainerRun> change) {
    return limit.call(() -> whole.update(change));
  }

  @Override
  public void resize(int rows, int columns) {
    limit.run(() -> whole.resize(rows, columns));
  }

  @Override
  public String commit(Commit commit) {
    return limit.call(() -> whole.commit(commit));
  }

  @Override
  public void remove() {
    limit.run(whole::remove);
  }

  @Override
  public void forceRemove() {
    limit.run(whole::forceRemove);
  }

  // Commands.

  @Override
  public ExecResult exec(ExecCommand command, Execution how) {
    return limit.call(() -> whole.exec(command, how));
  }

  @Override
  public DetachedExec execDetached(ExecCommand command) {
    return limit.call(() -> whole.execDetached(command));
  }

  @Override
  public InteractiveExec openExec(ExecCommand command) {
    return limit.call(() -> whole.openExec(command));
  }

  // Files.

  @Override
  public void copyTo(Path source, String target, CopyOptions options) {
    limit.run(() -> whole.copyTo(source, target, options));
  }

  @Override
  public void copyTo(InputStream content, long size, String file, CopyOptions options) {
    limit.run(() -> whole.copyTo(content, size, file, options));
  }

  @Override
  public void copyFrom(String source, Path target, CopyOptions options) {
    limit.run(() -> whole.copyFrom(source, target, options));
  }

  @Override
  public void copyFrom(String file, OutputStream out) {
    limit.run(() -> whole.copyFrom(file, out));
  }

  @Override
  public Optional<PathInfo> stat(String path) {
    return limit.call(() -> whole.stat(path));
  }

  // Insight.

  @Override
  public ContainerInspection inspect() {
    return limit.call(whole::inspect);
  }

  @Override
  public String logs(LogQuery query) {
    return limit.call(() -> whole.logs(query));
  }

  @Override
  public void logs(LogQuery query, Output output) {
    limit.run(() -> whole.logs(query, output));
  }

  @Override
  public boolean logs(LogQuery query, Output output, Duration most) {
    return limit.call(() -> whole.logs(query, output, most));
  }

  @Override
  public Feed followLogs(LogQuery query, Output output) {
    return limit.call(() -> whole.followLogs(query, output));
  }

  @Override
  public ContainerStats stats() {
    return limit.call(() -> whole.stats());
  }

  @Override
  public Feed stats(Consumer<ContainerStats> consumer) {
    return limit.call(() -> whole.stats(consumer));
  }

  @Override
  public ProcessTable top(String... psArguments) {
    return limit.call(() -> whole.top(psArguments));
  }

  @Override
  public List<PathChange> diff() {
    return limit.call(whole::diff);
  }
}
