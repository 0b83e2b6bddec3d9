package io.containerrun.engine.internal.handle;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.engine.internal.api.ResponseReading;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.ContainerStatsJson;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonSequence;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes on samples of the resource usage of a container. */
final class StatsSubscription {

  private StatsSubscription() {}

  static Subscription begin(EngineContainer container, Consumer<ContainerStats> consumer) {
    String operation = "read stats of container";
    StreamingResponse samples =
        container.api().follow(container.id(), operation, "stats", Map.of("stream", 1));
    ResponseReading reading =
        ResponseReading.begin(samples, body -> read(body, consumer), container.core().threads());
    return new ReadingSubscription(reading, operation + " " + container);
  }

  private static void read(InputStream body, Consumer<ContainerStats> consumer) throws IOException {
    try (JsonSequence samples = Json.readAll(body)) {
      for (Optional<JsonNode> json = samples.next(); json.isPresent(); json = samples.next()) {
        ContainerStats sample = ContainerStatsJson.read(json.get());
        if (sample.time().isEmpty()) {
          // The container has exited; the engine would send zeros for ever.
          return;
        }
        consumer.accept(sample);
      }
    }
  }
}
