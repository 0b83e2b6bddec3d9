package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.info.HealthStatus;
import io.containerrun.engine.info.PathChange;
import io.containerrun.engine.info.ProcessTable;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.AtWork;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen of a container, and what an engine may do meanwhile. */
@Timeout(60)
class ContainerInsightTest extends ConnectedToScript {

  private static final String LOGS = "GET /containers/c1/logs";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String RUNNING = "{\"Id\":\"c1\",\"State\":{\"Status\":\"running\"}}";
  private static final String EXITED = "{\"Id\":\"c1\",\"State\":{\"Status\":\"exited\"}}";

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String SAMPLE =
      """
      {"read":"2026-01-01T00:00:0%dZ","pids_stats":{"current":%d}}
      """;

  private final CountDownLatch given = new CountDownLatch(1);
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private ContainerHandle container;

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = new ScriptedEngine();
    scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
    // Says one line, and then nothing until the other side goes away.
    scripted.on(
        "GET /containers/c1/logs",
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n");
          it.frame(1, "first\n");
          try {
            it.stall();
          } finally {
            given.countDown();
          }
        });
    return scripted;
  }

  @BeforeEach
  void findContainer() {
    container = engine.container("c1");
  }

  private Output toLines() {
    return Output.toLines(line -> lines.add(line));
  }

  @Test
  void asksForAPartOfTheLog() {
    scripted.on("GET /containers/c1/logs", it -> it.answer(200, "", "\1\0\0\0\0\0\0\2ok"));
    LogQuery query =
        LogQuery.standard()
            .tail(5)
            .since(Instant.ofEpochSecond(7, 5))
            .until(Instant.ofEpochMilli(8_250))
            .timestamps()
            .only(StandardStream.STDERR);
    assertThat(container.logs(query)).isEqualTo("ok");
    assertThat(container.logs(LogQuery.standard(), toLines(), SHORT.multipliedBy(50))).isTrue();
    assertThat(scripted.fullRequests())
        .contains("GET /v1.41/containers/c1/logs?stdout=1&stderr=1")
        .contains(
            "GET /v1.41/containers/c1/logs?stdout=0&stderr=1&timestamps=1&tail=5"
                + "&since=7.000000005&until=8.250000000");
  }

  @Test
  void refusesQuestionsWithoutAnAnswer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogQuery.standard().tail(-1))
        .withMessage("tail -1 is negative: use 0 lines or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogQuery.standard().only(StandardStream.STDIN))
        .withMessageContaining("use STDOUT or STDERR");
    assertThat(LogQuery.standard().tail(1))
        .isEqualTo(LogQuery.standard().tail(1))
        .hasToString("log, last 1 lines");
  }

  @Test
  void followsUntilItIsClosed() throws InterruptedException {
    Subscription feed = container.followLogs(LogQuery.standard(), toLines());
    assertThat(lines.take()).isEqualTo("first");
    assertThat(feed.await(SHORT)).isFalse();
    feed.close();
    feed.await();
    assertThat(feed.onEnd()).isCompleted();
    given.await();
    assertThat(scripted.fullRequests())
        .contains("GET /v1.41/containers/c1/logs?stdout=1&stderr=1&follow=1");
  }

  @Test
  void followsAcrossConnectionsThatBreak() {
    scripted.on("GET /containers/c1/json", it -> it.json(200, RUNNING), it -> it.json(200, EXITED));
    scripted.on(
        LOGS,
        it -> {
          it.raw(CHUNKED + "9\r\n");
          it.raw("\1\0\0\0\0\0\0\6f");
          it.cut();
        },
        it -> it.answer(200, "", "\1\0\0\0\0\0\0\6first\n\1\0\0\0\0\0\0\5last\n"));
    try (Subscription feed = container.followLogs(LogQuery.standard(), toLines())) {
      feed.await();
    }
    assertThat(lines).containsExactly("first", "last");
  }

  @Test
  void followsTheLastLinesAcrossConnectionsThatBreak() {
    scripted.on("GET /containers/c1/json", it -> it.json(200, RUNNING), it -> it.json(200, EXITED));
    String time = "2026-11-27T10:00:00.000000005Z second\n";
    scripted.on(
        LOGS,
        it -> it.answer(200, "", "\1\0\0\0\0\0\0" + (char) time.length() + time),
        it -> {
          it.raw(CHUNKED + "9\r\n");
          it.raw("\1\0\0\0\0\0\0\7s");
          it.cut();
        });
    scripted.on("GET /containers/c1/json", it -> it.json(200, EXITED));
    try (Subscription feed = container.followLogs(LogQuery.standard().tail(1), toLines())) {
      scripted.on(LOGS, it -> it.answer(200, "", "\1\0\0\0\0\0\0\7second\n"));
      feed.await();
    }
    assertThat(lines).containsExactly("second");
    assertThat(scripted.fullRequests())
        .contains("GET /v1.41/containers/c1/logs?stdout=1&stderr=1&timestamps=1&tail=1")
        .filteredOn(it -> it.contains("follow=1"))
        .allMatch(it -> it.endsWith("?stdout=1&stderr=1&follow=1&since=1795773600.000000005"));
  }

  @Test
  void doesNotWaitForTheTimeOfTheLastLines() {
    scripted.on(
        LOGS,
        it -> {
          it.raw(CHUNKED + "9\r\n");
          it.stall();
        },
        it -> it.answer(200, "", "\1\0\0\0\0\0\0\7second\n"));
    Duration brief = Duration.ofMillis(300);
    try (Engine other = Engine.connect(scripted.host(), new Timeouts(brief, brief, brief, brief));
        Subscription feed =
            other.container("c1").followLogs(LogQuery.standard().tail(1), toLines())) {
      feed.await();
    }
    assertThat(lines).containsExactly("second");
    assertThat(scripted.fullRequests())
        .contains("GET /v1.41/containers/c1/logs?stdout=1&stderr=1&follow=1&tail=1");
  }

  @Test
  void asksNowAndThenForALogThatEndsAtOnce() {
    scripted.on(
        LOGS,
        it -> {
          it.raw(CHUNKED + "9\r\n");
          it.cut();
        },
        it -> it.answer(200, "", "\1\0\0\0\0\0\0\6first\n"));
    long begin = System.nanoTime();
    scripted.on(
        "GET /containers/c1/json",
        it -> {
          boolean over = System.nanoTime() - begin > 1_000_000_000;
          it.json(200, over ? EXITED : RUNNING);
        });
    try (Subscription feed = container.followLogs(LogQuery.standard(), toLines())) {
      feed.await();
    }
    assertThat(lines).containsExactly("first");
    assertThat(scripted.requests()).filteredOn(LOGS::equals).hasSizeBetween(3, 20);
  }

  @Test
  void tellsThatTheEndOfALogBrokeOff() {
    scripted.on(
        LOGS,
        it -> {
          it.raw(CHUNKED + "9\r\n");
          it.cut();
        });
    try (Subscription feed = container.followLogs(LogQuery.standard().tail(1), toLines())) {
      assertThatThrownBy(feed::await).isInstanceOf(EngineException.class);
    }
  }

  @Test
  void givesABrokenLogUpWhereItIsClosed() throws InterruptedException {
    scripted.on(
        LOGS,
        it -> {
          it.raw(CHUNKED + "9\r\n");
          it.cut();
        });
    scripted.on("GET /containers/c1/json", it -> it.json(200, RUNNING), it -> it.cut());
    Subscription feed = container.followLogs(LogQuery.standard(), toLines());
    assertThat(feed.await(SHORT)).isFalse();
    feed.close();
    AtWork.assertNobody(scripted);
    feed.await();
  }

  @Test
  void closesItselfWhereItsConsumerAsks() throws InterruptedException {
    CompletableFuture<Subscription> feed = new CompletableFuture<>();
    Output closing = Output.toLines(line -> feed.join().close());
    feed.complete(container.followLogs(LogQuery.standard(), closing));
    feed.join().await();
    given.await();
  }

  @Test
  void endsWithTheVeryExceptionOfAConsumer() throws InterruptedException {
    IllegalStateException own = new IllegalStateException("mine");
    Output failing =
        Output.toLines(
            line -> {
              throw own;
            });
    try (Subscription feed = container.followLogs(LogQuery.standard(), failing)) {
      assertThatThrownBy(feed::await).isSameAs(own);
    }
    given.await();
  }

  @Test
  void givesAStuckLogUp() throws InterruptedException {
    assertThat(container.logs(LogQuery.standard(), toLines(), Duration.ofSeconds(2))).isFalse();
    assertThat(lines).containsExactly("first");
    given.await();
  }

  @Test
  void restoresTheInterruptAndGivesTheLogUp() throws InterruptedException {
    Thread environment = Thread.currentThread();
    assertThatThrownBy(() -> container.logs(Output.toLines(line -> environment.interrupt())))
        .isInstanceOf(ContainerRunException.class)
        .hasMessage("read logs of container c1: interrupted");
    assertThat(Thread.interrupted()).isTrue();
    given.await();
  }

  @Test
  void saysThatALogBrokeOff(@TempDir Path folder) throws IOException {
    scripted.on(
        "GET /containers/c1/logs",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n\1\0\0\0\0\0\0\2ok");
          it.cut();
        });
    Path file = folder.resolve("log");
    assertThatThrownBy(() -> container.logs(Output.toFile(file)))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("read logs of container c1: ");
    assertThat(file).hasContent("ok");
    Files.delete(file);
  }

  @Test
  void opensNoLogForOutputThatCannotBeWritten(@TempDir Path folder) {
    assertThatThrownBy(() -> container.logs(Output.toFile(folder)))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageStartingWith("output of read logs of container c1");
    assertThat(scripted.requests()).doesNotContain("GET /containers/c1/logs");
  }

  @Test
  void readsALogOnceWhileItWaitsForALine() {
    headOfWait();
    container.awaitReady(Ready.log("^first$"));
    long before = looks();
    scripted.on(
        "GET /containers/c1/logs",
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n");
          it.stall();
        },
        it -> it.answer(200, "", "\1\0\0\0\0\0\0\5first"));
    assertThatThrownBy(
            () -> container.awaitReady(Ready.log("second").timeout(Duration.ofMillis(700))))
        .asInstanceOf(type(NotReadyException.class))
        .returns(List.of("first"), NotReadyException::lastLines);
    // Once to follow, and once more for the last lines.
    assertThat(looks() - before).isEqualTo(2);
  }

  private long looks() {
    return scripted.requests().stream().filter("GET /containers/c1/logs"::equals).count();
  }

  private void headOfWait() {
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n");
          it.stall();
        });
  }

  @Test
  void followsAnewWhereTheLogEndedAndTheContainerRunsOn() {
    headOfWait();
    scripted.on(
        "GET /containers/c1/logs",
        it -> it.answer(200, "", "\1\0\0\0\0\0\0\5first"),
        it -> it.answer(200, "", "\1\0\0\0\0\0\0\6second"));
    container.awaitReady(Ready.log("second"));
    assertThat(looks()).isEqualTo(2);
  }

  @Test
  void waitsForHealth() {
    headOfWait();
    String health = "{\"Id\":\"c1\",\"State\":{\"Health\":{\"Status\":\"%s\"}}}";
    scripted.on("GET /containers/c1/logs", it -> it.answer(200, "", ""));
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, health.formatted("starting")),
        it -> it.json(200, health.formatted("healthy")));
    container.awaitHealthy(Duration.ofSeconds(10));
    scripted.on("GET /containers/c1/json", it -> it.json(200, health.formatted("starting")));
    assertThatThrownBy(() -> container.awaitHealthy(SHORT))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("container c1 took longer than 100 ms before it was healthy")
        .hasMessageEndingWith("; it wrote nothing");
    scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
    assertThatThrownBy(() -> container.awaitHealthy(SHORT))
        .isInstanceOf(NotReadyException.class)
        .hasMessageEndingWith("has no health check; add one to the run, or wait for a port");
  }

  @Test
  void passesSamplesOnUntilTheContainerEnds() {
    scripted.on(
        "GET /containers/c1/stats",
        it ->
            it.answer(
                200,
                "",
                SAMPLE.formatted(1, 4)
                    + SAMPLE.formatted(2, 5)
                    + "{\"read\":\"0001-01-01T00:00:00Z\"}\n"
                    + SAMPLE.formatted(3, 6)));
    BlockingQueue<Long> processes = new LinkedBlockingQueue<>();
    try (Subscription feed = container.stats(sample -> processes.add(sample.processes()))) {
      feed.await();
    }
    assertThat(processes).containsExactly(4L, 5L);
    scripted.on("GET /containers/c1/stats", it -> it.json(200, SAMPLE.formatted(1, 9)));
    assertThat(container.stats().processes()).isEqualTo(9);
    assertThat(scripted.fullRequests())
        .endsWith(
            "GET /v1.41/containers/c1/stats?stream=1", "GET /v1.41/containers/c1/stats?stream=0");
  }

  @Test
  void samplesAcrossConnectionsThatBreak() {
    scripted.on("GET /containers/c1/json", it -> it.json(200, RUNNING));
    scripted.on(
        "GET /containers/c1/stats",
        it -> {
          String sample = SAMPLE.formatted(1, 4);
          it.raw(CHUNKED + Integer.toHexString(sample.length()) + "\r\n" + sample + "\r\n");
          it.cut();
        },
        it -> it.answer(200, "", SAMPLE.formatted(2, 5)));
    BlockingQueue<Long> processes = new LinkedBlockingQueue<>();
    try (Subscription feed = container.stats(sample -> processes.add(sample.processes()))) {
      feed.await();
    }
    assertThat(processes).containsExactly(4L, 5L);
  }

  @Test
  void listsProcesses() {
    scripted.on(
        "GET /containers/c1/top",
        it ->
            it.json(
                200,
                """
                {"Titles":["PID","CMD"],"Processes":[["1","sh"],["2","cat"]]}"""));
    ProcessTable table = container.top("-o", "pid,cmd");
    assertThat(table.column("CMD")).containsExactly("sh", "cat");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.column("UID"))
        .withMessage("no column UID: use one of [PID, CMD]");
    container.top();
    assertThat(scripted.fullRequests())
        .endsWith(
            "GET /v1.41/containers/c1/top?ps_args=-o+pid%2Ccmd", "GET /v1.41/containers/c1/top");
  }

  @Test
  void listsWhatDiffersFromTheImage() {
    scripted.on(
        "GET /containers/c1/changes",
        it ->
            it.json(
                200,
                """
                [{"Path":"/a","Kind":0},{"Path":"/b","Kind":1},
                 {"Path":"/c","Kind":2},{"Path":"/d","Kind":9}]"""));
    assertThat(container.diff())
        .containsExactly(
            new PathChange("/a", PathChange.Kind.MODIFIED),
            new PathChange("/b", PathChange.Kind.ADDED),
            new PathChange("/c", PathChange.Kind.DELETED),
            new PathChange("/d", PathChange.Kind.UNKNOWN));
    scripted.on("GET /containers/c1/changes", it -> it.json(200, "null"));
    assertThat(container.diff()).isEmpty();
  }

  @Test
  void makesAnImage() {
    scripted.on("POST /commit", it -> it.json(201, "{\"Id\":\"sha256:1\"}"));
    Commit commit =
        Commit.of("team/app:2")
            .message("it's done")
            .author("Ada")
            .change("ENV A=1")
            .change("CMD [\"x\"]")
            .withoutPause();
    assertThat(container.commit(commit)).isEqualTo("sha256:1");
    assertThat(container.within(SHORT.multipliedBy(50)).commit(Commit.standard()))
        .isEqualTo("sha256:1");
    assertThat(scripted.fullRequests())
        .endsWith(
            "POST /v1.41/commit?container=c1&repo=team%2Fapp&tag=2&comment=it%27s+done&author=Ada"
                + "&changes=ENV+A%3D1&changes=CMD+%5B%22x%22%5D&pause=0",
            "POST /v1.41/commit?container=c1");
    assertThat(commit.toString()).doesNotContain("A=1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Commit.of("app@sha256:" + "a".repeat(64)))
        .withMessageEndingWith("use a tag");
  }

  @Test
  void filtersByAnnotationOnNewEngines() {
    scripted.on("GET /containers/json", it -> it.json(200, "[]"));
    ContainerFilter filter =
        ContainerFilter.standard().all().annotation("team", "shop").annotation("x");
    assertThatThrownBy(() -> engine.containers(filter))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "list containers: the engine is too old: the filter annotation needs API 1.56, this one"
                + " has 1.41; filter by label, or use a newer engine");
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: 1.56\r\n", "OK"));
    try (Engine newer = Engine.connect(scripted.host())) {
      assertThat(newer.containers(filter)).isEmpty();
    }
    assertThat(scripted.fullRequests())
        .last()
        .isEqualTo(
            "GET /v1.56/containers/json?all=1"
                + "&filters=%7B%22annotation%22%3A%5B%22team%3Dshop%22%2C%22x%22%5D%7D");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"Health\":{\"Status\":\"unhealthy\",\"FailingStreak\":3}', UNHEALTHY",
    "'\"Health\":{\"Status\":\"none\"},\"Status\":\"Up 1 hour (healthy)\"', NONE",
    "'\"Status\":\"Up 4 seconds (healthy)\"', HEALTHY",
    "'\"Status\":\"Up 4 seconds (unhealthy)\"', UNHEALTHY",
    "'\"Status\":\"Up 1 second (health: starting)\"', STARTING",
    "'\"Status\":\"Up 3 days\"', NONE",
    "'\"Status\":\"Exited (0) 2 days ago\"', NONE"
  })
  void listsTheHealthThatOldAndNewEnginesTell(String members, HealthStatus health) {
    scripted.on("GET /containers/json", it -> it.json(200, "[{\"Id\":\"c1\"," + members + "}]"));
    assertThat(engine.containers().get(0).health()).isEqualTo(health);
  }

  @Test
  void listsContainers() {
    scripted.on(
        "GET /containers/json",
        it -> it.json(200, "[{\"Id\":\"c1\",\"Names\":[\"/a/b\",\"/b\"],\"State\":\"odd\"}]"));
    ContainerFilter filter =
        ContainerFilter.standard()
            .all()
            .label("app", "shop")
            .label("x")
            .status(ContainerStatus.EXITED)
            .health(HealthStatus.HEALTHY)
            .name("^a")
            .id("1")
            .exited(3)
            .ancestor("img")
            .network("n")
            .volume("v");
    List<ContainerSummary> found = engine.containers(filter);
    assertThat(found.get(0).name()).isEqualTo("b");
    assertThat(found.get(0).status()).isEqualTo(ContainerStatus.UNKNOWN);
    assertThat(engine.container(found.get(0)).id()).isEqualTo("c1");
    engine.containers();
    assertThat(scripted.fullRequests().get(scripted.fullRequests().size() - 2))
        .startsWith("GET /v1.41/containers/json?all=1&filters=%7B%22ancestor%22%3A%5B%22img%22%5D")
        .contains("%22label%22%3A%5B%22app%3Dshop%22%2C%22x%22%5D");
    assertThat(scripted.fullRequests()).endsWith("GET /v1.41/containers/json");
    assertThat(filter).isNotEqualTo(ContainerFilter.standard());
    assertThat(ContainerFilter.standard().all().id("1")).hasToString("all {id=[1]}");
  }
}
