package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.PullPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many runs of one image that is missing. */
@Timeout(60)
class SharedPullTest {

  private static final ContainerRun RUN = ContainerRun.of("app:2").pull(PullPolicy.ALWAYS);
  private static final String PULL = "POST /images/create";
  private static final String BEGUN = "HTTP/1.1 200 X\r\n\r\n{\"status\":\"Waiting\"}\n";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedEngine();
    AtomicInteger count = new AtomicInteger();
    scripted.on(
        "POST /containers/create",
        it -> {
          String id = "c" + count.incrementAndGet();
          runs(id);
          it.json(201, "{\"Id\":\"" + id + "\"}");
        });
    Timeouts limits =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
    engine = Engine.connect(scripted.host(), limits);
  }

  /** Each run has a container of its own. */
  private void runs(String id) {
    scripted
        .on("POST /containers/" + id + "/attach", it -> it.upgraded(""))
        .on("POST /containers/" + id + "/wait", it -> it.json(200, "{\"StatusCode\":0}"))
        .on("POST /containers/" + id + "/start", it -> it.answer(204, "", ""))
        .on("DELETE /containers/" + id, it -> it.answer(204, "", ""));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  @Test
  void pullsOnceForAll() throws Exception {
    scripted.on(PULL, it -> finishLater(it, "{\"status\":\"Done\"}\n"));
    List<CompletableFuture<RunResult>> runs = begin(5);
    finish.countDown();
    for (CompletableFuture<RunResult> run : runs) {
      assertThat(run.get(10, TimeUnit.SECONDS).exitCode()).isZero();
    }
    assertThat(scripted.requests()).containsOnlyOnce(PULL);
    engine.run(RUN);
    assertThat(scripted.requests()).filteredOn(PULL::equals).hasSize(2);
  }

  @Test
  void aFailureIsThatOfAll() throws Exception {
    scripted.on(PULL, it -> finishLater(it, "{\"error\":\"manifest unknown\"}\n"));
    List<CompletableFuture<RunResult>> runs = begin(3);
    finish.countDown();
    for (CompletableFuture<RunResult> run : runs) {
      assertThatThrownBy(run::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(ImageNotFoundException.class)
          .hasMessageContaining("pull image app:2: manifest unknown");
    }
    assertThat(scripted.requests()).containsExactly(PULL);
  }

  @Test
  void platformsArePulledApart() throws Exception {
    scripted.on(PULL, it -> finishLater(it, "{\"status\":\"Done\"}\n"));
    CompletableFuture<RunResult> other = run(RUN.platform("linux/arm64"));
    begin(1).add(other);
    finish.countDown();
    other.get(10, TimeUnit.SECONDS);
    engine.run(RUN);
    assertThat(scripted.fullRequests())
        .anyMatch(it -> it.endsWith("&tag=2&platform=linux%2Farm64"))
        .anyMatch(it -> it.endsWith("&tag=2"));
  }

  @Test
  void whoGivesUpLeavesThePullToTheOthers() throws Exception {
    scripted.on(PULL, it -> finishLater(it, "{\"status\":\"Done\"}\n"));
    Interrupted impatient = new Interrupted();
    impatient.start();
    begun.await();
    CompletableFuture<RunResult> patient = begin(1).get(0);
    impatient.interruptAndJoin();
    assertThat(patient).isNotDone();
    finish.countDown();
    assertThat(patient.get(10, TimeUnit.SECONDS).exitCode()).isZero();
    assertThat(impatient.failure)
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("pull image app:2: interrupted");
  }

  @Test
  void theLastWhoGivesUpEndsThePull() throws Exception {
    scripted.on(
        PULL,
        it -> {
          it.raw(BEGUN);
          begun.countDown();
          waitUntilGone(it);
        });
    Interrupted only = new Interrupted();
    only.start();
    begun.await();
    only.interruptAndJoin();
    assertThat(gone.await(10, TimeUnit.SECONDS)).as("the connection was closed").isTrue();
  }

  @Test
  void givesUpAPullThatGivesNoSignOfLife() throws Exception {
    scripted.on(
        PULL,
        it -> {
          it.raw(BEGUN);
          waitUntilGone(it);
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("pull image app:2: no progress for 1000 ms");
    assertThat(gone.await(10, TimeUnit.SECONDS)).as("the connection was closed").isTrue();
  }

  private void waitUntilGone(ScriptedExchange exchange) throws IOException {
    try {
      exchange.stall();
    } finally {
      gone.countDown();
    }
  }

  private void finishLater(ScriptedExchange exchange, String end) throws IOException {
    exchange.raw(BEGUN);
    begun.countDown();
    try {
      finish.await();
    } catch (InterruptedException interrupt) {
      throw new IOException(interrupt);
    }
    exchange.raw(end);
    exchange.cut();
  }

  private CompletableFuture<RunResult> run(ContainerRun run) {
    return CompletableFuture.supplyAsync(() -> engine.run(run), work -> new Thread(work).start());
  }

  /** Runs that wait for the pull; each is seen to wait, since only the first one asks. */
  private List<CompletableFuture<RunResult>> begin(int count) throws InterruptedException {
    List<CompletableFuture<RunResult>> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(run(RUN));
    }
    begun.await();
    Thread.sleep(200);
    return runs;
  }

  private final class Interrupted extends Thread {
    private volatile Throwable failure = new IllegalStateException("it went on");

    @Override
    public void run() {
      try {
        engine.run(RUN);
      } catch (ContainerRunException interrupted) {
        failure = interrupted;
      }
    }

    void interruptAndJoin() throws InterruptedException {
      interrupt();
      join(5_000);
    }
  }
}
