package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.AtWork;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.engine.testing.TestEnvironment;
import io.containerrun.value.PullPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts and runs with a limit of time as a whole, and what becomes of their containers. */
@Timeout(60)
class StartWithinTest extends ConnectedToScript {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String GIVEN_UP = ": not done within 1000 ms; given up";
  private static final ContainerRun RUN = ContainerRun.of("app:2");
  private static final String PULL = "POST /images/create";
  private static final String CREATE = "POST /containers/create";
  private static final String START = "POST /containers/c1/start";
  private static final String REMOVE = "DELETE /containers/c1";

  @TempDir private Path folder;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = ScriptedEngine.thatRuns("", 0);
    scripted
        .on("GET /containers/c1/json", it -> it.json(200, "{\"State\":{\"Status\":\"running\"}}"))
        .on("GET /containers/c1/logs", it -> it.answer(200, "", ""))
        .on(
            "POST /containers/c1/wait",
            it -> {
              it.raw("HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n");
              it.stall();
            })
        .on(
            "POST /containers/c1/attach",
            it -> {
              it.upgrade();
              it.stall();
            })
        .on(
            REMOVE,
            it -> {
              it.pause(1_500); // longer than the limit of the start
              it.answer(204, "", "");
            });
    return scripted;
  }

  @Override
  protected Engine connect(String host) {
    Map<String, String> environment = Map.of("DOCKER_CONFIG", folder.toString());
    return Engine.connect(host, Timeouts.DEFAULT, new TestEnvironment(environment));
  }

  private void assertGivenUp(Runnable start, String operation) throws InterruptedException {
    assertThatThrownBy(start::run)
        .isExactlyInstanceOf(EngineException.class)
        .hasMessageMatching(operation + GIVEN_UP)
        .cause()
        .hasNoSuppressedExceptions();
    AtWork.assertNobody(scripted);
  }

  private void pullTakesItsTime() {
    scripted.on(
        PULL,
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n{\"status\":\"Waiting\"}\n");
          begun.countDown();
          it.await(finish);
          it.raw("{\"status\":\"Done\"}\n");
          it.cut();
        });
    scripted.on("GET /images/app:2/json", it -> it.json(200, "{\"Id\":\"sha256:1\"}"));
  }

  private CompletableFuture<ImageDetails> pull(Images images) {
    return CompletableFuture.supplyAsync(
        () -> images.pull("app:2"), work -> new Thread(work).start());
  }

  @Test
  void aPullCounts() throws InterruptedException {
    scripted.on(PULL, ScriptedExchange::stall);
    ContainerRun run = RUN.pull(PullPolicy.ALWAYS);
    assertGivenUp(() -> engine.within(SHORT).start(run), "pull image app:2");
    assertThat(scripted.requests()).containsExactly(PULL);
  }

  @Test
  void aPullThatOthersWaitForGoesOn() throws Exception {
    pullTakesItsTime();
    CompletableFuture<ImageDetails> patient = pull(engine.images());
    begun.await();
    assertThatThrownBy(() -> engine.within(SHORT).open(RUN.pull(PullPolicy.ALWAYS)))
        .hasMessage("pull image app:2" + GIVEN_UP);
    assertThatThrownBy(() -> engine.images().within(SHORT).pull("app:2"))
        .hasMessage("pull image app:2" + GIVEN_UP);
    assertThat(patient).isNotDone();
    finish.countDown();
    assertThat(patient.get(10, TimeUnit.SECONDS).id()).isEqualTo("sha256:1");
    assertThat(scripted.requests()).containsOnlyOnce(PULL);
  }

  @Test
  void theFirstOfManyMayGiveUpAsWell() throws Exception {
    pullTakesItsTime();
    CompletableFuture<ImageDetails> first = pull(engine.images().within(Duration.ofSeconds(1)));
    begun.await();
    CompletableFuture<ImageDetails> second = pull(engine.images());
    assertThatThrownBy(first::join).hasMessageContaining("not done within 1000 ms");
    assertThat(second).isNotDone();
    finish.countDown();
    assertThat(second.get(10, TimeUnit.SECONDS).id()).isEqualTo("sha256:1");
  }

  @Test
  void aContainerThatCameAllTheSameIsRemoved() throws InterruptedException {
    scripted.on(CREATE, ScriptedExchange::stall);
    scripted.on(
        "GET /containers/json", it -> it.json(200, "[{\"Id\":\"c1\"}]"), it -> it.json(200, "[]"));
    assertThatThrownBy(() -> engine.within(SHORT).start(RUN))
        .hasMessageMatching(
            "create container from app:2 \\(label io.containerrun.run=\\S+\\): not done within"
                + " 1000 ms; given up");
    engine.close(); // which waits for what is still seen to
    assertThat(scripted.requests()).contains(REMOVE);
  }

  @Test
  void aContainerThatDoesNotStartInTimeIsRemoved() throws InterruptedException {
    scripted.on(START, ScriptedExchange::stall);
    assertGivenUp(() -> engine.within(SHORT).start(RUN), "start container c1");
    assertThat(scripted.requests()).last().isEqualTo(REMOVE);
    assertGivenUp(() -> engine.within(SHORT).open(RUN), "start container c1");
    assertThat(scripted.requests()).filteredOn(REMOVE::equals).hasSize(2);
  }

  @Test
  void aContainerThatIsNotReadyInTimeIsRemoved() throws InterruptedException {
    Ready never = Ready.log("never").timeout(Duration.ofMinutes(1));
    assertGivenUp(
        () -> engine.within(SHORT).start(RUN, never),
        "(wait for|inspect) container c1( \\(app:2\\))?");
    assertThat(scripted.requests()).last().isEqualTo(REMOVE);
  }

  @Test
  void theLimitOfReadinessMayBeOverBefore() {
    Ready never = Ready.log("never").timeout(SHORT);
    assertThatThrownBy(() -> engine.within(Duration.ofMinutes(1)).start(RUN, never))
        .isInstanceOf(NotReadyException.class);
    assertThat(scripted.requests()).last().isEqualTo(REMOVE);
  }

  @Test
  void aRunIsGivenUpWithItsContainer() throws InterruptedException {
    assertGivenUp(() -> engine.within(SHORT).run(RUN), "wait for container c1");
    assertThat(scripted.requests()).last().isEqualTo(REMOVE);
  }

  @Test
  void aHandleHasNoLimit() {
    scripted.on(
        "GET /containers/c1/json",
        it -> {
          it.pause(1_500);
          it.json(200, "{\"Name\":\"/web\"}");
        });
    scripted.on("POST /containers/c1/rename", it -> it.answer(204, "", ""));
    try (RunningContainer web = engine.within(Duration.ofSeconds(1)).start(RUN)) {
      assertThat(web.name()).isEqualTo("web");
      web.within(Duration.ofSeconds(1)).rename("shop");
      assertThat(web.name()).isEqualTo("shop");
      assertThat(web.within(SHORT).waitFor(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void itIsTheSameEngine() {
    Engine limited = engine.within(Duration.ofMinutes(1)).within(SHORT);
    limited.start(RUN);
    limited.close();
    assertThat(scripted.requests()).last().isEqualTo(REMOVE);
    assertThatIllegalStateException().isThrownBy(() -> engine.start(RUN));
    assertThatIllegalStateException().isThrownBy(() -> limited.start(RUN));
  }
}
