package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Environment;
import io.containerrun.engine.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The docker contexts of a configuration folder. */
final class ContextStore {

  private final Environment environment;
  private final Path folder;

  ContextStore(Environment environment, Path configuration) {
    this.environment = environment;
    this.folder = configuration.resolve("contexts");
  }

  /**
   * Where the engine of a context is.
   *
   * @param host its address; empty for the default one
   * @param unverified whether TLS takes any certificate of the engine
   * @param files what TLS is spoken with, if any of them is there
   */
  record Context(String host, boolean unverified, TlsFiles files) {}

  /**
   * Reads a context.
   *
   * @throws IOException if there is none, or none for an engine, or it is broken; names the file
   */
  Context read(String name) throws IOException {
    String directory = directory(name);
    Path file = folder.resolve("meta").resolve(directory).resolve("meta.json");
    if (!environment.exists(file)) {
      throw new IOException("there is no docker context '" + name + "': no file " + file);
    }
    JsonNode docker = read(file, environment).path("Endpoints").path("docker");
    if (docker.isMissingNode()) {
      throw new IOException("the context '" + name + "' is for no docker engine, says " + file);
    }
    Path tls = folder.resolve("tls").resolve(directory).resolve("docker");
    return new Context(
        docker.path("Host").asText(),
        docker.path("SkipTLSVerify").asBoolean(),
        new TlsFiles(environment, tls));
  }

  private static JsonNode read(Path file, Environment environment) throws IOException {
    try {
      return Json.read(new String(environment.read(file), StandardCharsets.UTF_8));
    } catch (IOException unusable) {
      throw new IOException(file + " cannot be read: " + unusable.getMessage(), unusable);
    }
  }

  /** The name may hold characters that no file name may. */
  private static String directory(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
