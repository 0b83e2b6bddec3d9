package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ScriptedEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineOptionsTest {

  private static final EngineOptions HOST = EngineOptions.standard().host("tcp://build:2376");

  @Test
  void eachMethodReturnsACopy() {
    EngineOptions all =
        HOST.tls(Path.of("certs"))
            .apiVersion(new ApiVersion(1, 41))
            .header("X-Site", "s3cret")
            .responseTimeout(Duration.ofSeconds(1))
            .startTimeout(Duration.ofSeconds(2))
            .pullTimeout(Duration.ofSeconds(3));
    assertThat(HOST).isEqualTo(EngineOptions.standard().host("tcp://build:2376")).isNotEqualTo(all);
    assertThat(all.header("X-Site", "s3cret")).isEqualTo(all).hasSameHashCodeAs(all);
    assertThat(all.tlsUnverified(Path.of("certs"))).isNotEqualTo(all);
  }

  @Test
  void saysWhereTheEngineIsAndNoHeaders() {
    assertThat(HOST.header("Authorization", "s3cret")).hasToString("engine at tcp://build:2376");
    assertThat(EngineOptions.standard().context("prod"))
        .hasToString("engine of the context 'prod'");
    assertThat(EngineOptions.standard()).hasToString("engine that the environment names");
  }

  @ParameterizedTest
  @CsvSource({"'', x", "X Y, x", "X:, x", "X, 'a\r\nY: b'", "X, 'a\0'"})
  void refusesHeadersThatBreakRequestsApart(String name, String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> HOST.header(name, value));
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThatIllegalArgumentException().isThrownBy(() -> EngineOptions.standard().host("ftp://x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HOST.responseTimeout(Duration.ZERO))
        .withMessageContaining("use more than zero");
    assertThatIllegalArgumentException().isThrownBy(() -> HOST.startTimeout(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> HOST.pullTimeout(Duration.ZERO));
  }

  @Test
  void reachTheEngine() throws Exception {
    try (ScriptedEngine scripted = ScriptedEngine.thatRuns("", 0)) {
      List<String> seen = new ArrayList<>();
      scripted.on(
          "POST /containers/c1/attach",
          it -> {
            seen.add(it.header("X-Site"));
            it.upgraded("");
          });
      EngineOptions options =
          EngineOptions.standard()
              .host(scripted.host())
              .apiVersion(new ApiVersion(1, 40))
              .header("X-Site", "here");
      try (Engine engine = Engine.connect(options)) {
        assertThat(engine.apiVersion()).hasToString("1.40");
        engine.run(ContainerRun.of("alpine"));
      }
      assertThat(seen).containsExactly("here");
      assertThat(scripted.fullRequests()).contains("POST /v1.40/containers/c1/start");
    }
  }

  @Test
  void boundTheTimeOfAnAnswer() throws Exception {
    try (ScriptedEngine scripted = new ScriptedEngine()) {
      scripted.on("GET /_ping", it -> it.stall());
      EngineOptions options =
          EngineOptions.standard().host(scripted.host()).responseTimeout(Duration.ofMillis(100));
      assertThatThrownBy(() -> Engine.connect(options))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no response within 100 ms");
    }
  }
}
