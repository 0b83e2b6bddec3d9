package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that are JSON, but not what an engine sends. */
class UnreadableResponsesTest extends ConnectedToScript {

  private static final String DEEP = "[".repeat(5_000);

  @Override
  protected ScriptedEngine script() throws IOException {
    return new ScriptedEngine();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e40", "-1e40", "null", "\"\"", "9223372036854775807", "[]"})
  void aContainerMayHaveAnOddTime(String created) {
    scripted.on(
        "GET /containers/json", it -> it.json(200, "[{\"Id\":\"c\",\"Created\":" + created + "}]"));
    scripted.on(
        "GET /images/json", it -> it.json(200, "[{\"Id\":\"i\",\"Created\":" + created + "}]"));
    assertThat(engine.containers()).singleElement().matches(it -> it.created().isEmpty());
    assertThat(engine.images().list()).singleElement().matches(it -> it.created().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\"text\"", "7", "{\"message\":null}"})
  void whatIsNoListIsNotAnEmptyList(String body) {
    scripted.always(it -> it.json(200, body));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.containers())
        .withMessageContaining("the engine's response cannot be read: it is ")
        .withMessageContaining(", not a list");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.images().list())
        .withMessageContaining(", not a list");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.networks().list())
        .withMessageContaining(", not a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"text\"", "7"})
  void whatIsNoObjectIsNotAnEmptyObject(String body) {
    scripted.always(it -> it.json(200, body));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.networks().inspect("n"))
        .withMessageContaining("inspect network n: the engine's response cannot be read: it is ")
        .withMessageContaining(", not an object");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.images().inspect("i"))
        .withMessageContaining(", not an object");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.container("c"))
        .withMessageContaining(", not an object");
  }

  @Test
  void aResponseMayNotGoTooDeep() {
    scripted.always(it -> it.json(200, DEEP));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.containers())
        .withMessageContaining("the engine's response is not JSON");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.images().pull("alpine"))
        .withMessageContaining("nested more than 200 levels deep");
  }

  @Test
  void anErrorResponseMayGoTooDeep() {
    scripted.always(it -> it.json(500, DEEP));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.containers())
        .matches(failure -> failure.status().getAsInt() == 500);
  }

  @ParameterizedTest
  @CsvSource({
    "{},mode is missing",
    "'{\"mode\":null}',mode is null",
    "'{\"mode\":420,\"mtime\":null}',mtime is null",
    "'{\"mode\":420,\"mtime\":\"soon\"}',mtime is a text"
  })
  void aPathHasAModeAndATime(String stat, String problem) {
    scripted.on("GET /containers/c/json", it -> it.json(200, "{\"Id\":\"c\"}"));
    String header =
        "X-Docker-Container-Path-Stat: "
            + Base64.getEncoder().encodeToString(stat.getBytes(StandardCharsets.UTF_8))
            + "\r\n";
    scripted.on("HEAD /containers/c/archive", it -> it.answer(200, header, ""));
    ContainerHandle container = engine.container("c");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> container.stat("/f"))
        .withMessageContaining("the engine's response cannot be read")
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"Id\":null}", "{\"Id\":\"\"}", "{\"Id\":{}}", "[]"})
  void aNewObjectHasAnId(String body) {
    scripted.on("GET /containers/c/json", it -> it.json(200, "{\"Id\":\"c\"}"));
    scripted.on("POST /containers/c/exec", it -> it.json(201, body));
    scripted.on("POST /commit", it -> it.json(201, body));
    scripted.on("POST /networks/create", it -> it.json(201, body));
    ContainerHandle container = engine.container("c");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> container.exec("true"))
        .withMessageContaining("the engine's response has no id");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> container.commit(Commit.of("i")))
        .withMessageContaining("the engine's response cannot be read: its member Id is ");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.networks().create(NetworkSpec.of("n")))
        .withMessageContaining("the engine's response has no id");
  }
}
