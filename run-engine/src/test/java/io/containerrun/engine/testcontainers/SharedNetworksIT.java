package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.ContainerRun;
import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Networks that containers of this library and of Testcontainers share. */
@OnEngine(besideOthers = true)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SharedNetworksIT extends ConnectedToEngine {

  private static final ContainerRun SERVER =
      ContainerRun.of("containerrun/base").init().command("httpd", "-f", "-h", "/etc").publish(80);

  @AfterEach
  void nothingOfOursIsLeft() {
    assertThat(LabelledContainers.ids()).isEmpty();
    assertThat(LabelledContainers.networksAndVolumes()).isEmpty();
  }

  @AfterAll
  static void nothingOfTheirsIsLeft() {
    Theirs.assertNoneLeft();
  }

  /** Asks from inside of a network. */
  private static String fetched(Network network, String host) {
    ContainerRun client =
        ContainerRun.of("containerrun/base")
            .remove()
            .network(TestcontainersRuns.endpoint(network))
            .command("wget", "-q", "-O", "-", "http://" + host + "/hosts");
    return engine.run(client).requireSuccess().stdout();
  }

  @Test
  void runsJoinNetworksOfTestcontainers() {
    try (Network network = Network.newNetwork();
        StartableRun ours =
            TestcontainersRuns.startable(SERVER)
                .network(network, "ours", "server")
                .waitingFor(Wait.forHttp("/hosts"));
        GenericContainer<?> theirs =
            Theirs.serving().withNetwork(network).withNetworkAliases("theirs").dependsOn(ours)) {
      theirs.start();
      assertThat(fetched(network, "ours")).contains("localhost");
      assertThat(fetched(network, "server")).contains("localhost");
      assertThat(fetched(network, "theirs")).contains("localhost");
    }
  }

  @Test
  void theirContainersJoinNetworksOfThisLibrary() {
    try (CreatedNetwork created = engine.networks().create(NetworkSpec.standard());
        GenericContainer<?> theirs =
            Theirs.serving()
                .withNetwork(TestcontainersRuns.network(created))
                .withNetworkAliases("theirs")) {
      theirs.start();
      Network network = TestcontainersRuns.network(created);
      assertThat(network.getId()).isEqualTo(created.id());
      assertThat(network).hasToString("network " + created.name());
      assertThat(fetched(network, "theirs")).contains("localhost");
    }
  }

  @Test
  void aNetworkIsCreatedWhenItIsUsedAndRemovedWhenItIsClosed() {
    NetworkSpec spec = NetworkSpec.standard().label("team", "orders");
    Network network = TestcontainersRuns.network(spec);
    assertThat(engine.networks().exists(spec.name())).isFalse();
    try (network;
        GenericContainer<?> theirs =
            Theirs.serving().withNetwork(network).withNetworkAliases("theirs")) {
      theirs.start();
      assertThat(network.getId()).isEqualTo(network.getId());
      assertThat(fetched(network, "theirs")).contains("localhost");
      assertThat(engine.networks().inspect(spec.name()).labels())
          .containsEntry("team", "orders")
          .containsEntry(
              DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(network::close)
          .withMessageContaining("has active endpoints");
    }
    assertThat(engine.networks().exists(spec.name())).isFalse();
    network.close();
    assertThat(network.getId()).hasSize(64);
    network.close();
    assertThat(engine.networks().exists(spec.name())).isFalse();
  }

  @Test
  void aNetworkThatExistsIsClosedWithItsHandle() {
    try (Engine other = Engine.connect(TestcontainersRuns.engineOptions())) {
      CreatedNetwork created = other.networks().create(NetworkSpec.standard());
      TestcontainersRuns.network(created).close();
      assertThat(other.networks().exists(created.name())).isFalse();
    }
  }
}
