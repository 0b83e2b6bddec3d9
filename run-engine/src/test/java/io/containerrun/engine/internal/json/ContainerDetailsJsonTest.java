package io.containerrun.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerHealth;
import io.containerrun.engine.info.ContainerLimits;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.info.HealthStatus;
import io.containerrun.engine.info.MountPoint;
import io.containerrun.engine.info.NetworkAttachment;
import io.containerrun.engine.info.PublishedPort;
import io.containerrun.value.Cpus;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What engines have answered, word for word, and what is made of it. */
class ContainerDetailsJsonTest {

  static JsonNode recorded(String name) throws IOException {
    try (InputStream file =
        ContainerDetailsJsonTest.class.getResourceAsStream("/inspect/" + name)) {
      assertThat(file).as(name).isNotNull();
      return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static ContainerDetails inspection(String name) throws IOException {
    return ContainerDetailsJson.read(recorded(name));
  }

  @Test
  void needsNoneOfTheMembersThatNewEnginesLeaveOut() throws IOException {
    ObjectNode newer = recorded("api-1.41.json").deepCopy();
    ObjectNode network = (ObjectNode) newer.path("NetworkSettings");
    network.retain("SandboxID", "SandboxKey", "Ports", "Networks"); // all that API 1.52 has
    ((ObjectNode) newer.path("Config")).remove(List.of("MacAddress", "OnBuild"));
    assertThat(network.size()).isEqualTo(4);
    assertThat(ContainerDetailsJson.read(newer)).isEqualTo(inspection("api-1.41.json"));
  }

  @Test
  void readsTheStateOfARunningContainer() throws IOException {
    ContainerDetails full = inspection("api-1.41.json");
    assertThat(full.id()).hasSize(64);
    assertThat(full.name()).isEqualTo("it-full");
    assertThat(full.created()).hasValue(Instant.parse("2026-11-24T08:22:05.74678184Z"));
    assertThat(full.image()).isEqualTo("containerrun/base");
    assertThat(full.imageId()).startsWith("sha256:b910");
    assertThat(full.platform()).isEqualTo("linux");
    assertThat(full.arguments()).containsExactly("sh", "-c", "echo hi; sleep 600");
    ContainerState state = full.state();
    assertThat(state.status()).isEqualTo(ContainerStatus.RUNNING).hasToString("running");
    assertThat(state.running()).isTrue();
    assertThat(state.processId()).isEqualTo(23272);
    assertThat(state.started()).hasValue(Instant.parse("2026-11-24T08:22:07.055177461Z"));
    assertThat(state.finished()).isEmpty();
    ContainerHealth health = state.health();
    assertThat(health.status()).isEqualTo(HealthStatus.UNHEALTHY);
    assertThat(health.failingStreak()).isEqualTo(2);
    assertThat(health.probes()).hasSize(2);
    assertThat(health.probes().get(0).exitCode()).isEqualTo(1);
    assertThat(health.probes().get(0).output()).isEqualTo("probing\n");
  }

  @Test
  void readsHowAContainerWasMade() throws IOException {
    ContainerDetails full = inspection("api-1.41.json");
    assertThat(full.config().hostname()).isEqualTo("host1");
    assertThat(full.config().user()).isEqualTo("0:0");
    assertThat(full.config().workingDirectory()).isEqualTo("/tmp");
    assertThat(full.config().entryPoint()).isEmpty();
    assertThat(full.config().labels()).containsEntry("app", "web").containsEntry("tier", "");
    assertThat(full.config().interactive()).isTrue();
    assertThat(full.config().terminal()).isFalse();
    assertThat(full.config().stopSignal()).isEqualTo("INT");
    assertThat(full.config().stopTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(full.config().environment()).contains(EnvironmentVariable.of("EMPTY", ""));
    assertThat(full.limits())
        .returns(Size.mebibytes(64), it -> it.memory().orElseThrow())
        .returns(SwapLimit.of(Size.mebibytes(128)), it -> it.memorySwap().orElseThrow())
        .returns(Size.mebibytes(32), it -> it.memoryReservation().orElseThrow())
        .returns(Cpus.of(0.5), it -> it.cpus().orElseThrow())
        .returns(512L, ContainerLimits::cpuShares)
        .returns("0", ContainerLimits::cpusetCpus)
        .returns(50L, ContainerLimits::pidsLimit)
        .returns(RestartPolicy.onFailure(3), it -> it.restart().orElseThrow());
  }

  @Test
  void readsWhereAContainerIsReachedAndWhatItHolds() throws IOException {
    ContainerDetails full = inspection("api-1.41.json");
    assertThat(full.ports())
        .contains(
            new PublishedPort(80, "tcp", "127.0.0.1", 18931),
            new PublishedPort(53, "udp", "0.0.0.0", 32768))
        .noneMatch(port -> port.port() == 9000);
    NetworkAttachment network = full.networks().get(0);
    assertThat(network.name()).isEqualTo("it-net");
    assertThat(network.address()).isEqualTo("198.19.0.2");
    assertThat(network.aliases()).contains("front");
    assertThat(full.mounts()).extracting(MountPoint::destination).contains("/data", "/h", "/anon");
    assertThat(full.mounts().get(0).name()).isEqualTo("it-vol");
    assertThat(full.mounts().get(1).writable()).isFalse();
  }

  @Test
  void hidesTheValuesOfVariables() throws IOException {
    ContainerDetails full = inspection("api-1.41.json");
    assertThat(full.config().environment().get(0).value()).isEqualTo("s3cret");
    assertThat(full.toString()).contains("SECRET").doesNotContain("s3cret");
  }

  @Test
  void readsOneThatHasNotBeenStarted() throws IOException {
    ContainerDetails created = inspection("api-1.41-created.json");
    assertThat(created.state().status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(created.state().status().hasEnded()).isFalse();
    assertThat(created.state().started()).isEmpty();
    assertThat(created.state().health().status()).isEqualTo(HealthStatus.NONE);
    assertThat(created.config().terminal()).isTrue();
    assertThat(created.config().stopTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(created.limits().memory()).isEmpty();
    assertThat(created.limits().memorySwap()).isEmpty();
    assertThat(created.limits().restart()).isEmpty();
  }

  @Test
  void readsAroundWhatItDoesNotKnow() throws IOException {
    ContainerDetails newer = inspection("api-1.50-shape.json");
    assertThat(newer.state().status()).isEqualTo(ContainerStatus.UNKNOWN);
    assertThat(newer.state().health().status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(newer.config().environment()).isEmpty();
    assertThat(newer.config().labels()).isEmpty();
    assertThat(newer.limits().pidsLimit()).isZero();
    assertThat(newer.limits().memorySwap()).hasValue(SwapLimit.unlimited());
    assertThat(newer.limits().restart()).hasValue(RestartPolicy.unlessStopped());
    assertThat(newer.networks().get(0).ipv6Address()).isEqualTo("fd00::2");
    assertThat(newer.mounts()).extracting(MountPoint::type).contains("image");
    assertThat(newer.ports()).allMatch(port -> port.port() > 0 && port.hostPort() > 0);
  }

  @Test
  void readsWhatPodmanSays() throws IOException {
    ContainerDetails podman =
        ContainerDetailsJson.read(
            Json.read(
                """
                {"Id":"1","Name":"/p","Created":"2026-01-02T03:04:05.5+02:00",
                 "State":{"Status":"configured","StartedAt":"0001-01-01T00:00:00Z"},
                 "Config":{"Entrypoint":"sh -c","StopSignal":"15","Env":["","=odd","A=1"]},
                 "HostConfig":{"RestartPolicy":{"Name":"no"},"MemorySwap":-7}}"""));
    assertThat(podman.created()).hasValue(Instant.parse("2026-01-02T01:04:05.5Z"));
    assertThat(podman.state().status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(podman.config().entryPoint()).containsExactly("sh -c");
    assertThat(podman.config().environment()).containsExactly(EnvironmentVariable.of("A", "1"));
    assertThat(podman.limits().memorySwap()).isEmpty();
  }

  @Test
  void makesSomethingOfNothing() throws IOException {
    for (String nothing : List.of("{}", "[]", "null", "\"text\"", "{\"State\":[],\"Config\":7}")) {
      ContainerDetails empty = ContainerDetailsJson.read(Json.read(nothing));
      assertThat(empty.state().status()).isEqualTo(ContainerStatus.UNKNOWN);
      assertThat(empty.mounts()).isEmpty();
    }
  }

  @Test
  void readsLists() throws IOException {
    List<ContainerSummary> all =
        JsonFields.all(recorded("list-1.41.json"), ContainerSummaryJson::read);
    assertThat(all).extracting(ContainerSummary::name).containsExactly("it-created", "it-full");
    ContainerSummary full = all.get(1);
    assertThat(full.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(full.statusText()).isEqualTo("Up 4 seconds (unhealthy)");
    assertThat(full.created()).hasValue(Instant.parse("2026-11-24T08:22:05Z"));
    assertThat(full.command()).isEqualTo("sh -c 'echo hi; sleep 600'");
    assertThat(full.labels()).containsEntry("app", "web");
    assertThat(full.ports()).hasSize(3).contains(new PublishedPort(80, "tcp", "127.0.0.1", 18931));
    assertThat(ContainerSummaryJson.read(Json.read("{}")).name()).isEmpty();
  }
}
