package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.Environment;
import io.containerrun.engine.EngineUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientConfigTest {

  private static ClientConfig config(String json) {
    return ClientConfig.read(
        new Environment() {
          @Override
          public Optional<String> variable(String name) {
            return Optional.of("/conf").filter(folder -> name.equals("DOCKER_CONFIG"));
          }

          @Override
          public byte[] read(Path path) {
            return json.getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public boolean exists(Path path) {
            return path.equals(Path.of("/conf/config.json"));
          }

          @Override
          public Path workingDirectory() {
            return Path.of("/");
          }
        });
  }

  @Test
  void aProxySetsItsVariableInBothCases() {
    String json = "{'proxies':{'default':{'httpProxy':'http://p:1','noProxy':''}}}";
    assertThat(config(json.replace('\'', '"')).proxyVariables("unix:///s"))
        .isEqualTo(Map.of("HTTP_PROXY", "http://p:1", "http_proxy", "http://p:1"));
  }

  @Test
  void whatIsSetForTheEngineReplacesTheDefaultAsAWhole() {
    String json =
        "{'proxies':{'default':{'httpProxy':'http://p:1'},'tcp://e:2':{'ftpProxy':'http://f:2'}}}";
    assertThat(config(json.replace('\'', '"')).proxyVariables("tcp://e:2"))
        .isEqualTo(Map.of("FTP_PROXY", "http://f:2", "ftp_proxy", "http://f:2"));
  }

  @Test
  void aBrokenFileIsNamed() {
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> config("{"))
        .withMessageContaining("/conf/config.json cannot be read");
  }

  @Test
  void aBrokenFileIsNotQuoted() {
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> config("{\n\"auth\":hunter2}"))
        .withNoCause()
        .withMessageContaining("invalid JSON in line 2")
        .withMessageNotContaining("hunter2");
  }
}
