package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.internal.json.ContainerDetailsJson;
import io.containerrun.engine.internal.json.ContainerSummaryJson;
import io.containerrun.engine.internal.json.ImageDetailsJson;
import io.containerrun.engine.internal.json.ImageSummaryJson;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.NetworkDetailsJson;
import io.containerrun.engine.internal.json.VolumeDetailsJson;
import io.containerrun.engine.testing.TestEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that may be secret are in no text that a program logs. */
class SecretsTest {

  private static final String SECRET = "hunter2";

  static Stream<Object> parameters() throws IOException {
    return Stream.of(
        Commit.of("i").message(SECRET).author(SECRET).change("ENV P=" + SECRET),
        VolumeSpec.of("v").option("o", "password=" + SECRET).label("l", SECRET),
        NetworkSpec.of("n").option("o", SECRET).label("l", SECRET),
        ContainerFilter.standard().label("l", SECRET),
        ImageBuild.ofDockerfile("FROM scratch").buildArg("A", SECRET).label("l", SECRET),
        LogQuery.standard(),
        EngineOptions.standard().header("Authorization", SECRET));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void parametersDoNotShowThem(Object parameters) {
    assertThat(parameters.toString()).doesNotContain(SECRET);
  }

  static Stream<Object> reports() throws IOException {
    JsonNode json =
        Json.read(
            """
            {"Id": "1", "Name": "n", "Created": 1, "Labels": {"key": "hunter2"},
             "Options": {"key": "hunter2"},
             "Config": {"Labels": {"key": "hunter2"}, "Env": ["P=hunter2"]}}""");
    ContainerDetails details = ContainerDetailsJson.read(json);
    return Stream.of(
        details,
        details.config(),
        ContainerSummaryJson.read(json),
        ImageDetailsJson.read(json),
        ImageSummaryJson.read(json),
        NetworkDetailsJson.read(json),
        VolumeDetailsJson.read(json));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void reportsShowTheKeysOfLabelsAndOptionsAlone(Object report) {
    assertThat(report.toString()).doesNotContain(SECRET).contains("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://user:hunter2@host:1", "hunter2@host", "ssh+x://u:hunter2@h"})
  void anAddressWithAPasswordIsNotRepeated(String address, @TempDir Path folder)
      throws IOException {
    assertNotShown(() -> EngineOptions.standard().host(address));
    Map<String, String> variables =
        Map.of("DOCKER_HOST", address, "DOCKER_CONFIG", folder.toString());
    assertNotShown(
        () ->
            Engine.connect(EngineOptions.standard().settings(), new TestEnvironment(variables))
                .close());
    Path meta = folder.resolve("contexts/meta/" + sha256("c"));
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"), "{\"Endpoints\":{\"docker\":{\"Host\":\"" + address + "\"}}}");
    Map<String, String> context = Map.of("DOCKER_CONTEXT", "c", "DOCKER_CONFIG", folder.toString());
    assertNotShown(
        () ->
            Engine.connect(EngineOptions.standard().settings(), new TestEnvironment(context))
                .close());
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void assertNotShown(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfAny(IllegalArgumentException.class, EngineUnavailableException.class)
        .satisfies(failure -> assertThat(trace(failure)).doesNotContain(SECRET));
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
