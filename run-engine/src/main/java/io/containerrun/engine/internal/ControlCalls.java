package io.containerrun.engine.internal;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.Answer;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
import io.containerrun.engine.internal.wire.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calls that change one container. May be shared between threads. */
public final class ControlCalls {

  private static final long POLL_MILLIS = 20;

  private final EngineApi api;
  private final String id;

  /** Creates them for one container. */
  public ControlCalls(EngineApi api, String id) {
    this.api = api;
    this.id = id;
  }

  /** Starts it; one that runs goes on. */
  public void start() {
    api.start(id);
  }

  /** Stops it, and starts it again. A negative grace has no end. */
  public void restart(Duration grace) {
    Query path = path("/restart").with("t", grace.toSeconds());
    Duration limit = api.limits().start().plus(EngineApi.untilStopped(grace));
    api.calls().call(operation("restart container"), Request.post(path.toString()), limit);
  }

  /** Freezes its processes. */
  public void pause() {
    post("pause container", path("/pause"));
  }

  /** Lets its processes go on. */
  public void unpause() {
    post("unpause container", path("/unpause"));
  }

  /** Gives it another name. */
  public void rename(String name) {
    post("rename container", path("/rename").with("name", name));
  }

  /** Sets the size of its terminal. */
  public void resize(int rows, int columns) {
    post("resize container", path("/resize").with("h", rows).with("w", columns));
  }

  /**
   * Changes its limits.
   *
   * @param body the members that change, as create takes them
   * @return what the engine says to it
   */
  public List<String> update(Map<String, Object> body) {
    Request request = Request.post(path("/update").toString(), Json.write(body));
    return Warnings.of(
        api.calls().json(operation("update container"), request, api.limits().answer()));
  }

  /**
   * Makes an image of its files, which may take any time without a word.
   *
   * @param query what else is said; a name may come again
   * @return the id of the image
   */
  public String commit(List<Map.Entry<String, String>> query) {
    Query path = api.path("/commit").with("container", id);
    query.forEach(entry -> path.with(entry.getKey(), entry.getValue()));
    Request request = Request.post(path.toString(), "{}");
    return api.calls()
        .json(operation("commit container"), request, EngineApi.FOREVER)
        .path("Id")
        .asText();
  }

  /**
   * Removes it with its anonymous volumes; one that is gone already is fine. Returns when its name
   * is free again.
   *
   * @param force whether to end it first where it runs
   */
  public void remove(boolean force) {
    Answer answer = api.remove(id, force);
    String words = Json.refusal(answer.body());
    boolean begun = force || words.toLowerCase(Locale.ROOT).contains("already in progress");
    if (answer.status() == 409 && begun) {
      // The engine is at it already, because the run said --rm.
      awaitRemoval();
    } else if (answer.status() >= 400 && answer.status() != 404) {
      throw Refusals.of(operation("remove container"), answer.status(), words);
    }
  }

  private void awaitRemoval() {
    long deadline = System.nanoTime() + api.limits().removal().toNanos();
    while (api.exists(id)) {
      if (System.nanoTime() > deadline) {
        String words = "the engine has not finished in " + api.limits().removal();
        Operation operation = operation("remove container");
        throw new EngineException(operation + ": " + words, operation.name(), 409, words);
      }
      pauseBetweenLooks();
    }
  }

  private static void pauseBetweenLooks() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted("remove container", interrupt);
    }
  }

  private void post(String operation, Query path) {
    api.calls().call(operation(operation), Request.post(path.toString()), api.limits().answer());
  }

  private Query path(String below) {
    return api.path("/containers/" + id + below);
  }

  private Operation operation(String name) {
    return Operation.container(name, id);
  }
}
