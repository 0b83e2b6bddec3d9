package io.containerrun.engine.internal.api;

import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.EngineInfoJson;
import io.containerrun.engine.internal.util.Waiting;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules may know about an engine. It is asked once, and only when the first run comes to which
 * it matters. May be shared between threads.
 */
public final class EngineInformation {

  private static final Logger LOG = LoggerFactory.getLogger(EngineInformation.class);

  private static final Operation QUESTION = new Operation("ask engine", "about itself");

  private final ApiClient client;
  private final Lock asking = new ReentrantLock();
  private volatile @Nullable Target all;

  /** Creates one that has asked nothing yet. */
  public EngineInformation(ApiClient client) {
    this.client = client;
  }

  /** What is known by now, without a call. */
  public Target known() {
    Target asked = all;
    return asked == null ? client.target() : asked;
  }

  /** All that matters to a run: no call for one that no rule has a question about. */
  public Target neededFor(ContainerRun run) {
    return Fact.neededFor(run).isEmpty() ? known() : all();
  }

  /** All that the engine says. */
  public Target all() {
    Target asked = all;
    return asked == null ? askOnce() : asked;
  }

  private Target askOnce() {
    try {
      asking.lockInterruptibly(); // not a monitor: who waits for an answer may give up
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted(QUESTION.toString(), interrupt);
    }
    try {
      Target asked = all;
      if (asked == null) {
        asked = ask();
        all = asked;
      }
      return asked;
    } finally {
      asking.unlock();
    }
  }

  private Target ask() {
    Request request = Request.get(client.path("info").toString());
    try {
      return EngineInfoJson.read(client.target(), client.json(QUESTION, request));
    } catch (EngineException refusal) {
      if (refusal.status().isEmpty()) {
        throw refusal;
      }
      // Proxies before an engine may keep this call back: its rules are silent, and runs go on.
      LOG.debug("{}", refusal.getMessage());
      return client.target();
    }
  }
}
