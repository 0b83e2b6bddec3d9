package io.containerrun.engine;

import io.containerrun.engine.internal.InsightCalls;
import io.containerrun.engine.internal.wire.Inspections;
import io.containerrun.engine.internal.wire.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What can be seen of a container: its state, its log, what it uses, its processes and files.
 *
 * @since 0.1.0
 */
public sealed interface ContainerInsight permits Container {

  /** All that the engine knows about the container. */
  default ContainerInspection inspect() {
    return Inspections.of(calls().inspect());
  }

  /**
   * What the container has written so far to both streams, in the order in which it came, up to 8
   * MiB; of more, the first and the last half.
   */
  default String logs() {
    return logs(LogQuery.all());
  }

  /** A part of what the container has written so far, up to 8 MiB as {@link #logs()} does. */
  default String logs(LogQuery query) {
    return reader().text(query);
  }

  /**
   * Passes on what the container has written so far, as the engine has kept it: the usual log
   * drivers keep text, but not binary output byte for byte.
   */
  default void logs(Output output) {
    logs(LogQuery.all(), output);
  }

  /** Passes on a part of what the container has written so far, like {@link #logs(Output)}. */
  default void logs(LogQuery query, Output output) {
    try (Feed feed = reader().feed(query, false, Objects.requireNonNull(output, "output"))) {
      feed.await();
    }
  }

  /**
   * Passes on a part of what the container has written so far, for a time.
   *
   * @return whether all of it has come
   */
  default boolean logs(LogQuery query, Output output, Duration limit) {
    try (Feed feed = reader().feed(query, false, Objects.requireNonNull(output, "output"))) {
      return feed.await(limit);
    }
  }

  /**
   * Passes on what the container has written so far, and then what it writes, until it ends or the
   * feed is closed.
   *
   * @param query {@code LogQuery.all().tail(0)} for nothing but what is new
   */
  default Feed followLogs(LogQuery query, Output output) {
    return reader().feed(query, true, Objects.requireNonNull(output, "output"));
  }

  /**
   * What the container uses now. Takes a second or two, as processor time is counted over a time;
   * one that does not run uses nothing.
   */
  default ContainerStats stats() {
    return Samples.of(calls().sample());
  }

  /**
   * Passes on what the container uses, about once a second, until it ends or the feed is closed.
   *
   * @param consumer gets the samples on a thread of the engine, one at a time
   */
  default Feed stats(Consumer<ContainerStats> consumer) {
    return new StatsFeed(self(), consumer).begin();
  }

  /**
   * The processes of the container, as the engine's host sees them.
   *
   * @param psArguments which columns, in the words of {@code ps}: {@code top("-o", "pid,args")};
   *     none for those of {@code ps -ef}
   * @throws EngineException if the container does not run
   */
  default ProcessTable top(String... psArguments) {
    return ProcessTable.of(calls().processes(String.join(" ", psArguments)));
  }

  /** The files and directories that differ from the image; mounts do not count. */
  default List<PathChange> diff() {
    return PathChange.all(calls().changes());
  }

  private Container self() {
    return (Container) this;
  }

  private InsightCalls calls() {
    return new InsightCalls(self().api(), self().id());
  }

  private ContainerLogs reader() {
    return new ContainerLogs(self());
  }
}
