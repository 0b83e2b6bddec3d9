package io.containerrun.engine.testcontainers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.containerrun.ContainerRunException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an engine reports about a container as docker-java's model. */
final class InspectModel {

  private static final ObjectMapper MODELS =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addHandler(new UnknownNames());

  private InspectModel() {}

  static InspectContainerResponse read(String json) {
    try {
      return MODELS.readValue(json, InspectContainerResponse.class);
    } catch (JsonProcessingException unreadable) {
      throw new ContainerRunException(
          "inspect container: docker-java cannot hold what the engine reports", unreadable);
    }
  }

  /**
   * The docker-java of Testcontainers 1.21 knows capabilities without their prefix alone. Other
   * names that it does not know are left out.
   */
  private static final class UnknownNames extends DeserializationProblemHandler {

    @Override
    public @Nullable Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String text, String problem) {
      Object[] constants = type.getEnumConstants();
      return constants == null
          ? NOT_HANDLED
          : Arrays.stream(constants)
              .filter(it -> ("CAP_" + it).equals(text))
              .findFirst()
              .orElse(null);
    }
  }
}
