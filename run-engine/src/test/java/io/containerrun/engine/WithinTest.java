package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.files.CopySource;
import io.containerrun.engine.internal.files.CopySource.Owner;
import io.containerrun.engine.testing.AtWork;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls with a limit of time on an engine that stalls on the way. */
@Timeout(60)
class WithinTest extends ConnectedToScript {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Owner ROOT = new Owner(OptionalInt.of(0), OptionalInt.of(0));
  private static final String INSPECT = "GET /containers/c1/json";
  private static final String ARCHIVE = "/containers/c1/archive";

  @TempDir private Path folder;
  private ContainerHandle container;

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = new ScriptedEngine();
    scripted.on(INSPECT, it -> it.json(200, "{\"Id\":\"c1\",\"Name\":\"/web\"}"));
    return scripted;
  }

  @BeforeEach
  void findContainer() {
    container = engine.container("c1");
  }

  @Test
  void aCallThatIsDoneInTimeIsAsAnyOther() {
    assertThat(container.within(LONG).name()).isEqualTo("web");
    scripted.on(INSPECT, it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    assertThatThrownBy(() -> container.within(LONG).name())
        .isInstanceOf(ContainerNotFoundException.class)
        .satisfies(it -> assertThat(it.getStackTrace()).anyMatch(WithinTest::isHere));
  }

  private static boolean isHere(StackTraceElement frame) {
    return frame.getMethodName().contains("aCallThatIsDoneInTimeIsAsAnyOther");
  }

  @Test
  void theLimitIsThatOfTheWholeAnswer() throws InterruptedException {
    scripted.on(
        "GET /images/json",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 9000\r\n\r\n[");
          steadily(it, " ");
        });
    assertGivenUp(() -> engine.images().within(SHORT).list(), "list images");
  }

  @Test
  void theStepsOfACallShareTheLimit() throws InterruptedException {
    scripted.on(
        INSPECT,
        it -> {
          it.pause(700);
          it.json(200, "{\"Id\":\"c1\",\"State\":{\"Status\":\"running\",\"Running\":true}}");
        });
    scripted.on(
        "POST /containers/c1/stop",
        it -> {
          it.pause(700);
          it.json(204, "");
        });
    // Inspect, then stop: neither step alone takes longer.
    assertThatThrownBy(() -> container.within(SHORT).stop())
        .hasMessage("stop container c1: not done within 1000 ms; given up");
    AtWork.assertNobody(scripted);
  }

  @Test
  void aPullThatGoesOnSteadilyIsGivenUpToo() throws InterruptedException {
    scripted.on(
        "POST /images/create",
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n");
          steadily(it, "{\"status\":\"Downloading\",\"id\":\"1\"}\n");
        });
    assertGivenUp(() -> engine.images().within(SHORT).pull("app:2"), "pull image app:2");
  }

  @Test
  void aFileOfWhichHalfHasComeIsNotThere() throws IOException, InterruptedException {
    String stat =
        """
        {"name":"big","size":9000,"mode":420,"mtime":"2024-01-01T00:00:00Z"}""";
    String header = Base64.getEncoder().encodeToString(stat.getBytes(StandardCharsets.UTF_8));
    InputStream content = new ByteArrayInputStream(new byte[9000]);
    byte[] archive = CopySource.of(content, 9000, "big", 0644, ROOT).readAllBytes();
    String half = new String(archive, 0, 5000, StandardCharsets.ISO_8859_1);
    scripted.on("HEAD " + ARCHIVE, it -> it.answer(200, head(header), ""));
    scripted.on(
        "GET " + ARCHIVE,
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n" + half);
          it.stall();
        });
    Path target = folder.resolve("big");
    assertGivenUp(() -> container.within(SHORT).copyFrom("/big", target), "copy from container c1");
    assertNothingIn(folder);
  }

  private static String head(String stat) {
    return "X-Docker-Container-Path-Stat: " + stat + "\r\n";
  }

  @Test
  void anArchiveOfWhichHalfHasComeIsNotThere() throws IOException, InterruptedException {
    scripted.on(
        "GET /images/get",
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n");
          steadily(it, "half");
        });
    Images images = engine.images().within(SHORT);
    assertGivenUp(() -> images.save(folder.resolve("app.tar"), "app"), "save app");
    assertNothingIn(folder);
  }

  private static void assertNothingIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anUploadThatTheEngineDoesNotReadIsGivenUp() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    scripted.on("HEAD " + ARCHIVE, it -> it.json(404, "{}"));
    scripted.unread(
        "PUT " + ARCHIVE,
        it -> {
          it.await(over);
          it.stall(); // what is on its way is read, to see its end
        });
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatThrownBy(
            () -> container.within(SHORT).copyTo(endless, 1L << 40, "/x", CopyOptions.standard()))
        .isInstanceOf(EngineException.class)
        .hasMessage("copy to container c1: not done within 1000 ms; given up");
    over.countDown();
    AtWork.assertNobody(scripted);
  }

  @Test
  void anEndThatDoesNotComeIsNotWaitedForLonger() throws InterruptedException {
    scripted.on("POST /containers/c1/wait", WithinTest::headAlone);
    assertGivenUp(() -> container.within(SHORT).waitFor(), "wait for container c1");
    assertGivenUp(() -> container.within(SHORT).waitFor(LONG), "wait for container c1");
    assertThat(container.within(LONG).waitFor(SHORT)).isFalse();
  }

  @Test
  void whatIsLimitedOnceCanHaveAnotherLimit() {
    ContainerHandle other = container.within(Duration.ofMillis(1)).within(LONG);
    assertThat(other.name()).isEqualTo("web");
    assertThat(other).hasToString("c1");
  }

  @Test
  void aHandleThatACallGivesHasNoLimit() {
    scripted.on("POST /networks/create", it -> it.json(201, "{\"Id\":\"n1\"}"));
    scripted.on(
        "GET /networks/n1",
        it -> {
          it.pause(1_500);
          it.json(200, "{\"Id\":\"n1\",\"Name\":\"backend\"}");
        });
    Duration limit = Duration.ofSeconds(1);
    try (CreatedNetwork network = engine.networks().within(limit).create(NetworkSpec.standard())) {
      assertThat(network.inspect().name()).isEqualTo("backend");
      network.release();
    }
  }

  @Test
  void aNetworkThatCameAllTheSameIsRemoved() throws InterruptedException {
    scripted.on("POST /networks/create", ScriptedExchange::stall);
    scripted.on("GET /networks", it -> it.json(200, "[{\"Id\":\"n1\"}]"));
    scripted.on(
        "DELETE /networks/n1",
        it -> {
          it.pause(1_500);
          it.answer(204, "", "");
        });
    assertThatThrownBy(() -> engine.networks().within(SHORT).create(NetworkSpec.of("backend")))
        .hasMessageMatching(
            "create network backend \\(label io.containerrun.run=\\S+\\): not done within 1000 ms;"
                + " given up")
        .cause()
        .hasNoSuppressedExceptions();
    scripted.awaitRequest("DELETE /networks/n1");
    assertThat(scripted.requests()).endsWith("GET /networks", "DELETE /networks/n1");
    AtWork.assertNobody(scripted);
  }

  @Test
  void anInterruptOfTheCallerIsStillOne() throws InterruptedException {
    scripted.on(INSPECT, ScriptedExchange::stall);
    AtomicReference<Throwable> failure = new AtomicReference<>(new AssertionError("it went on"));
    CompletableFuture<Boolean> restored = new CompletableFuture<>();
    Thread environment =
        new Thread(
            () -> {
              try {
                container.within(LONG).inspect();
              } catch (ContainerRunException interrupted) {
                failure.set(interrupted);
              }
              restored.complete(Thread.interrupted());
            });
    environment.start();
    awaitStall();
    environment.interrupt();
    assertThat(restored.join()).isTrue();
    assertThat(failure.get())
        .hasMessage("inspect container c1: interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    AtWork.assertNobody(scripted);
  }

  @Test
  void saysThatTheEngineWasClosedMeanwhile() throws InterruptedException {
    scripted.on(INSPECT, ScriptedExchange::stall);
    CompletableFuture<?> inspection =
        CompletableFuture.runAsync(
            () -> container.within(LONG).inspect(), work -> new Thread(work).start());
    awaitStall();
    engine.close();
    assertThatThrownBy(inspection::join).hasMessageContaining("closed");
    assertThatThrownBy(() -> container.within(LONG).inspect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the engine at " + scripted.host() + " is closed");
  }

  private void awaitStall() throws InterruptedException {
    while (scripted.inProgress() == 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void refusesALimitOfNoTime() {
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> container.within(none))
          .withMessage("limit " + none + " is not positive: use more than zero");
    }
  }

  @Test
  void takesALimitThatNeverEnds() {
    assertThat(container.within(Duration.ofSeconds(Long.MAX_VALUE)).name()).isEqualTo("web");
  }

  private void assertGivenUp(Runnable call, String operation) throws InterruptedException {
    assertThatThrownBy(call::run)
        .isInstanceOf(EngineException.class)
        .hasMessage(operation + ": not done within 1000 ms; given up");
    AtWork.assertNobody(scripted);
  }

  private static void headAlone(ScriptedExchange exchange) throws IOException {
    exchange.raw("HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n");
    exchange.stall();
  }

  /** Sends the same again and again, until the other side is gone. */
  private static void steadily(ScriptedExchange exchange, String text) throws IOException {
    while (true) {
      exchange.raw(text);
      exchange.pause(10);
    }
  }
}
