package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.Input;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCertificates;
import io.containerrun.engine.testing.TlsRelay;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine behind TLS that wants a certificate of its clients. */
@OnEngine
@Timeout(180)
class TlsIT {

  @TempDir private static Path files;
  private static TlsRelay relay;
  private static Engine engine;

  @BeforeAll
  static void connect() throws Exception {
    String plain;
    try (Engine found = Engine.connect()) {
      plain = found.address();
    }
    TestCertificates certificates = new TestCertificates();
    relay = new TlsRelay(plain, certificates.context(certificates.server()), true);
    certificates.write(files, certificates.client());
    engine =
        Engine.connect(EngineOptions.standard().host("tcp://localhost:" + relay.port()).tls(files));
  }

  @AfterAll
  static void close() throws Exception {
    engine.close();
    relay.close();
  }

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").remove().command("sh", "-c", script);
  }

  @Test
  void runs() {
    RunResult result = engine.run(shell("echo out; echo err >&2; exit 13"));
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.exitCode()).isEqualTo(13);
  }

  @Test
  void endsTheInputOfAContainerThatReadsAllOfIt() {
    byte[] input = new byte[3_000_000];
    Arrays.fill(input, (byte) 'x');
    ContainerRun count = shell("wc -c; echo done").interactive();
    assertThat(engine.run(count, Input.of(input)).stdout()).isEqualTo("3000000\ndone\n");
  }

  @Test
  void passesLargeOutputOn() {
    RunResult result = engine.run(shell("head -c 5000000 /dev/zero | tr '\\0' x"));
    assertThat(result.stdoutBytes()).hasSize(5_000_000).containsOnly('x');
  }

  @Test
  void servesAndShowsLogs() throws Exception {
    ContainerRun web = ContainerRun.of("containerrun/web").remove().publish(80);
    try (RunningContainer service =
        engine.start(web, Ready.port(80).timeout(Duration.ofSeconds(20)))) {
      URI page = URI.create("http://localhost:" + service.address(80).getPort() + "/");
      try (InputStream body = page.toURL().openStream()) {
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("hello from a container\n");
      }
      service.awaitReady(Ready.log("response:200")); // it writes that after it has answered
      assertThat(service.logs()).contains("response:200");
    }
  }
}
