package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.ControlCalls;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.value.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What changes a container: start and end, limits, name.
 *
 * <p>The calls return when the engine has done it. An interrupt gives a call up; the engine may
 * carry it out all the same.
 *
 * @since 0.1.0
 */
public sealed interface ContainerControl permits Container {

  /** Starts the container; one that runs goes on. */
  default void start() {
    calls().start();
  }

  /**
   * Asks the container to end, and ends it after its stop timeout, 10 seconds by default. One that
   * has ended, or is removed, stays as it is.
   */
  default void stop() {
    if (self().isRunning()) {
      stop(self().details().stopTimeout());
    }
  }

  /**
   * Asks the container to end by its stop signal, and ends it if it does not.
   *
   * @param grace how long it may take; counted in whole seconds, 0 ends it at once
   */
  default void stop(Duration grace) {
    api().stop(self().id(), grace);
  }

  /** Stops the container as {@link #stop()} does, and starts it again. */
  default void restart() {
    restart(self().details().stopTimeout());
  }

  /**
   * Stops the container, and starts it again; one that has ended is started.
   *
   * @param grace how long it may take to end; counted in whole seconds, 0 ends it at once
   */
  default void restart(Duration grace) {
    calls().restart(grace);
  }

  /** Ends the container's main process at once. */
  default void kill() {
    kill(Signal.KILL);
  }

  /**
   * Sends a signal to the container's main process.
   *
   * @param signal such as {@link Signal#HUP}
   * @throws EngineException if the container does not run, or there is no such signal
   */
  default void kill(Signal signal) {
    api().kill(self().id(), signal.text());
  }

  /**
   * Freezes all processes of the container where they are.
   *
   * @throws EngineException if the container does not run, or is frozen already
   */
  default void pause() {
    calls().pause();
  }

  /**
   * Lets the processes of a frozen container go on.
   *
   * @throws EngineException if the container is not frozen
   */
  default void unpause() {
    calls().unpause();
  }

  /**
   * Gives the container another name.
   *
   * @throws NameConflictException if another container has it
   */
  default void rename(String name) {
    calls().rename(Objects.requireNonNull(name, "name"));
  }

  /**
   * Changes limits and the restart policy while the container stays as it is.
   *
   * <pre>{@code
   * container.update(run -> run.memory("512m").memorySwap(Size.gibibytes(1)).pidsLimit(200));
   * }</pre>
   *
   * @param change sets the options that change: memory, memory and swap, memory reservation, {@code
   *     cpus} and the other processor options, processors and memory nodes, block weight, process
   *     limit, restart policy
   * @return what the engine says to it, such as limits that it cannot apply
   * @throws IllegalArgumentException if another option is set, or none
   * @throws io.containerrun.InvalidRunException if a value cannot work, or the engine is too old
   *     for an option
   */
  default List<String> update(UnaryOperator<ContainerRun> change) {
    return calls().update(ContainerUpdate.body(change, api().target()));
  }

  /**
   * Sets the size of the container's terminal.
   *
   * @param rows 1 or more
   * @param columns 1 or more
   * @throws EngineException if the container does not run
   */
  default void resize(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "terminal of " + rows + " rows and " + columns + " columns: use 1 or more of each");
    }
    calls().resize(rows, columns);
  }

  /**
   * Makes an image of the container's files and settings; what is mounted does not count. The
   * container is frozen meanwhile, unless the commit says otherwise. It takes as long as it takes,
   * see {@link Container#within}.
   *
   * @return the id of the image, such as {@code sha256:…}
   */
  default String commit(Commit commit) {
    return calls().commit(commit.parameters());
  }

  /**
   * Removes the container, which does not run, with its anonymous volumes; returns when its name is
   * free. One that is gone already is fine.
   *
   * @throws EngineException if the container runs
   */
  default void remove() {
    calls().remove(false);
  }

  /** Ends the container at once where it runs, and removes it like {@link #remove()}. */
  default void forceRemove() {
    calls().remove(true);
  }

  private Container self() {
    return (Container) this;
  }

  private EngineApi api() {
    return self().api();
  }

  private ControlCalls calls() {
    return new ControlCalls(api(), self().id());
  }
}
