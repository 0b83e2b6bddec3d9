package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.wire.Json;
import io.containerrun.engine.internal.wire.PullEvent;
import io.containerrun.value.ImageReference;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the engine pull images from their registries. May be shared between threads. */
final class Puller {

  private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

  private final EngineApi api;

  Puller(EngineApi api) {
    this.api = api;
  }

  /**
   * Pulls an image and returns when it is there.
   *
   * @throws EngineException if it cannot be had, also where the answer began as a success
   */
  void pull(ImageReference image, Optional<String> platform) {
    LOG.debug("pulling {}", image);
    Operation operation = new Operation("pull image", image.text());
    try (StreamedAnswer answer = begin(operation, image, platform);
        MappingIterator<JsonNode> events = Json.readAll(answer.body())) {
      while (events.hasNextValue()) {
        PullEvent event = PullEvent.of(events.nextValue());
        if (!event.problem().isEmpty()) {
          throw Refusals.pull(image.text(), answer.status(), event.problem());
        }
      }
    } catch (IOException broken) {
      String words = "the answer broke off: " + broken.getMessage();
      throw new EngineException(operation + ": " + words, operation.name(), 0, words)
          .causedBy(broken);
    }
  }

  private StreamedAnswer begin(
      Operation operation, ImageReference image, Optional<String> platform) {
    try {
      return api.pull(operation, image.pullName(), image.pullTag(), platform);
    } catch (EngineException refusal) {
      if (refusal.status().isEmpty()) {
        throw refusal;
      }
      throw Refusals.pull(image.text(), refusal.status().getAsInt(), refusal.engineMessage());
    }
  }
}
