package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.OnServices;
import io.containerrun.engine.testing.TestCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real services, each of which serves as soon as it is said to be ready. */
@OnEngine
@OnServices
@Timeout(180)
class ServicesIT extends ConnectedToEngine {

  private static final Duration SOON = Duration.ofSeconds(2);

  private static final String SITE =
      """
      server {
        listen 80;
        listen 443 ssl;
        ssl_certificate /srv/certificate.pem;
        ssl_certificate_key /srv/key.pem;
        location /moved { return 302 http://login.invalid/; }
        location /up {
          if (-f /tmp/up) { return 200 "up"; }
          return 503 "warming up";
        }
        location /query {
          if ($request_method != POST) { return 405; }
          if ($http_x_key != "k1") { return 401; }
          return 201 "state: green";
        }
        location = "/a b" { return 204; }
      }
      """;

  private static final ContainerRun REDIS = ContainerRun.of("containerrun/redis").publish(6379);
  private static final ContainerRun POSTGRES =
      ContainerRun.of("containerrun/postgres").publish(5432);

  @Test
  void redisRespondsWhenItIsReady() throws IOException {
    Ready ready =
        Ready.all(
            Ready.log("Ready to accept connections"),
            Ready.exec("redis-cli", "ping"),
            Ready.when(container -> ping(container.address(6379)).equals("+PONG")));
    try (RunningContainer redis = engine.start(REDIS, ready)) {
      assertThat(ping(redis.address(6379))).isEqualTo("+PONG");
      assertThat(redis.exec("redis-cli", "set", "a", "1").requireSuccess().stdout())
          .isEqualTo("OK\n");
    }
    Ready either = Ready.any(Ready.log("never said"), Ready.port(6379));
    try (RunningContainer redis = engine.start(REDIS, either)) {
      assertThat(ping(redis.address(6379))).isEqualTo("+PONG");
    }
  }

  private static String ping(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] response = socket.getInputStream().readNBytes("+PONG".length());
      return new String(response, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void saysWhyRedisIsNotReady() {
    ContainerRun locked =
        REDIS.command("redis-server", "--save", "", "--requirepass", "x", "--port", "6379");
    Ready ping =
        Ready.exec(ExecCommand.of("sh", "-c", "redis-cli ping | tee /dev/stderr | grep -qx PONG"));
    assertThatThrownBy(() -> engine.start(locked, ping.timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("the last time it exited with 1: NOAUTH Authentication required.")
        .hasMessageContaining("Ready to accept connections");
    Ready unknown = Ready.exec("redis-clii").timeout(SOON);
    assertThatThrownBy(() -> engine.start(REDIS, unknown))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("executable file not found");
  }

  @Test
  void nginxRespondsToWhatItIsAsked() throws Exception {
    TestCertificates.Party party =
        new TestCertificates().server("web.example", Instant.now().plus(Duration.ofDays(1)));
    String start =
        "printf %s \"$SITE\" >/srv/a.conf; printf %s \"$CERTIFICATE\" >/srv/certificate.pem;"
            + " printf %s \"$KEY\" >/srv/key.pem; (sleep 1; touch /tmp/up) & exec nginx";
    ContainerRun run =
        ContainerRun.of("containerrun/nginx")
            .env("SITE", SITE)
            .env("CERTIFICATE", TestCertificates.pem(party.certificate()))
            .env("KEY", TestCertificates.pem(party.key()))
            .publish(80)
            .publish(443)
            .command("sh", "-c", start);
    try (RunningContainer web = engine.start(run, Ready.http(80, "/up").responseBody("^up$"))) {
      assertThat(web.exec("test", "-f", "/tmp/up").isSuccess()).isTrue();
      web.awaitReady(Ready.http(80, "/moved").status(302).timeout(SOON));
      web.awaitReady(Ready.http(80, "/a b").status(204).timeout(SOON));
      Ready.Http query = Ready.http(80, "/query").method("POST").requestBody("{}").timeout(SOON);
      web.awaitReady(query.header("X-Key", "k1").status(201).responseBody("state: green"));
      assertThatThrownBy(() -> web.awaitReady(query))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("at http://" + text(web.address(80)))
          .hasMessageContaining("the response was 401 Unauthorized");
      Ready.Http https = Ready.https(443, "/up").timeout(SOON);
      web.awaitReady(https.trust(party.certificate()));
      web.awaitReady(https.trustAny());
      assertThatThrownBy(() -> web.awaitReady(https))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("at https://" + text(web.address(443)));
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  @Test
  void trustsTheAuthorityOfNginx(@TempDir Path folder) throws Exception {
    TestCertificates certificates = new TestCertificates();
    TestCertificates.Party party =
        certificates.server("web.example", Instant.now().plus(Duration.ofDays(1)));
    Path pem = folder.resolve("both.pem");
    Files.writeString(
        pem, TestCertificates.pem(party.certificate()) + TestCertificates.pem(party.key()));
    String site =
        "server { listen 443 ssl; ssl_certificate /srv/both.pem; ssl_certificate_key /srv/both.pem;"
            + " location / { return 200 fine; } }";
    ContainerRun run =
        ContainerRun.of("containerrun/nginx")
            .env("SITE", site)
            .env("PEM", Files.readString(pem))
            .publish(443)
            .command(
                "sh",
                "-c",
                "printf %s \"$SITE\" >/srv/a.conf; printf %s \"$PEM\" >/srv/both.pem; exec nginx");
    Path authority = certificates.writeAuthority(folder).resolve("ca.pem");
    engine.start(run, Ready.https(443, "/").trust(authority)).close();
  }

  @Test
  void postgresTakesStatementsWhenItIsReady() {
    Ready ready =
        Ready.all(
            Ready.log("database system is ready to accept connections").times(2),
            Ready.exec("pg_isready", "--host", "127.0.0.1", "--username", "postgres"));
    try (RunningContainer postgres = engine.start(POSTGRES, ready)) {
      ExecResult inserted =
          postgres.exec(
              "psql",
              "--host=127.0.0.1",
              "--username=postgres",
              "--tuples-only",
              "--no-align",
              "--quiet",
              "--command=insert into prepared values (7) returning id");
      assertThat(inserted.requireSuccess().stdout()).isEqualTo("7\n");
      postgres.awaitReady(Ready.port(5432).timeout(SOON));
    }
  }

  @Test
  void saysWhyPostgresIsNotReady() {
    ContainerRun preparing = POSTGRES.command("sh", "-c", "initdb --no-locale /tmp/data; sleep 60");
    Ready ready = Ready.exec("pg_isready", "--host", "127.0.0.1").timeout(Duration.ofSeconds(5));
    assertThatThrownBy(() -> engine.start(preparing, ready))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(
            "before it passed 'docker exec pg_isready --host 127.0.0.1'; the last time it exited"
                + " with 2: 127.0.0.1:5432 - no response");
  }
}
