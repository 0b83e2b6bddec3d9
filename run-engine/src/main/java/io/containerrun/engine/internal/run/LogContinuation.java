package io.containerrun.engine.internal.run;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.stream.CountedOutput;
import io.containerrun.engine.internal.stream.Demultiplexer;
import io.containerrun.engine.internal.stream.EngineStreamException;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.engine.internal.util.CallerStreamException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;

/**
 * Reads from a container's log what has not been received yet, up to its exit, and across
 * connections that break. Used by one thread.
 */
public final class LogContinuation {

  private final ContainerApi api;
  private final String id;
  private final LogQuery query;
  private final boolean terminal;
  private final Renewal renewal;

  /** Whether the container has been seen running, or the engine has been out of reach. */
  private boolean interrupted;

  /**
   * Creates the continuation of one output.
   *
   * @param query selects the whole output, from its start
   */
  public LogContinuation(ContainerApi api, String id, LogQuery query, boolean terminal) {
    this.api = api;
    this.id = id;
    this.query = query;
    this.terminal = terminal;
    this.renewal =
        new Renewal(
            api.client().timeouts().response(),
            Operation.container("read output of container", id).toString());
  }

  /** Who reads, and may give up. */
  public interface Observer {

    /** For those who give up by an interrupt. */
    Observer NONE = response -> {};

    /** Learns of a response that is read now. */
    void opened(StreamingResponse response);

    /** Throws an exception if no more is to be read. */
    default void requireInterest() {}
  }

  /**
   * Whether output may have come after what was received: the container has been seen running, or
   * the engine has been out of reach.
   */
  boolean wasInterrupted() {
    return interrupted;
  }

  /** Whether the container has not ended. */
  private boolean runs() {
    boolean runs = api.isAlive(id);
    renewal.responded();
    interrupted |= runs;
    return runs;
  }

  /**
   * Reads the rest.
   *
   * @param output what has been received; gets the rest
   * @throws IOException if the log cannot be read, or does not contain what has been received
   */
  public void read(CountedOutput output, Observer observer) throws IOException {
    boolean followed = false;
    while (true) {
      observer.requireInterest();
      try {
        boolean runs = runs();
        readOnce(output, runs, observer);
        if (!runs) {
          return;
        }
        followed = true;
        renewal.pause(new EOFException("the log ended before the container")); // asked again
      } catch (CallerStreamException own) {
        throw own;
      } catch (IOException | EngineException failure) {
        if (!Renewal.isUnreachable(failure) || failure instanceof EngineStreamException) {
          if (followed) {
            return; // a log that was followed to its end is complete, even if it is gone since
          }
          throw failure;
        }
        followed = false;
        interrupted = true;
        renewal.pause(failure);
      }
    }
  }

  private void readOnce(CountedOutput output, boolean follow, Observer observer)
      throws IOException {
    OutputSink rest = output.continuation();
    try (StreamingResponse log = api.logs(id, query, follow)) {
      observer.opened(log);
      Demultiplexer.pump(Channels.newChannel(log.body()), terminal, rest);
      rest.end();
    }
  }
}
