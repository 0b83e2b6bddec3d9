package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.Change;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Network;
import io.containerrun.value.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was changed on a running container shows against the run that made it. */
@OnEngine
class ReadBackDriftIT extends ConnectedToEngine {

  private final String prefix = "drift-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aRunningContainerReadsBackToTheRunThatStartedIt() {
    try (CreatedNetwork network = engine.networks().create(NetworkSpec.standard())) {
      ContainerRun run =
          ContainerRun.of("containerrun/web")
              .name(prefix + "-web")
              .network(network.name())
              .networkAlias("web")
              .macAddress("92:d0:c6:0a:29:33")
              .publish(80)
              .env("MODE", "test")
              .label("team", "storage")
              .volume("/srv/data")
              .tmpfs("/scratch:size=1m")
              .memory("64m")
              .healthCmd("true")
              .healthInterval(Duration.ofSeconds(5))
              .stopSignal("SIGINT")
              .workdir("/srv")
              .user("1000");
      try (RunningContainer web = engine.start(run)) {
        assertThat(web.toRun()).isEqualTo(run);
        assertThat(web.drift(run)).isEmpty();
        InspectedContainer saved = InspectedContainer.parse(web.inspectJson());
        assertThat(saved.unread()).isEmpty();
        assertThat(saved.toRun().memory("64m")).isEqualTo(saved.toRun());
      }
    }
  }

  @Test
  void showsWhatWasChangedByHand() {
    ContainerRun run = sleeping().name(prefix + "-a").memory("32m");
    try (RunningContainer container = engine.start(run)) {
      container.update(it -> it.memory("64m").memorySwap("128m").restart(RestartPolicy.always()));
      container.rename(prefix + "-b");
      assertThat(container.drift(run))
          .extracting(Change::toString)
          .containsExactly(
              "--memory 32m -> --memory 64m",
              "--name " + prefix + "-a -> --name " + prefix + "-b",
              "(none) -> --restart always");
      assertThat(run.diff(container.toRun())).isEqualTo(container.drift(run));
      container.update(it -> it.restart(RestartPolicy.no()));
    }
  }

  @Test
  void showsThatTheNameOfItsImageStandsForAnotherOneNow() {
    String tag = prefix + ":1";
    engine.images().tag("containerrun/base", tag);
    String made = engine.images().inspect(tag).id();
    ContainerRun run = sleeping().image(tag);
    try (RunningContainer container = engine.start(run)) {
      assertThat(container.toRun().image()).hasToString(tag);
      engine.images().tag("containerrun/shell", tag);
      assertThat(container.drift(run)).containsExactly(new Change("image", tag, made));
      assertThat(container.toRun().image()).isEqualTo(ImageReference.parse(made));
    } finally {
      engine.images().remove(tag);
    }
  }

  @Test
  void showsANetworkThatWasConnectedByHand() {
    try (CreatedNetwork first = engine.networks().create(NetworkSpec.standard());
        CreatedNetwork second = engine.networks().create(NetworkSpec.standard())) {
      ContainerRun run = sleeping().network("name=" + first.name() + ",alias=db");
      try (RunningContainer container = engine.start(run)) {
        assertThat(container.drift(run)).isEmpty();
        second.connect(container, "store");
        assertThat(container.drift(run.without(ContainerRun.NETWORK).network(first.name())))
            .extracting(Change::subject)
            .containsExactly("network", "network-alias");
        assertThat(container.toRun().all(ContainerRun.NETWORK))
            .containsExactly(
                Network.named(first.name()), Network.named(second.name()).alias("store"));
      }
    }
  }

  @Test
  void readsWhatRefersToOtherContainers() {
    ContainerRun store = sleeping().name(prefix + "-store").volume("/kept");
    try (RunningContainer first = engine.start(store)) {
      ContainerRun linked =
          sleeping().link(first.name() + ":db").link(first.name()).volumesFrom(first.name());
      ContainerRun sharing =
          sleeping().network("container:" + first.name()).pid("container:" + first.name());
      try (RunningContainer second = engine.start(linked);
          RunningContainer third = engine.start(sharing)) {
        assertThat(second.drift(linked)).isEmpty();
        assertThat(second.toRun().all(ContainerRun.LINK)).hasSize(2);
        assertThat(third.drift(sharing)).isEmpty();
        assertThat(third.toRun()).isEqualTo(sharing);
      }
    }
  }

  @Test
  void readsAModeThatNamesNoContainer() {
    Map<String, Object> body =
        Map.of("Image", "containerrun/shell", "HostConfig", Map.of("IpcMode", "container:"));
    String id =
        RawEngine.ask(Request.post("/containers/create", Json.write(body))).path("Id").asText();
    ContainerHandle container = engine.container(id);
    try {
      assertThat(container.toRun().texts(ContainerRun.IPC)).containsExactly("container:");
    } finally {
      container.remove();
    }
  }

  @Test
  void takesNeitherASpellingNorADefaultForAChange() {
    ContainerRun run =
        sleeping()
            .shmSize("64m")
            .ipc("private")
            .runtime("runc")
            .logDriver("json-file")
            .restart("no")
            .env("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .image("docker.io/containerrun/base:latest");
    try (RunningContainer container = engine.start(run)) {
      assertThat(container.drift(run)).isEmpty();
      assertThat(container.drift(sleeping())).isEmpty();
      assertThat(run.diff(container.toRun())).hasSizeGreaterThan(4);
    }
  }

  private static ContainerRun sleeping() {
    return ContainerRun.of("containerrun/base").command(List.of("sleep", "60")).init();
  }
}
