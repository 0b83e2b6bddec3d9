package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.info.Subnet;
import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnEngine
@Tag("core")
@Timeout(180)
class NetworksAndVolumesIT {

  private static final ContainerRun BASE = ContainerRun.of("containerrun/base");

  private Engine engine;

  @BeforeEach
  void connect() {
    engine = TestTransport.connect();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  @NotOnPodman("removes a network that has containers")
  void containersOfANetworkReachEachOtherByName() {
    NetworkSpec spec =
        NetworkSpec.standard().label("own", "x").subnet("10.213.7.0/24", "10.213.7.9").internal();
    CreatedNetwork network = engine.networks().create(spec);
    NetworkDetails details = network.inspect();
    assertThat(details.name()).isEqualTo(network.name());
    assertThat(details.driver()).isEqualTo("bridge");
    assertThat(details.internal()).isTrue();
    assertThat(details.subnets()).containsExactly(Subnet.of("10.213.7.0/24", "10.213.7.9"));
    assertThat(details.labels()).containsEntry("own", "x");
    try (RunningContainer web = engine.start(ContainerRun.of("containerrun/web"))) {
      network.connect(web, "www");
      assertThat(network.inspect().containers()).containsEntry(web.id(), web.name());
      ContainerRun client =
          BASE.remove()
              .network(network.name())
              .command("sh", "-c", "until wget -q -O - http://www/; do sleep 0.1; done");
      assertThat(engine.run(client).requireSuccess().stdout())
          .isEqualTo("hello from a container\n");
      assertThatThrownBy(network::close)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("stop or disconnect its containers first");
      network.disconnect(web);
      network.close();
    }
    assertThat(engine.networks().exists(network.name())).isFalse();
  }

  @Test
  void aNameIsTakenOnce() {
    try (CreatedNetwork network = engine.networks().create(NetworkSpec.standard());
        CreatedVolume volume = engine.volumes().create(VolumeSpec.standard())) {
      assertThatThrownBy(() -> engine.networks().create(NetworkSpec.of(network.name())))
          .isInstanceOf(NameConflictException.class)
          .hasMessageContaining("already exists; use it by its name, or choose another name");
      assertThatThrownBy(() -> engine.volumes().create(VolumeSpec.of(volume.name())))
          .isInstanceOf(NameConflictException.class)
          .hasMessageContaining("it already exists");
      assertThat(engine.networks().list())
          .extracting(NetworkDetails::name)
          .contains("bridge", network.name());
      assertThat(engine.volumes().list()).extracting(VolumeDetails::name).contains(volume.name());
    }
  }

  @Test
  void aVolumeKeepsFilesUntilItIsClosed() {
    CreatedVolume volume = engine.volumes().create(VolumeSpec.standard().label("own", "x"));
    assertThat(volume.inspect().labels()).containsEntry("own", "x");
    ContainerRun run = BASE.volume(volume.name() + ":/keep");
    engine.run(run.remove().command("sh", "-c", "echo kept >/keep/file")).requireSuccess();
    try (RunningContainer reader =
        engine.start(run.command("sh", "-c", "cat /keep/file; sleep 60"))) {
      assertThatThrownBy(volume::close)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("remove the containers that use it first");
      assertThat(reader.isRunning()).isTrue();
    }
    volume.close();
    assertThat(engine.volumes().exists(volume.name())).isFalse();
  }

  @Test
  void theEndOfTheEngineRemovesContainersFirst() {
    CreatedNetwork network;
    CreatedVolume volume;
    try (Engine other = TestTransport.connect()) {
      network = other.networks().create(NetworkSpec.standard());
      volume = other.volumes().create(VolumeSpec.standard());
      List<String> sleep = List.of("sleep", "60");
      RunningContainer user =
          other.start(BASE.network(network.name()).volume(volume.name() + ":/v").command(sleep));
      assertThat(user.waitFor(Duration.ZERO)).isFalse();
    }
    assertThat(engine.networks().exists(network.name())).isFalse();
    assertThat(engine.volumes().exists(volume.name())).isFalse();
  }
}
