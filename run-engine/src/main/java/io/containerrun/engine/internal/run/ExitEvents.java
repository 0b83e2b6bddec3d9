package io.containerrun.engine.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.EventKinds;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.json.JsonSequence;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for the exits of all started containers of one engine: one thread reads one stream of
 * events as long as there is a watch. If the stream breaks, it is opened again from the last event
 * on, and the containers are inspected, because engines forget events. May be shared between
 * threads.
 */
final class ExitEvents {

  private static final Logger LOG = LoggerFactory.getLogger(ExitEvents.class);

  private final ContainerApi api;
  private final ExecutorService threads;
  private final ExitCodes codes;
  private final Set<EventfulExit> watches = ConcurrentHashMap.newKeySet();

  /** Whether the engine gives no events to this client, as behind some proxies. */
  private volatile boolean denied;

  /** The open stream; guarded by this. */
  private Optional<StreamingResponse> stream = Optional.empty();

  /** The engine's time of the last event, in nanoseconds; written by the reading thread. */
  private volatile long last;

  ExitEvents(ContainerApi api, ExecutorService threads) {
    this.api = api;
    this.threads = threads;
    this.codes = new ExitCodes(api, threads);
  }

  /**
   * Begins to watch a container before its start.
   *
   * @param removal whether the engine removes the container on exit, which is awaited
   * @param code completed with the exit code
   * @return empty if the engine gives no events
   */
  Optional<ExitWatch> watch(String id, boolean removal, CompletableFuture<Integer> code) {
    EventfulExit watch = new EventfulExit(this, id, removal, Optional.empty(), code);
    return begins(watch) ? Optional.of(watch) : Optional.empty();
  }

  private boolean begins(EventfulExit watch) {
    watches.add(watch);
    boolean open = isOpen();
    if (!open) {
      forget(watch);
    }
    return open;
  }

  /** Begins to watch a container in any state; empty if the engine gives no events. */
  Optional<ExitWatch> join(String id) {
    if (!isOpen()) {
      return Optional.empty();
    }
    try {
      Optional<ContainerDetails> before = api.find(id);
      return before.isPresent() ? Optional.of(join(id, before.get())) : Optional.empty();
    } finally {
      closeUnused();
    }
  }

  private ExitWatch join(String id, ContainerDetails before) {
    Optional<Instant> started = before.state().started();
    EventfulExit watch = new EventfulExit(this, id, false, started, new CompletableFuture<>());
    watches.add(watch);
    try {
      boolean open = isOpen(); // another thread may have ended the last watch before
      watch.check(api.find(id), codes); // it may have exited in between
      if (!open) {
        throw new ContainerRunException("wait for container: the engine gives no more events");
      }
      return watch;
    } catch (RuntimeException | Error failure) {
      watch.close();
      throw failure;
    }
  }

  private synchronized boolean isOpen() {
    if (stream.isEmpty() && !denied) {
      open();
    }
    return stream.isPresent();
  }

  private void open() {
    try {
      StreamingResponse opened = api.lifecycleEvents(OptionalLong.empty());
      stream = Optional.of(opened);
      last = 0;
      threads.execute(() -> follow(opened));
    } catch (EngineException failure) {
      denied = !Renewal.isUnreachable(failure);
      LOG.debug("no events: {}", failure.getMessage());
    } catch (RejectedExecutionException closed) {
      stream.ifPresent(StreamingResponse::close);
      stream = Optional.empty();
      throw new ContainerRunException("wait for container: the engine was closed", closed);
    }
  }

  /** Ends a watch, and the stream with the last one. */
  void forget(EventfulExit watch) {
    watches.remove(watch);
    closeUnused();
  }

  private synchronized void closeUnused() {
    if (watches.isEmpty()) {
      stream.ifPresent(StreamingResponse::close);
      stream = Optional.empty();
    }
  }

  private void follow(StreamingResponse first) {
    Renewal renewal = new Renewal(api.client().timeouts().response(), "read events");
    StreamingResponse current = first;
    renewal.responded();
    try {
      while (true) {
        Exception broken = read(current);
        Optional<StreamingResponse> next = reopened(current, renewal, broken);
        if (next.isEmpty()) {
          return;
        }
        current = next.get();
        checkAll();
      }
    } catch (RuntimeException | Error failure) {
      giveUp(current, failure);
    }
  }

  /** Reads to the end of the stream; returns the reason for it. */
  private Exception read(StreamingResponse response) {
    try (response;
        JsonSequence events = Json.readAll(response.body())) {
      for (Optional<JsonNode> next = events.next(); next.isPresent(); next = events.next()) {
        pass(next.get());
      }
      return new IOException("the stream of events ended");
    } catch (IOException broken) {
      return broken;
    }
  }

  private void pass(JsonNode event) {
    String id = JsonFields.text(event.path("Actor").path("ID"));
    String kind = EventKinds.of(event);
    last = ExitCodes.nanos(event);
    for (EventfulExit watch : watches) {
      if (watch.id().equals(id)) {
        pass(watch, kind, ExitCodes.exitCode(event));
      }
    }
  }

  private void pass(EventfulExit watch, String kind, OptionalInt code) {
    if (kind.equals("start")) {
      watch.begun(ExitCodes.instant(last));
    } else if (kind.equals("destroy")) {
      watch.removed(codes);
    } else if (code.isPresent()) {
      watch.died(code.getAsInt(), ExitCodes.instant(last));
    } else {
      watch.check(api.find(watch.id()), codes);
    }
  }

  /** Opens the stream again, as often as needed; empty if it is not needed any more. */
  private Optional<StreamingResponse> reopened(
      StreamingResponse old, Renewal renewal, Exception broken) {
    Exception failure = broken;
    while (isCurrent(old)) {
      renewal.pause(failure);
      try {
        StreamingResponse opened =
            api.lifecycleEvents(last == 0 ? OptionalLong.empty() : OptionalLong.of(last + 1));
        renewal.responded();
        return replace(old, opened) ? Optional.of(opened) : Optional.empty();
      } catch (EngineException again) {
        failure = again;
      }
    }
    return Optional.empty();
  }

  private synchronized boolean isCurrent(StreamingResponse response) {
    return stream.filter(it -> it == response).isPresent();
  }

  private synchronized boolean replace(StreamingResponse old, StreamingResponse opened) {
    if (isCurrent(old)) {
      stream = Optional.of(opened);
      return true;
    }
    opened.close();
    return false;
  }

  private void checkAll() {
    for (EventfulExit watch : watches) {
      try {
        watch.check(api.find(watch.id()), codes);
      } catch (EngineException unreachable) {
        LOG.debug("container {}: {}", watch.id(), unreachable.getMessage());
      }
    }
  }

  private void giveUp(StreamingResponse current, Throwable failure) {
    RuntimeException why =
        failure instanceof RuntimeException known
            ? known
            : new ContainerRunException("read events: " + failure, failure);
    if (isCurrent(current)) {
      List.copyOf(watches).forEach(watch -> watch.fail(why));
    }
  }
}
