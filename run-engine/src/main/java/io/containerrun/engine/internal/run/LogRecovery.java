package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.stream.CountedOutput;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.stream.Demultiplexer;
import io.containerrun.engine.internal.stream.OutputRecovery;
import io.containerrun.engine.internal.util.CallerStreamException;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.StandardStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the output of a container that was attached before its start. If its connection ends
 * some time before the container exits, the rest is read from the container's log; where the log
 * driver keeps none, what can be had by another attach.
 */
final class LogRecovery implements OutputRecovery {

  private static final Logger LOG = LoggerFactory.getLogger("io.containerrun.engine.Engine");

  /** Engines end the streams of a container this long before they report its exit, at most. */
  private static final long GRACE_MILLIS = 200;

  private final ContainerApi api;
  private final String id;
  private final Set<StandardStream> streams;
  private final boolean terminal;
  private final CompletableFuture<Integer> exit;
  private final ExecutorService threads;

  /**
   * Creates the recovery for one container.
   *
   * @param streams the attached streams
   * @param exit completes when the container has exited
   */
  LogRecovery(
      ContainerApi api,
      String id,
      Set<StandardStream> streams,
      boolean terminal,
      CompletableFuture<Integer> exit,
      ExecutorService threads) {
    this.api = api;
    this.id = id;
    this.streams = Set.copyOf(streams);
    this.terminal = terminal;
    this.exit = exit;
    this.threads = threads;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // begin() does not fail
  public CompletableFuture<Delivery> recover(CountedOutput output, Optional<IOException> broken) {
    CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    if (broken.isPresent()) {
      proceed(output, broken, delivery);
    } else if (exit.isDone()) {
      delivery.complete(Delivery.WHOLE);
    } else {
      exit.handle((code, failure) -> true)
          .completeOnTimeout(false, GRACE_MILLIS, TimeUnit.MILLISECONDS)
          .thenAccept(
              exited -> {
                if (exited) {
                  delivery.complete(Delivery.WHOLE);
                } else {
                  proceed(output, broken, delivery);
                }
              });
    }
    return delivery;
  }

  /**
   * Nothing is missing where only the input was attached; whether that was cut is not seen here.
   */
  private void proceed(
      CountedOutput output, Optional<IOException> broken, CompletableFuture<Delivery> delivery) {
    if (outputs().isEmpty()) {
      delivery.complete(Delivery.CONTINUED);
    } else {
      begin(output, broken, delivery);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a cancel does not fail
  private void begin(
      CountedOutput output, Optional<IOException> broken, CompletableFuture<Delivery> delivery) {
    try {
      Future<?> task =
          threads.submit(
              () -> {
                try {
                  delivery.complete(complete(output, broken));
                } catch (Throwable failure) {
                  delivery.completeExceptionally(failure);
                }
              });
      delivery.whenComplete(
          (done, failure) -> {
            if (delivery.isCancelled()) {
              task.cancel(true);
            }
          });
    } catch (RejectedExecutionException closed) {
      String words =
          "read output of container " + Operation.shortId(id) + ": the engine was closed";
      delivery.completeExceptionally(new ContainerRunException(words, closed));
    }
  }

  private Delivery complete(CountedOutput output, Optional<IOException> broken) throws IOException {
    Set<StandardStream> outputs = outputs();
    LogQuery all = LogQuery.standard();
    LogQuery query = outputs.size() == 1 ? all.only(outputs.iterator().next()) : all;
    LogContinuation log = new LogContinuation(api, id, query, terminal);
    try {
      log.read(output, LogContinuation.Observer.NONE);
      return broken.isPresent() || log.wasInterrupted() ? continued() : Delivery.WHOLE;
    } catch (CallerStreamException own) {
      throw own;
    } catch (IOException | EngineException failure) {
      return withoutLog(output, broken.isPresent() || log.wasInterrupted(), failure);
    }
  }

  private Renewal renewal(String operation) {
    return new Renewal(
        api.client().timeouts().response(), Operation.container(operation, id).toString());
  }

  private Delivery continued() {
    LOG.warn("container {}: the connection for its output broke; its log has the rest", id);
    return Delivery.CONTINUED;
  }

  private boolean runs(Renewal renewal) {
    boolean runs = api.isAlive(id);
    renewal.responded();
    return runs;
  }

  /**
   * Attaches again, as often as needed, to what comes from now on. A connection that ended with the
   * program has missed nothing.
   */
  private Delivery withoutLog(CountedOutput output, boolean cut, Exception reason)
      throws IOException {
    Renewal renewal = renewal("attach to container");
    boolean runs = cut;
    while (runs) {
      try {
        runs = runs(renewal);
        if (runs) {
          attachAgain(output);
        }
      } catch (CallerStreamException own) {
        throw own;
      } catch (IOException | EngineException failure) {
        renewal.pause(failure);
      }
    }
    if (cut) {
      LOG.warn("container {}: some of its output is missing: {}", id, Reason.of(reason));
    }
    return cut ? Delivery.PARTIAL : Delivery.WHOLE;
  }

  private void attachAgain(CountedOutput output) throws IOException {
    try (UpgradedConnection again = api.attach(id, outputs(), Optional.empty(), false, true)) {
      Demultiplexer.pump(again, terminal, output);
    }
    // Streams that the program has closed end at once.
    throw new EOFException("the connection for the output ended");
  }

  private Set<StandardStream> outputs() {
    Set<StandardStream> outputs = new TreeSet<>(streams);
    outputs.remove(StandardStream.STDIN);
    return outputs;
  }
}
