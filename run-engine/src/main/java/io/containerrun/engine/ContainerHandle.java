package io.containerrun.engine;

import io.containerrun.Change;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.engine.info.PathChange;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.info.ProcessTable;
import io.containerrun.engine.internal.handle.EngineContainer;
import io.containerrun.value.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A handle on any container of an {@link Engine}, as {@link ProcessHandle} is on any process.
 *
 * <pre>{@code
 * ContainerHandle web = engine.container("web");
 * web.kill(Signal.HUP);
 * System.out.println(web.logs());
 * }</pre>
 *
 * <p>The handle owns nothing: it needs no closing and does not affect the container's lifetime.
 * {@link RunningContainer} is the handle that owns its container.
 *
 * <p>Each method returns when the engine has done what was asked. An interrupt gives up the call;
 * the engine may carry it out all the same. Methods throw {@link ContainerNotFoundException} once
 * the container has been removed, {@link EngineException} if the engine rejects the call or fails,
 * and {@link IllegalStateException} once the engine is closed.
 *
 * <p>May be shared between threads.
 *
 * @since 0.1.0
 */
public sealed interface ContainerHandle permits EngineContainer, RunningContainer {

  /** The id, 64 hexadecimal digits. */
  String id();

  /** The current name, without a slash in front. */
  String name();

  /**
   * A view of the same container with a limit of time for each call. A call that takes longer is
   * given up as by an interrupt and throws an {@link EngineException} that names what was in
   * progress.
   *
   * <pre>{@code
   * byte[] report = container.within(Duration.ofSeconds(10)).read("/srv/report.pdf");
   * }</pre>
   *
   * <p>The engine may still complete the request, and a command keeps running. Limits of the call
   * itself apply as well: {@code waitFor(duration)} returns false when its own limit passes first,
   * and throws when this one does. What a call returns, such as a {@link Session} or a {@link
   * Subscription}, has no limit.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  ContainerHandle within(Duration limit);

  /** Asks the engine whether the container runs; false as well if it has been removed. */
  boolean isRunning();

  /**
   * Waits until the container exits. Returns at once if it has exited; for a container that has not
   * been started, waits until it has been started and has exited. An interrupt ends the wait, not
   * the container.
   *
   * @return the exit code of its last run; with a restart policy that of the next exit
   */
  int waitFor();

  /**
   * Waits until the container exits, up to a limit.
   *
   * @return whether it has exited
   */
  boolean waitFor(Duration limit);

  /**
   * Completes with the exit code when the container exits, on a thread of the engine. Holds a
   * connection to the engine until then, or until the future is cancelled.
   */
  CompletableFuture<Integer> onExit();

  /** The exit code of the last run; empty while the container runs and before its first start. */
  OptionalInt exitCode();

  /**
   * The port of the engine's host on which a TCP port of the container is published. Waits up to 5
   * seconds for an engine that reports it late.
   *
   * @param port the container's port
   * @throws ContainerRunException if it is not published
   */
  default int port(int port) {
    return address(port).getPort();
  }

  /**
   * The address at which this process reaches a published TCP port of the container, see {@link
   * EngineOptions#publishedHost}. A port that is published on IPv6 alone has an IPv6 address. Waits
   * up to 5 seconds for an engine that reports the address late.
   *
   * @param port the container's port
   * @throws ContainerRunException if it is not published
   */
  InetSocketAddress address(int port);

  /**
   * Waits until the container is ready.
   *
   * @throws NotReadyException if the container exits first or the time is up; it stays as it is
   */
  void awaitReady(Ready ready);

  /**
   * Waits until the container's health check passes.
   *
   * @param limit the longest wait
   * @throws NotReadyException if the container has no health check, exits first, or the time is up
   */
  default void awaitHealthy(Duration limit) {
    awaitReady(Ready.healthy().timeout(limit));
  }

  // Control.

  /** Starts the container; does nothing if it runs. */
  void start();

  /**
   * Starts the container, and waits until it is ready.
   *
   * @throws NotReadyException if the container exits first or the time is up; it stays as it is
   */
  void start(Ready ready);

  /**
   * Stops the container: sends its stop signal, and kills it after its stop timeout, 10 seconds by
   * default. Does nothing if it has exited or been removed.
   */
  void stop();

  /**
   * Stops the container: sends its stop signal, and kills it if it has not exited by then.
   *
   * @param grace time between the signal and the kill, rounded up to whole seconds; 0 kills at once
   */
  void stop(Duration grace);

  /** Stops the container as {@link #stop()} does, and starts it. */
  void restart();

  /**
   * Stops the container and starts it; starts it if it has exited.
   *
   * @param grace time between the stop signal and the kill, rounded up to whole seconds; 0 kills at
   *     once
   */
  void restart(Duration grace);

  /** Kills the container's main process with {@link Signal#KILL}. */
  default void kill() {
    kill(Signal.KILL);
  }

  /**
   * Sends a signal to the container's main process.
   *
   * @param signal such as {@link Signal#HUP}
   * @throws EngineException if the container does not run, or the signal does not exist
   */
  void kill(Signal signal);

  /**
   * Freezes all processes of the container.
   *
   * @throws EngineException if the container does not run or is already frozen
   */
  void pause();

  /**
   * Resumes the processes of a frozen container.
   *
   * @throws EngineException if the container is not frozen
   */
  void unpause();

  /**
   * Renames the container.
   *
   * @throws NameConflictException if another container has the name
   */
  void rename(String name);

  /**
   * Changes limits and the restart policy without restarting the container.
   *
   * <pre>{@code
   * container.update(run -> run.memory("512m").memorySwap(Size.gibibytes(1)).pidsLimit(200));
   * }</pre>
   *
   * @param change sets the options to change: memory, swap, reservation, {@code cpus} and the other
   *     processor options, block weight and rates, process limit, restart policy
   * @return the engine's warnings, such as limits that it cannot apply
   * @throws IllegalArgumentException if the change sets another option, or none
   * @throws io.containerrun.InvalidRunException if a value cannot work, or the engine is too old
   *     for an option
   */
  List<String> update(UnaryOperator<ContainerRun> change);

  /**
   * Sets the size of the container's terminal.
   *
   * @param rows 1 or more
   * @param columns 1 or more
   * @throws IllegalArgumentException if a number is less than 1
   * @throws EngineException if the container does not run
   */
  void resize(int rows, int columns);

  /**
   * Creates an image from the container's files and settings, without what is mounted. The
   * container is frozen meanwhile unless the commit says otherwise. The call has no limit of its
   * own, see {@link #within}.
   *
   * @return the id of the image, such as {@code sha256:…}
   */
  String commit(Commit commit);

  /**
   * Removes the container and its anonymous volumes; returns once its name is free. Does nothing if
   * the container has been removed.
   *
   * @throws EngineException if the container runs
   */
  void remove();

  /** Kills the container if it runs, and removes it like {@link #remove()}. */
  void forceRemove();

  // Reports.

  /** All that the engine reports about the container. */
  ContainerDetails inspect();

  /**
   * The same as the engine writes it, for members that {@link ContainerDetails} does not have. It
   * has the values of environment variables. {@link InspectedContainer} reads it.
   */
  String inspectJson();

  /**
   * The run that makes an equal container: every option, without what the image brings, what the
   * engine chose and what is a default.
   *
   * <pre>{@code
   * System.out.println(engine.container("web").toRun().toCommandLine());
   * }</pre>
   *
   * <p>The image is named as when the container was created, as long as that name stands for the
   * same image; else by its id, as in {@code docker ps}. What {@code update}, {@code rename} and
   * {@code network connect} have changed since is in the run. What only the client acts on, such as
   * {@code --pull}, is in no container; {@link InspectedContainer#unread} names what no option
   * says. A name that engines make up, and the labels by which this library finds its containers,
   * are not taken for asked for.
   */
  ContainerRun toRun();

  /**
   * What has changed since the container was made as a run says: by {@code docker update}, {@code
   * rename}, {@code network connect}, or because the name of the image stands for another one now.
   * Empty if a new container would be equal.
   *
   * <pre>{@code
   * engine.container("web").drift(web).forEach(System.out::println);  // --memory 64m -> --memory 128m
   * }</pre>
   *
   * <p>Unlike {@code wanted.diff(container.toRun())} it compares what both ask of the engine, so
   * that neither another spelling nor a default that is spelled out is a change. How a client
   * attaches, and a name that the run does not give, do not count.
   *
   * @param wanted what the container should be; files and variables that it takes from the caller
   *     are read
   * @return from how it should be to how it is
   * @throws InvalidRunException if a file of the caller cannot be read
   */
  List<Change> drift(ContainerRun wanted);

  /**
   * The log so far, both streams in order of arrival, up to 8 MiB; of a longer log the first and
   * the last half.
   */
  default String logs() {
    return logs(LogQuery.standard());
  }

  /** A part of the log so far, bounded as {@link #logs()} is. */
  String logs(LogQuery query);

  /**
   * Passes on the log so far. The usual log drivers keep text, not binary output byte for byte.
   *
   * @see #logs(LogQuery, Output)
   */
  default void logs(Output output) {
    logs(LogQuery.standard(), output);
  }

  /** Passes on a part of the log so far. */
  void logs(LogQuery query, Output output);

  /**
   * Passes on a part of the log so far, up to a limit of time.
   *
   * @return whether all of it was passed on
   */
  boolean logs(LogQuery query, Output output, Duration limit);

  /**
   * Passes on the log so far and then what the container writes, until it exits or the subscription
   * is closed. If the connection breaks, the rest is read again without a gap; on Podman a query
   * for the last lines fails then.
   *
   * @param query {@code LogQuery.standard().tail(0)} for new output only
   */
  Subscription followLogs(LogQuery query, Output output);

  /**
   * What the container uses now. Takes a second or two, because the engine measures processor time
   * over an interval; a container that does not run uses nothing.
   */
  ContainerStats stats();

  /**
   * Passes on what the container uses about once a second, until it exits or the subscription is
   * closed. If the connection breaks, the samples until the next connection are missing.
   *
   * @param consumer called with one sample at a time on a thread of the engine
   */
  Subscription stats(Consumer<ContainerStats> consumer);

  /**
   * The processes of the container, as the engine's host sees them.
   *
   * @param psArguments columns in the syntax of {@code ps}: {@code top("-o", "pid,args")}; none for
   *     those of {@code ps -ef}
   * @throws EngineException if the container does not run
   */
  ProcessTable top(String... psArguments);

  /** The files and directories that differ from the image, without mounts. */
  List<PathChange> diff();

  // Streams.

  /** Attaches to the container's streams as {@link Attach#standard()} says. */
  default Session attach() {
    return attach(Attach.standard());
  }

  /**
   * Attaches to the container's streams. Any number of sessions may be attached at once: each gets
   * all output from its beginning, and all write to the same standard input.
   *
   * @param how which streams, and since when; of a container that has exited only the log is left
   */
  Session attach(Attach how);

  // Commands.

  /**
   * Executes a command in the running container and captures up to 8 MiB of each output stream.
   *
   * @param program such as {@code ls}
   * @param arguments passed as they are; no shell splits or expands them
   * @see #exec(ExecCommand, Invocation)
   */
  default ExecResult exec(String program, String... arguments) {
    return exec(ExecCommand.of(program, arguments));
  }

  /**
   * Executes a command like {@link #exec(ExecCommand, Invocation)}, as {@link
   * Invocation#standard()}.
   */
  default ExecResult exec(ExecCommand command) {
    return exec(command, Invocation.standard());
  }

  /**
   * Executes a command like {@link #exec(ExecCommand, Invocation)} and stops it after a time.
   *
   * @param limit see {@link Invocation#stopAfter}
   */
  default ExecResult exec(ExecCommand command, Duration limit) {
    return exec(command, Invocation.standard().stopAfter(limit));
  }

  /**
   * Executes a command in the running container and waits for its exit.
   *
   * <p>A program that cannot be executed gives exit code 126 or 127, with the engine's message on
   * standard output. If the waiting thread is interrupted or a consumer fails, the command keeps
   * running.
   *
   * <p>Engines cannot stop a command. One with a limit of time therefore gets an environment
   * variable {@code CONTAINERRUN_EXEC}, by which a shell in the container finds it and all that it
   * has started when the time is up; they get {@code TERM}, and {@code KILL} after the {@linkplain
   * Invocation#grace grace}, 2 seconds by default. The container needs {@code sh} and {@code grep}.
   *
   * @param command interactive if there is input
   * @return the exit code and the output
   * @throws EngineException if the container does not run or exits before the command, or if a
   *     command whose time is up cannot be stopped
   * @throws IllegalArgumentException if there is input that the command does not read
   * @throws ContainerRunException if an environment file cannot be read, or with the cause if a
   *     stream of the caller fails
   */
  ExecResult exec(ExecCommand command, Invocation how);

  /**
   * Starts a command in the running container and returns while it runs. Its output is lost.
   *
   * @throws EngineException if the container does not run or the program cannot be executed
   */
  DetachedExec execDetached(ExecCommand command);

  /**
   * Starts a command in the running container with its streams attached.
   *
   * @param command interactive if it reads; with a terminal if it wants one
   * @throws EngineException if the container does not run
   * @throws IllegalArgumentException if the detach keys are invalid
   */
  InteractiveExec openExec(ExecCommand command);

  // Files. A copy works like docker cp, also if the container does not run. It ends when all is
  // copied, on an interrupt, or when the engine makes no progress for five minutes.

  /** Copies a file or folder into the container as {@link CopyOptions#standard()} says. */
  default void copyTo(Path source, String target) {
    copyTo(source, target, CopyOptions.standard());
  }

  /**
   * Copies a file or folder into the container, whether it runs or not.
   *
   * <p>If the target is an existing folder, the source is copied into it under its own name; of a
   * source that ends with {@code .}, such as {@code Path.of("config/.")}, the contents are.
   * Otherwise the target is the new name, and its folder must exist. A device, a pipe or a socket
   * is rejected; within a folder it is left out, with a warning in the log.
   *
   * <p>A target on a mount in memory is rejected: a tmpfs, {@code /dev}, {@code /proc} and {@code
   * /sys}. Engines copy below such mounts, where the container does not see it; use {@link #exec}.
   *
   * @param target a path in the container; one that ends with a slash is an existing folder
   * @throws ContainerRunException with the cause if the source cannot be read, or the name of a
   *     file cannot; if the target is on a mount in memory
   */
  void copyTo(Path source, String target, CopyOptions options);

  /** Writes a file in the container with permissions 0644 and root as owner. */
  default void copyTo(byte[] content, String file) {
    copyTo(content, file, CopyOptions.standard());
  }

  /** Writes a file in the container. */
  default void copyTo(byte[] content, String file, CopyOptions options) {
    copyTo(new ByteArrayInputStream(content), content.length, file, options);
  }

  /** Writes a text in UTF-8 to a file, with permissions 0644 and root as owner. */
  default void copyText(String text, String file) {
    copyText(text, file, CopyOptions.standard());
  }

  /** Writes a text in UTF-8 to a file. */
  default void copyText(String text, String file, CopyOptions options) {
    copyTo(text.getBytes(StandardCharsets.UTF_8), file, options);
  }

  /**
   * Writes a file in the container.
   *
   * @param content read on a thread of the engine; not closed
   * @param size the number of bytes to read; the engine needs it beforehand
   * @throws ContainerRunException with the cause if the content cannot be read
   */
  void copyTo(InputStream content, long size, String file, CopyOptions options);

  /** Copies a file or folder out of the container as {@link CopyOptions#standard()} says. */
  default void copyFrom(String source, Path target) {
    copyFrom(source, target, CopyOptions.standard());
  }

  /**
   * Copies a file or folder out of the container, whether it runs or not.
   *
   * <p>If the target is an existing folder, the source is copied into it under its own name; of a
   * source that ends with {@code /.} the contents are. Otherwise the target is the new name, and
   * its folder must exist.
   *
   * <p>The container is not trusted: nothing is written outside the target, neither by a path nor
   * through a link. A file appears once it is complete; so does a folder that did not exist. Links
   * are created as they are: check where they lead before following them. So are setuid programs,
   * which belong to the user of this process: choose a folder that other users cannot enter. A
   * device, a pipe or a socket is rejected; within a folder it is left out, with a warning in the
   * log.
   *
   * @throws ContainerRunException with the cause if the target cannot be written, or no file can
   *     have a name that is copied; if the source is on a mount in memory, as for {@link
   *     #copyTo(Path, String, CopyOptions) copyTo}
   */
  void copyFrom(String source, Path target, CopyOptions options);

  /**
   * Writes the bytes of a file in the container to a stream.
   *
   * @param out written on a thread of the engine; flushed, not closed
   */
  void copyFrom(String file, OutputStream out);

  /** The bytes of a file in the container, which must fit into memory. */
  default byte[] read(String file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copyFrom(file, bytes);
    return bytes.toByteArray();
  }

  /**
   * What is at a path in the container, without following a link; empty if nothing is there.
   *
   * @throws ContainerRunException if the engine sees nothing there, and the path is on a mount in
   *     memory
   */
  Optional<PathInfo> stat(String path);

  /** The short id, the first 12 digits; a {@link RunningContainer} adds its name and image. */
  @Override
  String toString();
}
