package io.containerrun.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.Caller;
import io.containerrun.engine.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  @TempDir private Path config;
  private final Map<String, String> environment = new HashMap<>();

  private final Discovery discovery =
      new Discovery(
          new Caller() {
            @Override
            public Optional<String> environment(String name) {
              return Optional.ofNullable(environment.get(name));
            }

            @Override
            public byte[] read(String path) throws IOException {
              return Files.readAllBytes(Path.of(path));
            }

            @Override
            public boolean exists(String path) {
              return Files.exists(Path.of(path));
            }

            @Override
            public String workingDirectory() {
              return "/";
            }
          });

  @BeforeEach
  void useAnEmptyConfiguration() {
    environment.put("DOCKER_CONFIG", config.toString());
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "-, -, unix:///var/run/docker.sock",
        "'', default, unix:///var/run/docker.sock",
        "tcp://a:1, -, tcp://a:1",
        "tcp://a:1, remote, tcp://a:1",
      },
      nullValues = "-")
  void followsDockersOrder(String host, String context, String address) {
    environment.put("DOCKER_HOST", host);
    environment.put("DOCKER_CONTEXT", context);
    assertThat(discovery.find()).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"currentContext\":\"default\"}", "{}", "{\"auths\":{}}"})
  void takesTheDefaultSocketWhereTheConfigurationChoosesNoOther(String json) throws IOException {
    Files.writeString(config.resolve("config.json"), json);
    assertThat(discovery.find()).hasToString("unix:///var/run/docker.sock");
  }

  @Test
  void refusesAContext() throws IOException {
    Files.writeString(config.resolve("config.json"), "{\"currentContext\":\"prod\"}");
    assertThatThrownBy(discovery::find)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("context 'prod', which is not supported yet")
        .hasMessageContaining("DOCKER_HOST");
    environment.put("DOCKER_CONTEXT", "staging");
    assertThatThrownBy(discovery::find).hasMessageContaining("context 'staging'");
  }

  @Test
  void refusesAConfigurationThatIsNoJson() throws IOException {
    Files.writeString(config.resolve("config.json"), "{oops");
    assertThatThrownBy(discovery::find)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("config.json cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOCKER_TLS_VERIFY", "DOCKER_TLS"})
  void refusesTlsUnlessTheEngineIsBehindASocket(String variable) {
    environment.put(variable, "0");
    assertThatThrownBy(discovery::find)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining(variable + " asks for TLS, which is not supported yet");
    environment.put("DOCKER_HOST", "unix:///some.sock");
    assertThat(discovery.find()).hasToString("unix:///some.sock");
  }

  @Test
  void saysWhichVariableHoldsNoAddress() {
    environment.put("DOCKER_HOST", "ssh://host");
    assertThatThrownBy(discovery::find)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("DOCKER_HOST: invalid engine address: 'ssh://host'");
  }
}
