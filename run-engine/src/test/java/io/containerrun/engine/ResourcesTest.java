package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.InvalidRunException;
import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ResourcesTest {

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted =
        new ScriptedEngine()
            .on(
                "POST /networks/create",
                it -> {
                  bodies.add(it.body());
                  it.json(201, "{\"Id\":\"n1\"}");
                })
            .on("DELETE /networks/n1", it -> it.answer(204, "", ""))
            .on("DELETE /volumes/data", it -> it.answer(204, "", ""));
    engine = Engine.connect(scripted.host());
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  @Test
  void sendsWhatANetworkIsToBe() {
    NetworkSpec spec =
        NetworkSpec.of("backend")
            .driver("bridge")
            .option("mtu", "1400")
            .label("team", "a")
            .internal()
            .attachable()
            .ipv6()
            .subnet("10.9.0.0/24", "10.9.0.1")
            .subnet("FD00:0::/64");
    CreatedNetwork network = engine.networks().create(spec);
    assertThat(network.id()).isEqualTo("n1");
    assertThat(network).hasToString("backend");
    assertThat(bodies.get(0))
        .contains("\"Name\":\"backend\"", "\"Driver\":\"bridge\"", "\"CheckDuplicate\":true")
        .contains("\"Internal\":true", "\"Attachable\":true", "\"EnableIPv6\":true")
        .contains("\"Options\":{\"mtu\":\"1400\"}", "\"team\":\"a\"")
        .contains("{\"Subnet\":\"10.9.0.0/24\",\"Gateway\":\"10.9.0.1\"}")
        .contains("{\"Subnet\":\"fd00::/64\"}", "\"io.containerrun.session\":\"");
  }

  @Test
  void theEndOfTheEngineRemovesWhatWasNotLeft() {
    engine.networks().create(NetworkSpec.of("backend"));
    engine.close();
    assertThat(scripted.requests()).endsWith("DELETE /networks/n1");
  }

  @Test
  void whatWasLeftStays() {
    CreatedNetwork network = engine.networks().create(NetworkSpec.of("backend"));
    network.release();
    network.close();
    engine.close();
    assertThat(scripted.requests()).containsExactly("POST /networks/create");
  }

  @Test
  void aHandleRemovesOnce() {
    CreatedNetwork network = engine.networks().create(NetworkSpec.of("backend"));
    network.close();
    network.close();
    assertThat(scripted.requests()).containsOnlyOnce("DELETE /networks/n1");
  }

  @Test
  void aVolumeThatWasThereIsNotTakenOver() {
    scripted.on(
        "POST /volumes/create", it -> it.json(201, "{\"Name\":\"data\",\"Labels\":{\"a\":\"b\"}}"));
    assertThatThrownBy(() -> engine.volumes().create(VolumeSpec.of("data")))
        .isInstanceOf(NameConflictException.class)
        .hasMessage(
            "create volume data: it already exists; use it by its name, or choose"
                + " another name");
    engine.close();
    assertThat(scripted.requests()).containsExactly("POST /volumes/create");
  }

  @Test
  void aCreateThatIsGivenUpLeavesNothing() {
    scripted
        .on("POST /volumes/create", ScriptedExchange::stall)
        .on("GET /volumes", it -> it.json(200, "{\"Volumes\":[{\"Name\":\"data\"}]}"));
    EngineOptions hasty =
        EngineOptions.standard().host(scripted.host()).responseTimeout(Duration.ofSeconds(2));
    try (Engine other = Engine.connect(hasty)) {
      assertThatThrownBy(() -> other.volumes().create(VolumeSpec.of("data")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("create volume data")
          .hasMessageContaining("no response within 2000 ms");
    }
    assertThat(scripted.requests())
        .containsExactly("POST /volumes/create", "GET /volumes", "DELETE /volumes/data");
  }

  private static final Network BACKEND =
      Network.named("backend")
          .alias("db")
          .ip("10.9.0.7")
          .driverOption("mtu", "1400")
          .gatewayPriority(5)
          .macAddress("02:42:ac:11:00:02");

  @Test
  void sendsHowAContainerIsToBeConnected() {
    scripted
        .on("GET /_ping", it -> it.answer(200, "Api-Version: 1.54\r\n", "OK"))
        .on(
            "POST /networks/backend/connect",
            it -> {
              bodies.add(it.body());
              it.answer(200, "", "");
            });
    try (Engine newer = Engine.connect(scripted.host())) {
      newer.networks().connect(BACKEND, "orders");
      newer.networks().connect(Network.named("backend"), "orders");
      newer.networks().connect("backend", "orders", "www");
    }
    assertThat(bodies)
        .containsExactly(
            """
            {"Container":"orders","EndpointConfig":{\
            "IPAMConfig":{"IPv4Address":"10.9.0.7"},"Aliases":["db"],\
            "MacAddress":"02:42:ac:11:00:02","DriverOpts":{"mtu":"1400"},\
            "GwPriority":5}}""",
            "{\"Container\":\"orders\",\"EndpointConfig\":{}}",
            "{\"Container\":\"orders\",\"EndpointConfig\":{\"Aliases\":[\"www\"]}}");
  }

  @Test
  void refusesAHardwareAddressThatTheEngineWouldDrop() {
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: 1.53\r\n", "OK"));
    try (Engine older = Engine.connect(scripted.host())) {
      assertThatThrownBy(() -> older.networks().connect(BACKEND, "orders"))
          .isInstanceOf(InvalidRunException.class)
          .hasMessageContaining("engines apply mac-address in connect from API 1.54 on")
          .hasMessageContaining("this one has API 1.53");
    }
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void refusesAConnectionThatCannotWork() {
    assertThatThrownBy(
            () -> engine.networks().connect(Network.named("backend").ip("fd00::1"), "orders"))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("[ip-family]");
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void saysWhatIsInUse() {
    scripted.on(
        "DELETE /networks/n1",
        it -> it.json(403, "{\"message\":\"error while removing: x has active endpoints\"}"),
        it -> it.answer(204, "", ""));
    CreatedNetwork network = engine.networks().create(NetworkSpec.of("backend"));
    assertThatThrownBy(network::close)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("remove network n1: ")
        .hasMessageContaining("has active endpoints; stop or disconnect its containers first");
    network.close();
    assertThat(scripted.requests()).filteredOn("DELETE /networks/n1"::equals).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.9.0.0", "10.9.0.0/33", "10.9/8", "fd00::/129", "/24", "a/b"})
  void refusesWhatIsNoSubnet(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkSpec.of("backend").subnet(range).name());
  }

  @Test
  void printsNoOptionOfAVolume() {
    assertThat(VolumeSpec.of("share").option("o", "password=hunter2")).hasToString("volume share");
    VolumeDetails details =
        new VolumeDetails(
            "share", "local", "/m", java.util.Map.of("o", "hunter2"), java.util.Map.of());
    assertThat(details.toString()).contains("options=[o]").doesNotContain("hunter2");
  }
}
