package io.containerrun.engine.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.Input;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestCertificates;
import io.containerrun.engine.testing.TestCertificates.Party;
import io.containerrun.engine.testing.TlsRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS against a real server in this process. */
@Timeout(60)
class TlsTest {

  private static final ContainerRun RUN = ContainerRun.of("alpine").command("cat");

  private static TestCertificates certificates;
  private static TestCertificates others;

  @TempDir private Path folder;
  private ScriptedEngine scripted;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new TestCertificates();
    others = new TestCertificates();
  }

  @BeforeEach
  void start() throws IOException {
    scripted = ScriptedEngine.thatRuns("hello\n", 13);
  }

  @AfterEach
  void stop() throws IOException {
    scripted.close();
  }

  private TlsRelay relay(boolean wantsClients) throws Exception {
    return relay(certificates.server(), wantsClients);
  }

  private TlsRelay relay(Party server, boolean wantsClients) throws Exception {
    return new TlsRelay(scripted.host(), certificates.context(server), wantsClients);
  }

  private static EngineOptions at(TlsRelay relay) {
    return EngineOptions.standard()
        .host("tcp://127.0.0.1:" + relay.port())
        .responseTimeout(Duration.ofSeconds(10));
  }

  private static void assertUnavailable(EngineOptions options, String... words) {
    assertThatThrownBy(() -> Engine.connect(options).close())
        .asInstanceOf(type(EngineUnavailableException.class))
        .extracting(Throwable::getMessage)
        .asString()
        .contains(words);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runsThroughTls(boolean wantsClients) throws Exception {
    Path files = certificates.write(folder, certificates.client());
    try (TlsRelay relay = relay(wantsClients);
        Engine engine = Engine.connect(at(relay).tls(files))) {
      assertThat(engine.run(RUN).stdout()).isEqualTo("hello\n");
      assertThat(engine.address()).isEqualTo("tcp://127.0.0.1:" + relay.port());
    }
  }

  @Test
  void endsTheInputAndGoesOnReading() throws Exception {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          int count = 0;
          while (it.read() >= 0) {
            count++;
          }
          it.frame(1, "read " + count);
          it.cut();
        });
    Path files = certificates.write(folder, certificates.client());
    try (TlsRelay relay = relay(true);
        Engine engine = Engine.connect(at(relay).tls(files))) {
      Input input = Input.of("x".repeat(200_000));
      assertThat(engine.run(RUN.interactive(), input).stdout()).isEqualTo("read 200000");
    }
  }

  @Test
  void keepsItsConnections() throws Exception {
    scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
    Path files = certificates.write(folder, certificates.client());
    try (TlsRelay relay = relay(true);
        Engine engine = Engine.connect(at(relay).tls(files))) {
      for (int i = 0; i < 5; i++) {
        assertThat(engine.container("c1").id()).isEqualTo("c1");
      }
      assertThat(scripted.connections()).isEqualTo(1);
    }
  }

  @Test
  void takesTheContextOfTheProgram() throws Exception {
    try (TlsRelay relay = relay(true);
        Engine engine =
            Engine.connect(at(relay).tls(certificates.context(certificates.client())))) {
      assertThat(engine.run(RUN).exitCode()).isEqualTo(13);
    }
  }

  @Test
  void doesNotTrustAForeignAuthority() throws Exception {
    Path files = others.write(folder, certificates.client());
    try (TlsRelay relay = relay(true)) {
      assertUnavailable(
          at(relay).tls(files), "127.0.0.1:" + relay.port(), folder + "/ca.pem", "use the ca.pem");
      try (Engine engine = Engine.connect(at(relay).tlsUnverified(files))) {
        assertThat(engine.run(RUN).exitCode()).isEqualTo(13);
      }
    }
  }

  @Test
  void doesNotTakeAnExpiredCertificate() throws Exception {
    Path files = certificates.write(folder, certificates.client());
    Party expired = certificates.server("localhost", Instant.now().minusSeconds(3_600));
    try (TlsRelay relay = relay(expired, false)) {
      assertUnavailable(at(relay).tls(files), "its certificate has expired", "renew it");
    }
  }

  @Test
  void doesNotTakeACertificateForAnotherHost() throws Exception {
    Path files = certificates.write(folder, certificates.client());
    Party other = certificates.server("elsewhere", Instant.now().plusSeconds(3_600));
    try (TlsRelay relay = relay(other, false)) {
      assertUnavailable(at(relay).tls(files), "not for this host", "127.0.0.1");
      Engine.connect(at(relay).tlsUnverified(files)).close();
    }
  }

  @Test
  void saysThatTheEngineWantsACertificate() throws Exception {
    Path files = certificates.writeAuthority(folder);
    try (TlsRelay relay = relay(true)) {
      assertUnavailable(
          at(relay).tls(files), "it requires a client certificate", "cert.pem and key.pem");
    }
  }

  @Test
  void saysThatTheEngineDoesNotAcceptOurCertificate() throws Exception {
    Path files = certificates.write(folder, others.client());
    try (TlsRelay relay = relay(true)) {
      assertUnavailable(at(relay).tls(files), "it rejects the client certificate");
    }
  }

  @Test
  void saysThatTheEngineSpeaksTls() throws Exception {
    try (TlsRelay relay = relay(true)) {
      assertUnavailable(at(relay), "it requires TLS", "DOCKER_TLS_VERIFY", "EngineOptions.tls");
    }
    scripted.on(
        "GET /_ping",
        it -> it.answer(400, "", "Client sent an HTTP request to an HTTPS server.\n"));
    assertUnavailable(EngineOptions.standard().host(scripted.host()), "it requires TLS");
  }

  @Test
  void saysThatTheEngineDoesNotSpeakTls() throws Exception {
    Path files = certificates.write(folder, certificates.client());
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerOnce(plain), "plain-server");
      server.start();
      EngineOptions options =
          EngineOptions.standard().host("127.0.0.1:" + plain.getLocalPort()).tls(files);
      assertUnavailable(options, "there is no TLS at this port");
      server.join();
    }
  }

  /** The alert protocol_version, and a hello of TLS 1.0. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "15 0301 0002 0246",
        "16 0301 002a 02 000026 0301"
            + " 0000000000000000000000000000000000000000000000000000000000000000 00 002f 00"
      })
  void saysThatTheEngineHasAnOldTls(String response) throws Exception {
    Path files = certificates.writeAuthority(folder);
    try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      byte[] bytes = HexFormat.of().parseHex(response.replace(" ", ""));
      Thread server = new Thread(() -> answerOnce(old, bytes), "old-server");
      server.start();
      EngineOptions options =
          EngineOptions.standard().host("127.0.0.1:" + old.getLocalPort()).tls(files);
      assertUnavailable(options, "it offers only versions of TLS that Java no longer accepts");
      server.join();
    }
  }

  private static void answerOnce(ServerSocket server, byte[] response) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write(response);
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      return;
    }
  }

  private static void answerOnce(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      return;
    }
  }

  @Test
  void namesTheFileThatCannotBeUsed() throws Exception {
    EngineOptions options = EngineOptions.standard().host("tcp://127.0.0.1:1").tls(folder);
    assertUnavailable(options, "there is no file " + folder.resolve("ca.pem"));
    certificates.write(folder, certificates.client());
    Files.delete(folder.resolve("key.pem"));
    assertUnavailable(options, "there is no file " + folder.resolve("key.pem"));
    Files.writeString(folder.resolve("key.pem"), "nonsense");
    assertUnavailable(options, folder.resolve("key.pem") + " cannot be used");
    Files.writeString(folder.resolve("ca.pem"), "nonsense");
    assertUnavailable(options.tlsUnverified(folder), "key.pem cannot be used");
  }

  @Test
  void refusesTlsOnASocket() {
    EngineOptions options = EngineOptions.standard().host(scripted.host()).tls(folder);
    assertUnavailable(options, "TLS requires a tcp:// address", scripted.host());
  }
}
