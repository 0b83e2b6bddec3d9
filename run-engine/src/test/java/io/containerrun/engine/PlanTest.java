package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Severity;
import io.containerrun.Violation;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a run before it is sent, and what stops it. */
@Timeout(60)
class PlanTest extends ConnectedToScript {

  private static final ContainerRun RUN =
      ContainerRun.parse("--name web -e TOKEN=secret -m 64m --memory-swap 64m alpine true");

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("hello\n", 0)
        .on("GET /info", it -> it.json(200, "{\"SwapLimit\":false,\"NCPU\":2}"));
  }

  @Test
  void isExactlyWhatIsSent() throws IOException {
    List<String> bodies = new ArrayList<>();
    scripted.on(
        "POST /containers/create",
        it -> {
          bodies.add(it.body());
          it.json(201, "{\"Id\":\"c1\"}");
        });
    Plan plan = engine.plan(RUN);
    assertThat(bodies).isEmpty();
    engine.run(RUN);
    assertThat(Json.read(Json.write(plan.request().orElseThrow().body())))
        .isEqualTo(Json.read(bodies.get(0)));
    assertThat(plan.pull()).isEqualTo(PullPolicy.MISSING);
    assertThat(plan.streams()).containsExactly(StandardStream.STDOUT, StandardStream.STDERR);
  }

  @Test
  void printsWellAndShowsNoSecret() {
    Plan plan = engine.plan(RUN.silence("memory-minimum"));
    assertThat(plan.toString())
        .startsWith("docker run --env 'TOKEN=***'")
        .contains("# silenced: memory-minimum")
        .contains("engine: linux, API 1.41, processors 2, swap-limit false\n")
        .contains("warning: --memory-swap 64m: ")
        .contains("pull: missing\nattached: stdout, stderr\nPOST /containers/create?name=web\n{")
        .contains("\"TOKEN=***\"")
        .doesNotContain("secret");
    assertThat(plan.request().orElseThrow().toString()).doesNotContain("secret");
  }

  @Test
  void knowsWhatFilesSayAndPrintsNothingInformational(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("app.env"), "A=\"b c\"\n");
    Plan plan = engine.plan(ContainerRun.of("alpine").envFile(file));
    assertThat(plan.violations())
        .extracting(Violation::rule, Violation::severity)
        .containsExactly(tuple("value-as-written", Severity.INFO));
    assertThat(plan.toString()).doesNotContain("value-as-written");
    assertThat(engine.plan(ContainerRun.of("alpine").env("A", "'b'").envFile(file)).violations())
        .hasSize(1);
  }

  @Test
  void hasNoRequestWhereErrorsStopTheRun() {
    Plan plan = engine.plan(RUN.memory("4m").envFile("no-such.env"));
    assertThat(plan.isPossible()).isFalse();
    assertThat(plan.request()).isEmpty();
    assertThat(plan.violations())
        .filteredOn(Violation::isError)
        .extracting(Violation::rule)
        .containsExactly("memory-minimum", "caller-side");
    assertThat(plan.toString()).endsWith("nothing is sent");
  }

  @Test
  void theResultHasWhatIsDoubtful() {
    assertThat(engine.run(RUN).violations())
        .extracting(Violation::rule)
        .containsExactly("memory-swap-dropped");
    try (RunningContainer container = engine.start(RUN)) {
      assertThat(container.violations())
          .extracting(Violation::rule)
          .containsExactly("memory-swap-dropped");
    }
    assertThat(engine.run(RUN.silence("memory-swap-dropped")).violations()).isEmpty();
  }

  @Test
  void whatTheEngineCannotDoStopsTheRun() {
    assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(() -> engine.run(ContainerRun.parse("--cpus 4 alpine")))
        .withMessageContaining("[cpus-maximum]");
    assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(() -> engine.run(RUN.requireValid(engine.target().strict())))
        .withMessageContaining("[memory-swap-dropped]");
    assertThat(scripted.requests()).containsExactly("GET /info");
  }

  @Test
  void aSilencedErrorReachesTheEngine() {
    engine.run(ContainerRun.parse("--cpus 4 alpine").silence("cpus-maximum"));
    assertThat(scripted.requests()).contains("POST /containers/create");
  }
}
