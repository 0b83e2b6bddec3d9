package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where published ports are reached, and what happens if the engine reports them late. */
class PublishedPortsTest extends ConnectedToScript {

  private static final String PUBLISHED = "{'80/tcp':[{'HostIp':'','HostPort':''}]}";

  @Override
  protected ScriptedEngine script() throws IOException {
    return new ScriptedEngine()
        .on("POST /containers/c1/wait", PublishedPortsTest::neverExits)
        .on("GET /containers/c1/logs", it -> it.answer(200, "", ""));
  }

  private static void neverExits(ScriptedExchange wait) throws IOException {
    wait.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    wait.stall();
  }

  private static String inspect(String wanted, String ports) {
    return """
    {'Id':'c1','Name':'/web','State':{'Status':'running','Running':true},
     'HostConfig':{'PortBindings':%s},'NetworkSettings':{'Ports':%s}}\
    """
        .formatted(wanted, ports)
        .replace('\'', '"');
  }

  private static String bindings(String... hosts) {
    StringBuilder all = new StringBuilder();
    for (String host : hosts) {
      all.append(all.isEmpty() ? "" : ",");
      all.append("{'HostIp':'").append(host.equals("-") ? "" : host).append("','HostPort':'8080'}");
    }
    return "{'80/tcp':[" + all + "]}";
  }

  private ContainerHandle container(String wanted, String ports) {
    scripted.on("GET /containers/c1/json", it -> it.json(200, inspect(wanted, ports)));
    return engine.container("c1");
  }

  @ParameterizedTest
  @CsvSource({
    "-, 127.0.0.1",
    "0.0.0.0, 127.0.0.1",
    "0.0.0.0 ::, 127.0.0.1",
    ":: 0.0.0.0, 127.0.0.1",
    "::, 0:0:0:0:0:0:0:1",
    "::1, 0:0:0:0:0:0:0:1",
    "127.0.0.1, 127.0.0.1",
    "127.0.0.2, 127.0.0.2",
    "192.0.2.7, 192.0.2.7",
  })
  void isThisMachineForAnEngineOnAUnixSocket(String hosts, String address) {
    ContainerHandle container = container(PUBLISHED, bindings(hosts.split(" ", -1)));
    assertThat(container.address(80).getAddress().getHostAddress()).isEqualTo(address);
    assertThat(container.port(80)).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0 ::, 198.51.100.9",
    "127.0.0.1, 198.51.100.9",
    "::, 198.51.100.9",
    "192.0.2.7, 192.0.2.7",
  })
  void isTheHostThatTheOptionsName(String hosts, String address) {
    reconnect(options -> options.publishedHost("198.51.100.9"));
    ContainerHandle container = container(PUBLISHED, bindings(hosts.split(" ", -1)));
    assertThat(container.address(80).getHostString()).isEqualTo(address);
  }

  @Test
  void takesNoPortNorSchemeForAHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineOptions.standard().publishedHost("tcp://a:1"))
        .withMessageContaining("published host 'tcp://a:1'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'80/tcp':[{}]}; {}",
        "{'80/tcp':[{}]}; {'80/tcp':null}",
        "{'80/tcp':[{}]}; {'80/tcp':[]}",
        "{'80/tcp':[{}]}; {'80/tcp':[{'HostIp':'0.0.0.0','HostPort':''}]}",
        "{'80/tcp':[{}]}; {'80/tcp':[{'HostIp':'0.0.0.0','HostPort':'0'}]}",
        "{},'PublishAllPorts':true; {'80/tcp':null}",
      })
  void waitsForABindingThatComesLate(String wanted, String first) {
    AtomicInteger inspections = new AtomicInteger();
    scripted.on(
        "GET /containers/c1/json",
        it ->
            it.json(
                200,
                inspect(
                    wanted,
                    inspections.incrementAndGet() < 6 ? first : bindings("0.0.0.0", "::"))));
    assertThat(engine.container("c1").address(80)).hasToString("/127.0.0.1:8080");
    assertThat(inspections.get()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void readinessWaitsForABindingThatComesLate() throws IOException {
    AtomicInteger inspections = new AtomicInteger();
    try (ServerSocket service = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String late = bindings("127.0.0.1").replace("8080", "" + service.getLocalPort());
      scripted.on(
          "GET /containers/c1/json",
          it -> it.json(200, inspect(PUBLISHED, inspections.incrementAndGet() < 6 ? "{}" : late)));
      engine.container("c1").awaitReady(Ready.port(80).timeout(Duration.ofSeconds(60)));
    }
    assertThat(inspections.get()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void saysThatTheEngineReportsNoAddress() {
    ContainerHandle container = container(PUBLISHED, "{'80/tcp':null}");
    assertThatThrownBy(() -> container.port(80))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the engine has not reported the address of port 80 within 5000 ms");
    Ready ready = Ready.port(80).timeout(Duration.ofMillis(100));
    assertThatThrownBy(() -> container.awaitReady(ready))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("before it listened on 80; the engine has not reported the address");
  }

  @Test
  void saysAtOnceThatAPortIsNotPublished() {
    ContainerHandle container = container("{}", "{'80/tcp':null}");
    assertThatThrownBy(() -> container.port(80))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("does not publish port 80; add publish(80) to the run");
    Ready ready = Ready.port(80).timeout(Duration.ofHours(1));
    assertThatThrownBy(() -> container.awaitReady(ready))
        .hasMessageContaining("does not publish port 80; add publish(80) to the run");
  }

  @Test
  void namesTheAddressThatWasTried() throws IOException {
    int closed;
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = once.getLocalPort();
    }
    String ports = bindings("0.0.0.0").replace("8080", "" + closed);
    ContainerHandle container = container(PUBLISHED, ports);
    Duration soon = Duration.ofMillis(100);
    String address =
        "127.0.0.1:" + closed + "; the last attempt: Connection refused; if that is not";
    assertThatThrownBy(() -> container.awaitReady(Ready.port(80).timeout(soon)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("before it listened on 80 at " + address)
        .hasMessageContaining("EngineOptions.publishedHost");
    assertThatThrownBy(() -> container.awaitReady(Ready.http(80, "/up").timeout(soon)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("before it responded on 80/up at http://" + address);
  }
}
