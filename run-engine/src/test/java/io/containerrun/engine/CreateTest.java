package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked between the create and the start, and who owns the container then. */
@Timeout(60)
class CreateTest extends ConnectedToScript {

  private static final ContainerRun RUN = ContainerRun.of("alpine").name("db").command("true");
  private static final String CREATE = "POST /containers/create";
  private static final String START = "POST /containers/c1/start";
  private static final String REMOVE = "DELETE /containers/c1";

  private final List<String> bodies = new ArrayList<>();

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("hello\n", 13)
        .on(
            CREATE,
            it -> {
              bodies.add(it.body());
              it.json(201, "{\"Id\":\"c1\"}");
            });
  }

  private void inspects(String status, String started) {
    scripted.on(
        "GET /containers/c1/json",
        it ->
            it.json(
                200,
                """
                {"Id":"c1","Name":"/db","Config":{"Image":"alpine"},"HostConfig":{},
                 "State":{"Status":"%s","Running":%s,"StartedAt":"%s"}}
                """
                    .formatted(status, status.equals("running"), started)));
  }

  @Test
  void startsNothingByItself() {
    inspects("created", "0001-01-01T00:00:00Z");
    try (RunningContainer container = engine.create(RUN)) {
      assertThat(scripted.requests()).contains(CREATE).doesNotContain(START);
      container.start();
      assertThat(scripted.requests()).containsOnlyOnce(START);
      assertThat(container.waitFor()).isEqualTo(13);
    }
    assertThat(scripted.requests()).containsOnlyOnce(REMOVE);
  }

  @Test
  void takesTheStepBetweenCreateAndStart() {
    List<List<String>> seen = new ArrayList<>();
    Consumer<ContainerHandle> before = it -> seen.add(List.copyOf(scripted.requests()));
    engine.run(RUN, before, Invocation.standard());
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0)).contains(CREATE).doesNotContain(START);
    assertThat(scripted.requests()).contains(START);
  }

  @Test
  void removesTheContainerIfTheStepFails() {
    IllegalStateException own = new IllegalStateException("no licence");
    Consumer<ContainerHandle> before =
        it -> {
          throw own;
        };
    assertThatThrownBy(() -> engine.start(RUN, before)).isSameAs(own);
    assertThatThrownBy(() -> engine.keeping().start(RUN, before)).isSameAs(own);
    assertThat(scripted.requests()).doesNotContain(START);
    assertThat(scripted.requests().stream().filter(REMOVE::equals)).hasSize(2);
  }

  @Test
  void saysAtTheCreateWhetherItIsKept() {
    engine.start(RUN).close();
    assertThat(scripted.requests()).containsOnlyOnce(REMOVE);
    RunningContainer kept = engine.keeping().start(RUN);
    kept.close();
    engine.close();
    assertThat(scripted.requests()).containsOnlyOnce(REMOVE);
    assertThat(bodies.get(0)).doesNotContain("io.containerrun.kept");
    assertThat(bodies.get(1)).contains("\"io.containerrun.kept\":\"true\"");
  }

  @Test
  void theViewThatKeepsMayHaveALimitToo() {
    inspects("created", "0001-01-01T00:00:00Z");
    engine.keeping().within(Duration.ofMinutes(1)).create(RUN).close();
    engine.within(Duration.ofMinutes(1)).keeping().create(RUN).close();
    assertThat(scripted.requests()).doesNotContain(REMOVE);
    assertThat(bodies).hasSize(2).allMatch(it -> it.contains("io.containerrun.kept"));
    assertThat(engine.keeping().plan(RUN).toString()).contains("io.containerrun.kept");
  }

  @Test
  void anEngineThatIsClosedDuringTheCallRemovesWhatWouldBeKept() {
    assertThatThrownBy(() -> engine.keeping().start(RUN, before -> engine.close()))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("was closed");
    assertThat(scripted.requests()).contains(REMOVE);
  }

  @Test
  void aFirstStartIsNoSecondOneForASession() throws IOException {
    inspects("created", "0001-01-01T00:00:00Z");
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          inspects("running", "2026-01-01T00:00:00Z");
          it.upgraded("hello\n");
        });
    try (Session session = engine.container("c1").attach()) {
      assertThatThrownBy(() -> session.stdout().readAllBytes()).isInstanceOf(IOException.class);
    }
  }
}
