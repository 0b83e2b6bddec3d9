package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Environment;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.CustomHeaders;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.value.DetachKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parts of the docker command's {@code config.json} that runs need. The file is in the folder
 * {@code DOCKER_CONFIG}, by default in {@code ~/.docker}; a missing file counts as empty.
 */
public final class ClientConfig {

  /** The keys of proxy settings, each with the variable that it sets in both cases. */
  private static final Map<String, String> PROXIES =
      Map.of(
          "httpProxy", "HTTP_PROXY",
          "httpsProxy", "HTTPS_PROXY",
          "noProxy", "NO_PROXY",
          "ftpProxy", "FTP_PROXY",
          "allProxy", "ALL_PROXY");

  private static final String OPERATION = "read client configuration";

  private final Path folder;
  private final String file;
  private final JsonNode json;

  private ClientConfig(Path folder, String file, JsonNode json) {
    this.folder = folder;
    this.file = file;
    this.json = json;
  }

  /**
   * Reads the file.
   *
   * @throws EngineUnavailableException if it cannot be read or is not JSON
   */
  public static ClientConfig read(Environment environment) {
    Path folder = folder(environment);
    Path path = folder.resolve("config.json");
    String file = path.toString();
    try {
      String text =
          environment.exists(path)
              ? new String(environment.read(path), StandardCharsets.UTF_8)
              : "{}";
      return new ClientConfig(folder, file, Json.read(text));
    } catch (JsonProcessingException nonsense) {
      // The message of the parser may quote a password.
      int line = nonsense.getLocation().getLineNr();
      String words = file + " cannot be read: invalid JSON in line " + line;
      throw new EngineUnavailableException(words, OPERATION, file, words);
    } catch (IOException unreadable) {
      String words = file + " cannot be read: " + unreadable.getMessage();
      throw new EngineUnavailableException(words, OPERATION, file, words);
    }
  }

  private static Path folder(Environment environment) {
    Path home = Path.of(System.getProperty("user.home", ""));
    return environment
        .variable("DOCKER_CONFIG")
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .orElse(home.resolve(".docker"));
  }

  /** The path of the file, for messages. */
  public String file() {
    return file;
  }

  /** A member of the file; a missing node if it does not exist. */
  public JsonNode member(String name) {
    return json.path(name);
  }

  /** The folder of the file, which also has contexts and TLS files. */
  Path folder() {
    return folder;
  }

  /** The headers for every request. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonFields.map(json.path("HttpHeaders")).forEach((name, value) -> put(headers, name, value));
    return headers;
  }

  private void put(Map<String, String> headers, String name, String value) {
    try {
      CustomHeaders.require(name, value);
    } catch (IllegalArgumentException unusable) {
      throw unusable("HttpHeaders: " + unusable.getMessage());
    }
    headers.put(name, value);
  }

  /** The default detach keys. */
  DetachKeys detachKeys() {
    DetachKeys keys = DetachKeys.parse(JsonFields.text(json.path("detachKeys")));
    if (!keys.isValid()) {
      throw unusable("detachKeys '" + keys + "' are invalid; use keys such as ctrl-p,ctrl-q");
    }
    return keys.text().isEmpty() ? DetachKeys.DEFAULT : keys;
  }

  private EngineUnavailableException unusable(String what) {
    String words = file + ": " + what;
    return new EngineUnavailableException(words, OPERATION, file, words);
  }

  /** The current docker context; empty for none. */
  public String currentContext() {
    return JsonFields.text(json.path("currentContext"));
  }

  /**
   * The environment variables for containers that name the proxies of this site. Settings for the
   * engine's address replace all default settings.
   */
  public Map<String, String> proxyVariables(String engineAddress) {
    JsonNode proxies = json.path("proxies");
    JsonNode chosen =
        proxies.path(engineAddress).isObject()
            ? proxies.path(engineAddress)
            : proxies.path("default");
    Map<String, String> variables = new LinkedHashMap<>();
    PROXIES.forEach(
        (key, variable) -> {
          String value = JsonFields.text(chosen.path(key));
          if (!value.isEmpty()) {
            variables.put(variable, value);
            variables.put(variable.toLowerCase(Locale.ROOT), value);
          }
        });
    return variables;
  }
}
