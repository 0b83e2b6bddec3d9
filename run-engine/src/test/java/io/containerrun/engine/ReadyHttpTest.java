package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container is asked over HTTP, and which responses make it ready. */
@Timeout(60)
class ReadyHttpTest extends ConnectedToScript {

  private static final Duration SOON = Duration.ofMillis(300);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Headers> headers = new CopyOnWriteArrayList<>();
  private final AtomicInteger dripped = new AtomicInteger();
  private final List<HttpServer> services = new CopyOnWriteArrayList<>();

  @Override
  protected ScriptedEngine script() throws IOException {
    return new ScriptedEngine()
        .on(
            "POST /containers/c1/wait",
            it -> {
              it.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              it.stall();
            })
        .on("GET /containers/c1/logs", it -> it.answer(200, "", ""));
  }

  @AfterEach
  void stopService() {
    services.forEach(it -> it.stop(0));
  }

  /** The container whose port 80 is a port of this machine. */
  private ContainerHandle published(int port) {
    String container =
        """
        {'Id':'c1','Name':'/web','State':{'Status':'running','Running':true},
         'HostConfig':{'PortBindings':{'80/tcp':[{}]}},
         'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'0.0.0.0','HostPort':'%d'}]}}}\
        """
            .formatted(port)
            .replace('\'', '"');
    scripted.on("GET /containers/c1/json", it -> it.json(200, container));
    return engine.container("c1");
  }

  private ContainerHandle serve(HttpHandler handler) throws IOException {
    return serve(HttpServer.create(new InetSocketAddress(HERE, 0), 0), handler);
  }

  private ContainerHandle serve(HttpServer server, HttpHandler handler) {
    services.add(server);
    server.createContext(
        "/",
        it -> {
          String body = new String(it.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String request = it.getRequestMethod() + " " + it.getRequestURI();
          headers.add(it.getRequestHeaders());
          requests.add(body.isEmpty() ? request : request + " " + body);
          handler.handle(it);
        });
    server.start();
    return published(server.getAddress().getPort());
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Test
  void waitsForAStatusBelow400() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    ContainerHandle container =
        serve(it -> respond(it, attempts.incrementAndGet() < 3 ? 503 : 204, ""));
    container.awaitReady(Ready.http(80, "/up"));
    assertThat(requests).containsExactly("GET /up", "GET /up", "GET /up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://login.invalid/", "https://login.invalid/", "/elsewhere"})
  void followsNoRedirect(String target) throws IOException {
    ContainerHandle container =
        serve(
            it -> {
              it.getResponseHeaders().add("Location", target);
              respond(it, 302, "");
            });
    container.awaitReady(Ready.http(80, "/"));
    container.awaitReady(Ready.http(80, "/").status(302));
    assertThat(requests).containsExactly("GET /", "GET /");
    assertThatThrownBy(() -> container.awaitReady(Ready.http(80, "/").status(200).timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("before it responded with 200 on 80/ at http://127.0.0.1:")
        .hasMessageContaining("the response was 302 Temporary Redirect to " + target);
  }

  @Test
  void sendsMethodHeadersAndBody() throws IOException {
    ContainerHandle container = serve(it -> respond(it, 201, "{\"state\": \"grün\"}"));
    container.awaitReady(
        Ready.http(80, "/query")
            .timeout(Duration.ofSeconds(30))
            .method("POST")
            .header("Content-Type", "application/json")
            .header("X-Key", "secret")
            .header("host", "shop.example")
            .requestBody("{\"für\":1}")
            .status(200, 201)
            .responseBody("\"state\": \"grün\""));
    assertThat(requests).containsExactly("POST /query {\"für\":1}");
    assertThat(headers.get(0).get("Host")).containsExactly("shop.example");
    assertThat(headers.get(0).getFirst("X-Key")).isEqualTo("secret");
    assertThat(headers.get(0).getFirst("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void readsNoBodyAfterHead() throws IOException {
    ContainerHandle container =
        serve(
            it -> {
              it.getResponseHeaders().add("Content-Length", "1000");
              respond(it, 200, "x");
            });
    container.awaitReady(Ready.http(80, "/").method("HEAD"));
    assertThat(requests).containsExactly("HEAD /");
  }

  @Test
  void saysWhatTheLastResponseWasAndNoSecret() throws IOException {
    ContainerHandle container = serve(it -> respond(it, 503, "database\n is  starting"));
    Ready ready =
        Ready.http(80, "/up").header("Authorization", "hidden").requestBody("hidden").timeout(SOON);
    assertThatThrownBy(() -> container.awaitReady(ready))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(
            "before it responded on 80/up at http://127.0.0.1:"
                + services.get(0).getAddress().getPort()
                + "; the last attempt: the response was 503 Service Unavailable: database is"
                + " starting; it wrote nothing")
        .hasMessageNotContaining("publishedHost")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(
            () ->
                container.awaitReady(
                    Ready.http(80, "/up").status(503).responseBody("ready").timeout(SOON)))
        .hasMessageContaining("before it responded with 503 and with a body like ready on 80/up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.0 200 OK\\r\\n\\r\\nall is green",
        "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 12\\r\\n\\r\\nall is green",
        "HTTP/1.1 200\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5;x=y\\r\\nall i\\r\\n7\\r\\ns green\\r\\n0\\r\\n\\r\\n",
      })
  void readsEveryFormOfAResponse(String response) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(() -> respondOnce(server, response));
      published(server.getLocalPort()).awaitReady(Ready.http(80, "/").responseBody("all is green"));
      served.get();
    }
  }

  private static void respondOnce(ServerSocket server, String response) {
    try (Socket socket = server.accept()) {
      byte[] bytes = response.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes(); // so that the close is no reset
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-; the connection was closed without a response",
        "SSH-2.0-OpenSSH\\r\\n; the response is not HTTP: SSH-2.0-OpenSSH",
        "HTTP/1.1 200 OK\\r\\nContent-; the head of the response broke off",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nab; the response broke off",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n; invalid chunk length: zz",
      })
  void saysWhatIsNoResponse(String response, String problem) throws Exception {
    CompletableFuture<Void> served;
    try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
      served =
          CompletableFuture.runAsync(
              () -> {
                while (!server.isClosed()) {
                  respondUntilClosed(server, response);
                }
              });
      ContainerHandle container = published(server.getLocalPort());
      assertThatThrownBy(() -> container.awaitReady(Ready.http(80, "/").timeout(SOON)))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining(problem);
    }
    served.get();
  }

  private static void respondUntilClosed(ServerSocket server, String response) {
    if (response.equals("-")) {
      response = "";
    }
    try (Socket socket = server.accept()) {
      byte[] bytes = response.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException failure) {
      assertThat(server.isClosed()).as("%s", failure).isTrue();
    }
  }

  @Test
  void givesUpOnAServiceThatRespondsByteByByte() throws Exception {
    CompletableFuture<Void> served;
    try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
      served = CompletableFuture.runAsync(() -> drip(server));
      ContainerHandle container = published(server.getLocalPort());
      assertThatThrownBy(() -> container.awaitReady(Ready.http(80, "/").timeout(SOON)))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("the last attempt: no complete response in time");
    }
    served.get();
    assertThat(dripped.get()).isPositive();
  }

  private void drip(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        while (true) {
          socket.getOutputStream().write('x');
          Thread.sleep(20);
        }
      } catch (IOException gaveUp) {
        dripped.incrementAndGet(); // as it should
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private ContainerHandle serveTls(TestCertificates certificates, TestCertificates.Party party)
      throws Exception {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.context(party)));
    return serve(server, it -> respond(it, 200, "fine"));
  }

  @Test
  void trustsWhatItIsTold(@TempDir Path folder) throws Exception {
    TestCertificates certificates = new TestCertificates();
    TestCertificates.Party server =
        certificates.server("db.example", Instant.now().plus(Duration.ofDays(1)));
    ContainerHandle container = serveTls(certificates, server);
    Path authority = certificates.writeAuthority(folder).resolve("ca.pem");
    Ready.Http https = Ready.https(80, "/").timeout(Duration.ofSeconds(2));
    container.awaitReady(https.trust(authority));
    container.awaitReady(https.trust(server.certificate()));
    container.awaitReady(https.trustAny());
    assertThat(requests).hasSize(3);
    assertThatThrownBy(() -> container.awaitReady(https.timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("at https://127.0.0.1:")
        .hasMessageContaining("unable to find valid certification path");
    Path other = new TestCertificates().writeAuthority(folder.resolve("b")).resolve("ca.pem");
    assertThatThrownBy(() -> container.awaitReady(https.trust(other).timeout(SOON)))
        .isInstanceOf(NotReadyException.class);
    assertThat(requests).hasSize(3);
  }

  @Test
  void trustsAnyCertificateAlsoAnExpiredOne() throws Exception {
    TestCertificates certificates = new TestCertificates();
    Instant past = Instant.now().minus(Duration.ofHours(1));
    ContainerHandle container = serveTls(certificates, certificates.server("x.example", past));
    container.awaitReady(Ready.https(80, "/").trustAny());
    assertThat(requests).containsExactly("GET /");
  }

  @Test
  void refusesCertificatesThatCannotBeUsed(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    Ready.Http https = Ready.https(443, "/");
    assertThatThrownBy(() -> https.trust(folder.resolve("none.pem")))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("none.pem cannot be read");
    assertThatThrownBy(() -> https.trust(empty))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("has no certificate");
    assertThatThrownBy(() -> https.trust(text))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("has no certificate");
    assertThatIllegalArgumentException().isThrownBy(https::trust);
    assertThatThrownBy(() -> Ready.http(80, "/").trustAny())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("use Ready.https");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/jmx?qry=a:b,name=x y|z; /jmx?qry=a:b,name=x%20y%7Cz",
        "//host/x; //host/x",
        "/grüße/%20/100%; /gr%C3%BC%C3%9Fe/%20/100%25",
        "/a?b={\"c\"}&d=\uD83D\uDE00; /a?b=%7B%22c%22%7D&d=%F0%9F%98%80",
      })
  void encodesThePath(String path, String sent) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
      CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> requestLine(server));
      published(server.getLocalPort()).awaitReady(Ready.http(80, path));
      assertThat(line.get()).isEqualTo("GET " + sent + " HTTP/1.1");
    }
  }

  private static String requestLine(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      byte[] request = socket.getInputStream().readAllBytes();
      return new String(request, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void refusesWhatIsNoRequest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ready.http(80, "up"))
        .withMessage("path 'up': it does not start with a slash: use /up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ready.http(80, "/a#b"))
        .withMessageContaining("write # as %23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ready.http(80, "/a\r\nX: y"))
        .withMessageContaining("control character");
    assertThatIllegalArgumentException().isThrownBy(() -> Ready.http(80, "/\uD83D"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ready.https(70_000, "/"))
        .withMessage("port 70000 is out of range: use 1 to 65535");
    assertThatIllegalArgumentException().isThrownBy(() -> Ready.port(0));
    Ready.Http http = Ready.http(80, "/");
    assertThatIllegalArgumentException().isThrownBy(() -> http.method("get"));
    assertThatIllegalArgumentException().isThrownBy(() -> http.method("GET /x"));
    assertThatIllegalArgumentException().isThrownBy(() -> http.status());
    assertThatIllegalArgumentException().isThrownBy(() -> http.status(200, 99));
    assertThatIllegalArgumentException().isThrownBy(() -> http.header("content-length", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> http.header("X-Token", "hidden\n"))
        .withMessageNotContaining("hidden");
  }
}
