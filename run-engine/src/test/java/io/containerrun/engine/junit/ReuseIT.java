package io.containerrun.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerFilter;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Containers that stay from one execution of tests to the next, on a real engine. */
@OnEngine
@Tag("core")
class ReuseIT {

  private static final String NAME = "reused-" + UUID.randomUUID();
  private static final Map<String, String> REUSE = Map.of("containerrun.reuse", "true");
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  private Engine engine;

  private static ContainerRun run() {
    return ContainerRun.of("containerrun/shell")
        .init()
        .publish(80)
        .env("MODE", "test")
        .command("sh", "-c", "echo up; exec sleep 600");
  }

  private static Service service(ContainerRun run) {
    return Service.of(run).ready(Ready.log("up")).reused(NAME);
  }

  private static void see(Service service) {
    assertThat(service.container().isRunning()).isTrue();
    SEEN.add(service.container().id());
  }

  static class Reusing {
    @RegisterExtension static final Service db = service(run());

    @Test
    void uses() {
      see(db);
    }
  }

  static class AlsoReusing {
    @RegisterExtension static final Service db = service(run());

    @Test
    void uses() {
      see(db);
    }
  }

  static class Changed {
    @RegisterExtension static final Service db = service(run().env("MODE", "other"));

    @Test
    void uses() {
      see(db);
    }
  }

  @BeforeEach
  void connect() {
    SEEN.clear();
    engine = Engine.connect();
  }

  @AfterEach
  void removeAll() {
    for (ContainerSummary left : named()) {
      engine.container(left).forceRemove();
    }
    engine.close();
  }

  private List<ContainerSummary> named() {
    return engine.containers(ContainerFilter.standard().all().name(NAME));
  }

  private static void execute(Class<?>... types) {
    EngineExecutionResults results = Executed.classes(REUSE, types);
    results.allEvents().assertStatistics(it -> it.failed(0).skipped(0));
  }

  @Test
  @NotOnPodman("reports what nobody has set as an option of the container")
  void aContainerOfAnEqualRunIsTakenAgain() {
    execute(Reusing.class, AlsoReusing.class);
    execute(AlsoReusing.class);
    assertThat(SEEN).hasSize(3).containsOnly(SEEN.get(0));
    assertThat(named()).singleElement().extracting(ContainerSummary::id).isEqualTo(SEEN.get(0));
  }

  @Test
  void aContainerOfAnotherRunIsReplaced() {
    execute(Reusing.class);
    execute(Changed.class);
    assertThat(SEEN.get(1)).isNotEqualTo(SEEN.get(0));
    assertThat(named()).singleElement().extracting(ContainerSummary::id).isEqualTo(SEEN.get(1));
  }

  @Test
  void aContainerThatHasStoppedIsReplaced() {
    execute(Reusing.class);
    engine.container(NAME).kill();
    engine.container(NAME).waitFor();
    execute(Reusing.class);
    assertThat(SEEN.get(1)).isNotEqualTo(SEEN.get(0));
  }

  @Test
  @NotOnPodman("reports what nobody has set as an option of the container")
  void aContainerOfAnotherImageIsReplaced() {
    engine.images().tag("containerrun/shell", NAME + ":1");
    try {
      execute(OfImage.class);
      execute(OfImage.class);
      assertThat(SEEN).hasSize(2).containsOnly(SEEN.get(0));
      engine.images().tag("containerrun/base", NAME + ":1");
      execute(OfImage.class);
      assertThat(SEEN.get(2)).isNotEqualTo(SEEN.get(0));
    } finally {
      removeAll();
      engine = Engine.connect();
      engine.images().remove(NAME + ":1");
    }
  }

  static class OfImage {
    @RegisterExtension static final Service db = service(run().image(NAME + ":1"));

    @Test
    void uses() {
      see(db);
    }
  }

  @Test
  void nothingIsKeptUnlessTheMachineAllowsIt() {
    EngineExecutionResults results = Executed.classes(Reusing.class, AlsoReusing.class);
    results.allEvents().assertStatistics(it -> it.failed(0).skipped(0));
    assertThat(SEEN).hasSize(2).containsOnly(SEEN.get(0));
    assertThat(named()).isEmpty();
    assertThat(engine.containers(ContainerFilter.standard().all()))
        .extracting(ContainerSummary::id)
        .doesNotContain(SEEN.get(0));
  }

  @Test
  void aContainerOfSomebodyElseIsNotTouched() {
    try (RunningContainer other = engine.start(run().name(NAME))) {
      assertThat(Executed.failure(Executed.classes(REUSE, Reusing.class)))
          .hasMessageEndingWith(
              "a container of the name "
                  + NAME
                  + " exists that was not made to be reused; choose another name, or remove it");
      assertThat(other.isRunning()).isTrue();
    }
  }
}
