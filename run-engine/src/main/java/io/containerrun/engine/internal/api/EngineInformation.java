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
 * The facts about an engine that rules may read. They are read once, for the first run to which one
 * matters. May be shared between threads.
 */
public final class EngineInformation {

  private static final Logger LOG = LoggerFactory.getLogger(EngineInformation.class);

  private static final Operation READ_FACTS = new Operation("read facts", "of engine");

  private final ApiClient client;
  private final Lock reading = new ReentrantLock();
  private volatile @Nullable Target all;

  /** Creates one; sends nothing yet. */
  public EngineInformation(ApiClient client) {
    this.client = client;
  }

  /** The facts known so far, without a call. */
  public Target known() {
    Target known = all;
    return known == null ? client.target() : known;
  }

  /** The facts that the rules for a run need; makes no call if they need none. */
  public Target neededFor(ContainerRun run) {
    return Fact.neededFor(run).isEmpty() ? known() : all();
  }

  /** All facts that the engine reports. */
  public Target all() {
    Target known = all;
    return known == null ? readOnce() : known;
  }

  private Target readOnce() {
    try {
      reading.lockInterruptibly(); // not a monitor: a waiting thread can be interrupted
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted(READ_FACTS.toString(), interrupt);
    }
    try {
      Target known = all;
      if (known == null) {
        known = read();
        all = known;
      }
      return known;
    } finally {
      reading.unlock();
    }
  }

  private Target read() {
    Request request = Request.get(client.path("info").toString());
    try {
      return client.read(READ_FACTS, request, json -> EngineInfoJson.read(client.target(), json));
    } catch (EngineException failure) {
      if (failure.status().isEmpty()) {
        throw failure;
      }
      // Proxies in front of an engine may block this call: runs continue without the rules on
      // facts.
      LOG.debug("{}", failure.getMessage());
      return client.target();
    }
  }
}
