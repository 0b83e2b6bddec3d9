package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.engine.internal.InsightCalls;
import io.containerrun.engine.internal.Reading;
import io.containerrun.engine.internal.wire.Json;
import io.containerrun.engine.internal.wire.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads one sample after the other of what a container uses. */
final class StatsFeed {

  private final Container container;
  private final Consumer<ContainerStats> consumer;

  StatsFeed(Container container, Consumer<ContainerStats> consumer) {
    this.container = container;
    this.consumer = Objects.requireNonNull(consumer, "consumer");
  }

  Feed begin() {
    InsightCalls calls = new InsightCalls(container.api(), container.id());
    Reading reading = Reading.begin(calls.samples(), this::read, container.engine().threads());
    return new Feed(reading, "read stats of container " + container);
  }

  private void read(InputStream body) throws IOException {
    try (MappingIterator<JsonNode> samples = Json.readAll(body)) {
      while (samples.hasNextValue()) {
        ContainerStats sample = Samples.of(samples.nextValue());
        if (sample.time().isEmpty()) {
          // The engine would go on with zeros for ever.
          return;
        }
        consumer.accept(sample);
      }
    }
  }
}
