package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Environment;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
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
   * The engine of a context.
   *
   * @param host its address; empty for the default address
   * @param unverified whether TLS accepts any certificate of the engine
   * @param files the TLS files of the context, which may not exist
   */
  record Context(String host, boolean unverified, TlsFiles files) {}

  /**
   * Reads a context.
   *
   * @throws IOException if there is no such context, or its file is unusable; the message names the
   *     file
   */
  Context read(String name) throws IOException {
    String directory = directory(name);
    Path file = folder.resolve("meta").resolve(directory).resolve("meta.json");
    if (!environment.exists(file)) {
      throw new IOException("there is no docker context '" + name + "': no file " + file);
    }
    JsonNode docker = read(file, environment).path("Endpoints").path("docker");
    if (JsonFields.isAbsent(docker)) {
      throw new IOException("the docker context '" + name + "' has no docker endpoint in " + file);
    }
    Path tls = folder.resolve("tls").resolve(directory).resolve("docker");
    return new Context(
        JsonFields.text(docker.path("Host")),
        JsonFields.flag(docker.path("SkipTLSVerify")),
        new TlsFiles(environment, tls));
  }

  private static JsonNode read(Path file, Environment environment) throws IOException {
    try {
      return Json.readFile(environment.read(file));
    } catch (IOException unusable) {
      throw new IOException(file + " cannot be read: " + unusable.getMessage(), unusable);
    }
  }

  /** The folder of a context; the name may have characters that file names cannot have. */
  private static String directory(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
