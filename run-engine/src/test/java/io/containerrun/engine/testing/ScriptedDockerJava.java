package io.containerrun.engine.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of docker-java, connected to an engine that keeps what it is sent. */
public final class ScriptedDockerJava implements AutoCloseable {

  private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {};

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScriptedEngine engine = new ScriptedEngine();
  private final DockerClient client;
  private volatile String body = "";

  /** Connects one to an engine of API version 1.51 on Linux. */
  public ScriptedDockerJava() throws IOException {
    engine.on("GET /version", it -> it.json(200, "{\"ApiVersion\":\"1.51\",\"Os\":\"linux\"}"));
    engine.on("POST /containers/create", this::keep);
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(engine.host())
            .build();
    client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
  }

  private void keep(ScriptedExchange create) throws IOException {
    body = new String(create.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    create.json(201, "{\"Id\":\"c\",\"Warnings\":[]}");
  }

  /** The client. */
  public DockerClient client() {
    return client;
  }

  /** The engine. */
  public ScriptedEngine engine() {
    return engine;
  }

  /** The body of the last create request. */
  public String body() {
    return body;
  }

  /** The body of the last create request, where the last of two members counts. */
  public Map<String, Object> sent() {
    try {
      return JSON.readValue(body, BODY);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The parameters of the last request. */
  public Map<String, String> query() {
    String last = engine.fullRequests().get(engine.fullRequests().size() - 1);
    Map<String, String> parameters = new LinkedHashMap<>();
    String query = URI.create(last.substring(last.indexOf(' ') + 1)).getRawQuery();
    for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() throws IOException {
    client.close();
    engine.close();
  }
}
