package io.containerrun.engine.dockerjava;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.DockerObject;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HealthCheck;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * docker-java's models as plain data, and back. What a model has no field for, or would send in
 * another form, goes into its raw values. That is found by reading it back from the model, so that
 * no member is named here and none can be forgotten.
 */
final class Models {

  private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

  /** Fills the fields of one object. */
  private static final ObjectMapper FIELDS = mapper();

  /** Fills the fields of an object that has models, which are exact. */
  private static final ObjectMapper MODELS =
      mapper()
          .registerModule(
              new SimpleModule("docker-java")
                  .addDeserializer(HealthCheck.class, new Exact<>(HealthCheck::new))
                  .addDeserializer(ContainerNetwork.class, new Exact<>(ContainerNetwork::new)));

  private Models() {}

  private static ObjectMapper mapper() {
    return new ObjectMapper()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
  }

  /** What docker-java sends of an object, with the members that are null. */
  static Map<String, Object> membersOf(Object model) {
    return FIELDS.convertValue(model, PLAIN);
  }

  /** The same as a tree. */
  static JsonNode treeOf(Object model) {
    return FIELDS.valueToTree(model);
  }

  /**
   * Sets one member of an object that has a field for it.
   *
   * @throws IllegalArgumentException if the field does not take the value
   */
  static void set(Object model, String name, @Nullable Object value) {
    set(MODELS, model, name, value);
  }

  private static void set(ObjectMapper mapper, Object model, String name, @Nullable Object value) {
    try {
      mapper.updateValue(model, Collections.singletonMap(name, value));
    } catch (JsonMappingException refused) {
      throw new IllegalArgumentException(refused.getOriginalMessage(), refused);
    }
  }

  /** Sets one member of a model, in its field if that sends exactly the value, else raw. */
  static void setExactly(DockerObject model, String name, @Nullable Object value) {
    boolean raw = model.getRawValues().containsKey(name) || !hasFieldFor(model, name, value);
    set(FIELDS, model, name, raw ? null : value);
    if (raw) {
      DockerObjectAccessor.overrideRawValue(model, name, value);
    }
  }

  private static boolean hasFieldFor(DockerObject model, String name, @Nullable Object value) {
    try {
      Object held = FIELDS.convertValue(Collections.singletonMap(name, value), model.getClass());
      return PlainValues.sent(value, membersOf(held).get(name));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Reads a model in which every member is exact. */
  private static final class Exact<T extends DockerObject> extends JsonDeserializer<T> {

    private final Supplier<T> empty;

    Exact(Supplier<T> empty) {
      this.empty = empty;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      T model = empty.get();
      Map<String, Object> members = parser.readValueAs(PLAIN);
      members.forEach((name, value) -> setExactly(model, name, value));
      return model;
    }
  }
}
