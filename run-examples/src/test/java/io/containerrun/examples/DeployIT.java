package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerFilter;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Ready;
import io.containerrun.engine.info.ContainerSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Services are deployed, left alone, replaced and rolled back on a real engine. */
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class DeployIT {

  private static final String SERVICES =
      """
      %1$s-db:
        image: containerrun/shell
        command: [sleep, 600]
        init: true
        memory: 16m
        health-cmd: "true"
        health-interval: 100ms
      %1$s-web:
        image: containerrun/shell
        command: [sleep, 600]
        init: true
        env: MODE=test
      """;

  private final String prefix = "deploy-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> progress = new ArrayList<>();
  private Engine engine;
  private Deploy deploy;

  @BeforeEach
  void connect() {
    engine = Engine.connect();
    deploy = new Deploy(engine, Ready.healthy().timeout(Duration.ofSeconds(10)), progress::add);
  }

  @AfterEach
  void removeAll() {
    for (ContainerSummary left : engine.containers(ContainerFilter.standard().all().name(prefix))) {
      engine.container(left).forceRemove();
    }
    engine.close();
  }

  @Test
  void makesReplacesAndLeavesAlone() throws IOException {
    deploy(SERVICES);
    assertThat(progress)
        .containsExactly(
            prefix + "-db: new",
            prefix + "-web: new",
            prefix + "-db: healthy",
            prefix + "-web: started",
            "done");
    String web = engine.container(prefix + "-web").id();
    progress.clear();
    deploy(SERVICES.replace("16m", "32m"));
    assertThat(progress)
        .containsExactly(
            prefix + "-db: replace, [--memory 32m -> --memory 16m]",
            prefix + "-web: as it should be",
            prefix + "-db: healthy",
            "done");
    assertThat(engine.container(prefix + "-web").id()).isEqualTo(web);
    assertThat(names()).containsExactlyInAnyOrder(prefix + "-db", prefix + "-web");
  }

  @Test
  void isAsBeforeIfOneDoesNotBecomeHealthy() throws IOException {
    deploy(SERVICES);
    String db = engine.container(prefix + "-db").id();
    progress.clear();
    String broken =
        SERVICES.replace("16m", "32m")
            + "  health-cmd: exit 1\n  health-retries: 1\n"
            + "  health-interval: 100ms\n";
    assertThatThrownBy(() -> deploy(broken)).isInstanceOf(NotReadyException.class);
    assertThat(progress.get(progress.size() - 1)).startsWith("rolling back: ");
    assertThat(engine.container(prefix + "-db").id()).isEqualTo(db);
    assertThat(engine.container(prefix + "-db").isRunning()).isTrue();
    assertThat(engine.container(prefix + "-db").toRun().get(ContainerRun.MEMORY)).isPresent();
    assertThat(engine.container(prefix + "-web").isRunning()).isTrue();
    assertThat(names()).containsExactlyInAnyOrder(prefix + "-db", prefix + "-web");
  }

  private void deploy(String services) throws IOException {
    deploy.apply(deploy.plan(Deploy.read(services.formatted(prefix))));
  }

  private List<String> names() {
    return engine.containers(ContainerFilter.standard().all().name(prefix)).stream()
        .map(ContainerSummary::name)
        .toList();
  }
}
