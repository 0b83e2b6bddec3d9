package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.CreateContainerCmd;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Ready;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import io.containerrun.value.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Containers of Testcontainers that are made of runs, or changed by them. */
@OnEngine(besideOthers = true)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ContainersOfRunsIT extends ConnectedToEngine {

  private static final ContainerRun SERVER =
      ContainerRun.of("containerrun/base").init().command("httpd", "-f", "-h", "/etc").publish(80);

  /** What a module of Testcontainers is: a container that configures itself. */
  private static final class Module extends GenericContainer<Module> {

    Module() {
      super("containerrun/base");
      setExposedPorts(List.of(80));
    }

    @Override
    protected void configure() {
      addEnv("MODE", "module");
      addEnv("USER", "module");
      setCommand("httpd", "-f", "-h", "/etc");
    }

    String url() {
      return "http://" + getHost() + ":" + getMappedPort(80);
    }
  }

  @AfterEach
  void nothingOfOursIsLeft() {
    assertThat(LabelledContainers.ids()).isEmpty();
    assertThat(LabelledContainers.networksAndVolumes()).isEmpty();
  }

  @AfterAll
  static void nothingOfTheirsIsLeft() {
    Theirs.assertNoneLeft();
  }

  private static JsonNode inspect(GenericContainer<?> container) {
    return RawEngine.inspect(container.getContainerId());
  }

  @Test
  void areMadeOfRuns() throws Exception {
    ContainerRun run =
        SERVER
            .memory("64m")
            .ulimit("nofile=1024")
            .capDrop("ALL")
            .capAdd("NET_BIND_SERVICE")
            .sysctl("net.core.somaxconn", "256")
            .tmpfs("/scratch:size=1m")
            .securityOpt("no-new-privileges")
            .env("MODE", "test")
            .label("team", "orders")
            .publish("53/udp");
    try (GenericContainer<?> server =
        TestcontainersRuns.container(run).waitingFor(Wait.forHttp("/hosts"))) {
      server.start();
      assertThat(server.getExposedPorts()).containsExactly(80);
      assertThat(server.getFirstMappedPort()).isPositive();
      assertThat(server.execInContainer("sh", "-c", "ulimit -n; echo $MODE").getStdout())
          .isEqualTo("1024\ntest\n");
      JsonNode host = inspect(server).path("HostConfig");
      assertThat(host.path("Memory").asLong()).isEqualTo(64 << 20);
      assertThat(host.path("Init").asBoolean()).isTrue();
      assertThat(host.path("CapDrop").toString()).contains("ALL");
      assertThat(host.path("Sysctls").path("net.core.somaxconn").asText()).isEqualTo("256");
      assertThat(host.path("Tmpfs").path("/scratch").asText()).isEqualTo("size=1m");
      assertThat(host.path("SecurityOpt").toString()).contains("no-new-privileges");
      assertThat(host.path("PortBindings").path("80/tcp")).hasSize(1);
      assertThat(host.path("PortBindings").has("53/udp")).isTrue();
      JsonNode labels = inspect(server).path("Config").path("Labels");
      assertThat(labels.path("team").asText()).isEqualTo("orders");
      assertThat(labels.path("org.testcontainers").asText()).isEqualTo("true");
    }
  }

  @Test
  void listenOnThePortsThatTheRunFixes() {
    ContainerRun run = SERVER.without(ContainerRun.PUBLISH).publish(18474, 80);
    try (GenericContainer<?> server = TestcontainersRuns.container(run)) {
      server.start();
      assertThat(server.getMappedPort(80)).isEqualTo(18474);
      assertThat(inspect(server).path("HostConfig").path("PortBindings").path("80/tcp")).hasSize(1);
    }
  }

  @Test
  void keepWhatTheRunDoesNotSay() {
    Module module =
        TestcontainersRuns.configure(
            new Module().withEnv("OWN", "yes").withLabel("team", "orders"),
            run -> run.memory("64m").env("USER", "run").init());
    try (module) {
      module.start();
      assertThat(module.url()).startsWith("http://");
      JsonNode all = inspect(module);
      assertThat(all.path("HostConfig").path("Memory").asLong()).isEqualTo(64 << 20);
      assertThat(all.path("Config").path("Env").toString())
          .contains("MODE=module", "USER=run", "OWN=yes")
          .doesNotContain("USER=module");
      assertThat(all.path("Config").path("Cmd").toString()).contains("httpd");
      assertThat(all.path("Config").path("Image").asText()).startsWith("containerrun/base");
      assertThat(all.path("Config").path("Labels").path("team").asText()).isEqualTo("orders");
      assertThat(all.path("HostConfig").path("PortBindings").path("80/tcp")).hasSize(1);
    }
  }

  @Test
  void becomeWhatAWholeRunSays() {
    ContainerRun run =
        ContainerRun.of("containerrun/shell").init().command("httpd", "-f", "-h", "/etc");
    try (Module module = TestcontainersRuns.apply(run, new Module())) {
      module.start();
      assertThat(inspect(module).path("Config").path("Image").asText())
          .startsWith("containerrun/shell");
    }
  }

  @Test
  void areCheckedBeforeTestcontainersSeesTheRun() {
    Module module = new Module();
    assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(() -> TestcontainersRuns.configure(module, run -> run.memory("4m")))
        .withMessageContaining("--memory 4m");
    assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(() -> TestcontainersRuns.container(SERVER.remove().restart("always")))
        .withMessageContaining("--rm");
    assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(() -> TestcontainersRuns.modifier(SERVER.cidfile("/tmp/it-tc.cid")))
        .withMessageContaining("--cidfile /tmp/it-tc.cid: Testcontainers does not write the file");
    assertThat(module.getContainerId()).isNull();
  }

  @Test
  void areCheckedOnTheEngineWhenTheyAreCreated() {
    GenericContainer<?> container =
        TestcontainersRuns.container(ContainerRun.of("containerrun/base").cpus("999999"));
    assertThatExceptionOfType(ContainerLaunchException.class)
        .isThrownBy(container::start)
        .havingRootCause()
        .isInstanceOf(InvalidRunException.class)
        .withMessageContaining("--cpus 999999");
    assertThat(container.getContainerId()).isNull();
  }

  /** Testcontainers calls engines that do not know version 1.44 with 1.32. */
  @Test
  void areCheckedForTheVersionWithWhichTestcontainersCallsTheEngine() {
    GenericContainer<?> container = TestcontainersRuns.container(SERVER.cgroupns("private"));
    if (engine.apiVersion().isAtLeast(ApiVersion.parse("1.44"))) {
      try (container) {
        container.start();
        assertThat(inspect(container).path("HostConfig").path("CgroupnsMode").asText())
            .isEqualTo("private");
      }
    } else {
      assertThatExceptionOfType(ContainerLaunchException.class)
          .isThrownBy(container::start)
          .havingRootCause()
          .isInstanceOf(InvalidRunException.class)
          .withMessageContaining("--cgroupns private")
          .withMessageContaining("1.32");
    }
  }

  @Test
  void pullAsTheRunSays() {
    ContainerRun missing = ContainerRun.of("containerrun/missing:1");
    assertThatExceptionOfType(ContainerLaunchException.class)
        .isThrownBy(() -> TestcontainersRuns.container(missing.pull("never")).start())
        .havingRootCause()
        .withMessageContaining("No such image");
    assertThat(TestcontainersRuns.container(missing.pull("always")).getImage())
        .asString()
        .contains("AlwaysPullPolicy");
    assertThat(TestcontainersRuns.container(missing).getImage())
        .asString()
        .contains("DefaultPullPolicy");
  }

  @Test
  void areModifiedByNothingButAModifier() {
    List<String> names = new ArrayList<>();
    try (GenericContainer<?> container =
        Theirs.sleeping()
            .withCreateContainerCmdModifier(
                TestcontainersRuns.modifier(
                    ContainerRun.of("ignored").hostname("modified").oomScoreAdj(100)))
            .withCreateContainerCmdModifier(
                (CreateContainerCmd it) -> names.add(it.getHostName()))) {
      container.start();
      assertThat(names).containsExactly("modified");
      JsonNode all = inspect(container);
      assertThat(all.path("Config").path("Hostname").asText()).isEqualTo("modified");
      assertThat(all.path("HostConfig").path("OomScoreAdj").asInt()).isEqualTo(100);
      assertThat(all.path("Config").path("Image").asText()).startsWith("containerrun/base");
    }
  }

  @Test
  void waitForConditionsOfThisLibrary() {
    try (GenericContainer<?> server =
        Theirs.serving().waitingFor(TestcontainersRuns.waitStrategy(Ready.http(80, "/hosts")))) {
      server.start();
      assertThat(server.isRunning()).isTrue();
    }
    GenericContainer<?> failing =
        Theirs.sleeping()
            .withCommand("sh", "-c", "echo no space left; sleep 1; exit 3")
            .waitingFor(TestcontainersRuns.waitStrategy(Ready.log("never")));
    assertThatExceptionOfType(ContainerLaunchException.class)
        .isThrownBy(failing::start)
        .havingRootCause()
        .isInstanceOf(NotReadyException.class)
        .withMessageContaining("exited with 3");
  }

  @Test
  void areHealthyAsTheRunSays() {
    HealthCheck check = HealthCheck.shell("true").every(Duration.ofMillis(200));
    try (GenericContainer<?> server =
        TestcontainersRuns.container(SERVER.health(check)).waitingFor(Wait.forHealthcheck())) {
      server.start();
      assertThat(server.isHealthy()).isTrue();
    }
  }

  @Test
  void haveTheirNetworkWithTheOptionsOfTheRun() throws Exception {
    try (Network network = Network.newNetwork();
        GenericContainer<?> server =
            TestcontainersRuns.container(SERVER.memory("64m"))
                .withNetwork(network)
                .withNetworkAliases("server");
        GenericContainer<?> client =
            TestcontainersRuns.configure(Theirs.sleeping(), run -> run.memory("32m"))
                .withNetwork(network)) {
      server.start();
      client.start();
      assertThat(client.execInContainer("wget", "-q", "-O", "-", "http://server/hosts").getStdout())
          .contains("localhost");
    }
  }

  @Test
  void joinTheNetworkOfTheRun() {
    NetworkSpec spec = NetworkSpec.standard();
    try (Network network = TestcontainersRuns.network(spec)) {
      assertThat(network.getId()).hasSize(64);
      ContainerRun inside = SERVER.network(TestcontainersRuns.endpoint(network, "server"));
      try (GenericContainer<?> server = TestcontainersRuns.container(inside)) {
        server.start();
        assertThat(inspect(server).path("NetworkSettings").path("Networks").toString())
            .contains(network.getId(), "\"server\"");
      }
    }
  }
}
