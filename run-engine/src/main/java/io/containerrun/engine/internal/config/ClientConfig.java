package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.containerrun.Environment;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.CustomHeaders;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.DetachKeys;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(ClientConfig.class);

  private static final String OPERATION = "read client configuration";

  private final Path folder;
  private final String file;
  private final JsonNode json;
  private final String problem;

  private ClientConfig(Path folder, String file, JsonNode json, String problem) {
    this.folder = folder;
    this.file = file;
    this.json = json;
    this.problem = problem;
  }

  /**
   * Reads the file. One that cannot be read or is not JSON is logged and counts as empty, as for
   * the docker command: a program that names its engine itself does not need the file.
   */
  public static ClientConfig read(Environment environment) {
    Path folder = folder(environment);
    Path path = folder.resolve("config.json");
    String file = path.toString();
    try {
      JsonNode json =
          environment.exists(path) ? Json.readFile(environment.read(path)) : Json.read("{}");
      return new ClientConfig(folder, file, json, "");
    } catch (JsonProcessingException nonsense) {
      // The message of the parser may quote a password.
      return unreadable(folder, file, "invalid JSON" + position(nonsense));
    } catch (IOException unreadable) {
      return unreadable(folder, file, Reason.of(unreadable));
    }
  }

  private static ClientConfig unreadable(Path folder, String file, String reason) {
    String problem =
        file
            + " cannot be read: "
            + reason
            + "; continuing with the default context, and without the headers, proxies, detach keys"
            + " and logins of this file";
    LOG.warn("{}", problem);
    return new ClientConfig(folder, file, MissingNode.getInstance(), problem);
  }

  /** Why the file counts as empty; empty if it could be read. */
  String problem() {
    return problem;
  }

  private static String position(JsonProcessingException nonsense) {
    JsonLocation location = nonsense.getLocation();
    return location == null
        ? ""
        : " in line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static Path folder(Environment environment) {
    Path home = Path.of(System.getProperty("user.home", ""));
    return environment
        .variable("DOCKER_CONFIG")
        .filter(folder -> !folder.isEmpty())
        .map(folder -> folder("DOCKER_CONFIG", folder))
        .orElse(home.resolve(".docker"));
  }

  /**
   * The folder that a variable names.
   *
   * @throws EngineUnavailableException if it is no path, or one that this Java cannot express
   */
  static Path folder(String variable, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException impossible) {
      String words = variable + " is not the path of a folder: " + impossible.getReason();
      throw new EngineUnavailableException(words, OPERATION, variable, words);
    }
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
