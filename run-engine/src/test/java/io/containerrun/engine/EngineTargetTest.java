package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When an engine is asked about itself, and what comes of it. */
@Timeout(60)
class EngineTargetTest extends ConnectedToScript {

  private static final Target BARE = Target.of("linux", new ApiVersion(1, 41));

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("hello\n", 0)
        .on("GET /info", it -> it.json(200, "{\"NCPU\":2}"));
  }

  @Test
  void isAskedOnce() {
    assertThat(scripted.requests()).isEmpty();
    assertThat(engine.target()).isEqualTo(BARE.with(Fact.PROCESSORS, 2));
    assertThat(engine.target()).isSameAs(engine.target());
    assertThat(scripted.requests()).containsExactly("GET /info");
  }

  @Test
  void isAskedOnceByManyThreads() {
    scripted.on(
        "GET /info",
        it -> {
          LockSupport.parkNanos(50_000_000);
          it.json(200, "{\"NCPU\":2}");
        });
    IntStream.range(0, 8)
        .mapToObj(i -> CompletableFuture.supplyAsync(engine::target))
        .toList()
        .forEach(it -> assertThat(it.join().get(Fact.PROCESSORS)).contains(2));
    assertThat(scripted.requests()).containsExactly("GET /info");
  }

  @Test
  void waitingThreadForTheAnswerToAnotherCanGiveUp() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    scripted.on(
        "GET /info",
        it -> {
          asked.countDown();
          while (answer.getCount() > 0) {
            LockSupport.parkNanos(5_000_000);
          }
          it.json(200, "{\"NCPU\":2}");
        });
    CompletableFuture<Target> first = CompletableFuture.supplyAsync(engine::target);
    asked.await();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread second = new Thread(() -> failure.complete(catchThrowable(engine::target)));
    second.start();
    second.interrupt();
    assertThat(failure.join())
        .isInstanceOf(ContainerRunException.class)
        .hasMessage("read facts of engine: interrupted");
    answer.countDown();
    assertThat(first.join().get(Fact.PROCESSORS)).contains(2);
    assertThat(scripted.requests()).containsExactly("GET /info");
  }

  @Test
  void isNotAskedForARunThatNoRuleHasAQuestionAbout() {
    ContainerRun run = ContainerRun.of("alpine").remove().name("web").command("true");
    assertThat(Fact.neededFor(run)).isEmpty();
    engine.check(run);
    engine.run(run);
    assertThat(scripted.requests()).doesNotContain("GET /info");
  }

  @Test
  void isKnownByItsVersionWhereItDoesNotSayMore() {
    scripted.on("GET /info", it -> it.answer(403, "", "not allowed here"));
    assertThat(engine.target()).isEqualTo(BARE);
    scripted.on("GET /info", it -> it.json(200, "{\"NCPU\":2}"));
    assertThat(engine.target()).isEqualTo(BARE);
  }

  @Test
  void isKnownByItsVersionWhereItTalksNonsense() {
    scripted.on("GET /info", it -> it.answer(200, "", "<html>"));
    assertThat(engine.target()).isEqualTo(BARE);
  }

  @Test
  void failsAsEveryCallWhereTheEngineIsGone() throws IOException {
    scripted.close();
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.target())
        .withMessageContaining("no engine answers");
  }
}
