package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.Environment;
import io.containerrun.value.DetachKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\n\"auth\":hunter2}", "[1", "nonsense"})
  void aBrokenFileCountsAsEmpty(String json) {
    ClientConfig broken = config(json);
    assertThat(broken.headers()).isEmpty();
    assertThat(broken.currentContext()).isEmpty();
    assertThat(broken.proxyVariables("unix:///s")).isEmpty();
    assertThat(broken.detachKeys()).isEqualTo(DetachKeys.DEFAULT);
    assertThat(broken.member("auths").isMissingNode()).isTrue();
  }

  @Test
  void theWarningNamesTheFileAndDoesNotQuoteIt() {
    assertThat(config("{\n\"auth\":hunter2}").problem())
        .startsWith("/conf/config.json cannot be read: invalid JSON in line 2")
        .contains("continuing with the default context")
        .doesNotContain("hunter2");
    assertThat(config("{}").problem()).isEmpty();
  }

  @Test
  void whatIsNullIsAbsent() {
    String json =
        "{'proxies':{'default':{'httpProxy':null,'noProxy':'x'},'unix:///s':null},"
            + "'HttpHeaders':{'X-A':null},'currentContext':null,'detachKeys':null}";
    ClientConfig nulls = config(json.replace('\'', '"'));
    assertThat(nulls.proxyVariables("unix:///s"))
        .isEqualTo(Map.of("NO_PROXY", "x", "no_proxy", "x"));
    assertThat(nulls.headers()).isEqualTo(Map.of("X-A", ""));
    assertThat(nulls.currentContext()).isEmpty();
    assertThat(nulls.detachKeys()).isEqualTo(DetachKeys.DEFAULT);
  }
}
