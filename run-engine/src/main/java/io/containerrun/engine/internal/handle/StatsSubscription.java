package io.containerrun.engine.internal.handle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.engine.internal.api.ResponseReading;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.ContainerStatsJson;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonSequence;
import io.containerrun.engine.internal.run.Renewal;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on samples of the resource usage of a container. A connection that breaks is opened again
 * as long as the container runs; the samples of the meantime do not exist.
 */
final class StatsSubscription {

  private static final Logger LOG = LoggerFactory.getLogger(StatsSubscription.class);

  private static final String OPERATION = "read stats of container";

  private final EngineContainer container;
  private final Consumer<ContainerStats> consumer;

  private StatsSubscription(EngineContainer container, Consumer<ContainerStats> consumer) {
    this.container = container;
    this.consumer = consumer;
  }

  static Subscription begin(EngineContainer container, Consumer<ContainerStats> consumer) {
    StatsSubscription subscription = new StatsSubscription(container, consumer);
    ResponseReading reading =
        ResponseReading.begin(
            subscription.open(), subscription::readAll, container.core().threads());
    return new ReadingSubscription(reading, OPERATION + " " + container);
  }

  private StreamingResponse open() {
    return container.api().follow(container.id(), OPERATION, "stats", Map.of("stream", 1));
  }

  private void readAll(InputStream first, ResponseReading reading) throws IOException {
    Duration outage = container.api().client().timeouts().response();
    Renewal renewal = new Renewal(outage, OPERATION + " " + container);
    boolean ended = false;
    for (boolean again = false; !ended; again = true) {
      try {
        ended = again ? readAgain(reading, renewal) : read(first);
      } catch (JsonProcessingException nonsense) {
        throw nonsense;
      } catch (IOException | EngineException broken) {
        reading.requireOpen();
        if (!Renewal.isUnreachable(broken)) {
          throw broken;
        }
        LOG.debug("{} {}: {}; asked again", OPERATION, container, Reason.of(broken));
        renewal.pause(broken);
      }
      reading.requireOpen();
    }
  }

  /** Returns whether the container has ended. */
  private boolean readAgain(ResponseReading reading, Renewal renewal) throws IOException {
    boolean runs = container.api().isAlive(container.id());
    renewal.responded();
    if (!runs) {
      return true;
    }
    try (StreamingResponse samples = open()) {
      reading.proceed(samples);
      return read(samples.body());
    }
  }

  /** Returns at the end of the body, which engines send when the container has ended. */
  private boolean read(InputStream body) throws IOException {
    try (JsonSequence samples = Json.readAll(body)) {
      for (Optional<JsonNode> json = samples.next(); json.isPresent(); json = samples.next()) {
        ContainerStats sample = ContainerStatsJson.read(json.get());
        if (sample.time().isEmpty()) {
          return true; // the container has exited; the engine would send zeros for ever
        }
        consumer.accept(sample);
      }
    }
    return true;
  }
}
