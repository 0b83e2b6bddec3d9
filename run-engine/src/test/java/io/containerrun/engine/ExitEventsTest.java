package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.RestartPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The exits of started containers come from one stream of events. */
@Timeout(120)
class ExitEventsTest extends ConnectedToScript {

  private static final ContainerRun RUN = ContainerRun.of("alpine").command("true");
  private static final String CUT = "";
  private static final String RUNNING = "{\"Id\":\"c1\",\"State\":{\"Status\":\"running\"}}";
  private static final String EXITED =
      "{\"Id\":\"c1\",\"State\":{\"Status\":\"exited\",\"ExitCode\":9}}";

  /** What the engine sends; a cut ends the connection. */
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("", 0)
        .on("GET /containers/c1/json", it -> it.json(200, RUNNING))
        .on("GET /events", this::sendEvents);
  }

  private void sendEvents(ScriptedExchange exchange) throws IOException {
    exchange.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    try {
      for (String event = events.take(); !event.equals(CUT); event = events.take()) {
        exchange.raw(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
      }
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
    exchange.cut();
  }

  private static String event(String action, String id, int exitCode, long time) {
    return """
        {"Action":"%s","Actor":{"ID":"%s","Attributes":{"exitCode":"%d"}},"timeNano":%d}"""
        .formatted(action, id, exitCode, time);
  }

  @Test
  void manyContainersCostOneConnection() throws IOException {
    int count = 1_000;
    AtomicInteger made = new AtomicInteger();
    scripted.on(
        "POST /containers/create",
        it -> it.json(201, "{\"Id\":\"m" + made.incrementAndGet() + "\"}"));
    List<CompletableFuture<Integer>> exits = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      scripted.on("POST /containers/m" + i + "/start", it -> it.answer(204, "", ""));
      scripted.on("DELETE /containers/m" + i, it -> it.answer(204, "", ""));
      exits.add(engine.start(RUN).onExit());
    }
    assertThat(scripted.connections()).isLessThanOrEqualTo(10);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(it -> it.getName().startsWith("containerrun-"))
        .hasSizeLessThanOrEqualTo(5);
    for (int i = 1; i <= count; i++) {
      events.add(event("die", "m" + i, i % 100, i));
    }
    for (int i = 1; i <= count; i++) {
      assertThat(exits.get(i - 1).join()).isEqualTo(i % 100);
    }
    assertThat(scripted.requests()).containsOnlyOnce("GET /events");
  }

  @Test
  void aRemovalIsAwaited() {
    RunningContainer container = engine.start(RUN.remove());
    events.add(event("die", "c1", 3, 1));
    events.add(event("die", "other", 4, 2));
    assertThat(container.exitCode()).isEmpty();
    events.add(event("destroy", "c1", 0, 3));
    assertThat(container.waitFor()).isEqualTo(3);
    container.close();
  }

  @Test
  void aBrokenStreamIsOpenedAgainFromItsLastEventOn() {
    RunningContainer container = engine.start(RUN);
    events.add(event("die", "other", 0, 1_700_000_000_000_000_007L));
    events.add(CUT);
    events.add(event("die", "c1", 5, 1_700_000_000_000_000_009L));
    assertThat(container.waitFor()).isEqualTo(5);
    assertThat(scripted.fullRequests())
        .anyMatch(it -> it.contains("/events") && it.contains("since=1700000000.000000008"));
    container.close();
  }

  @Test
  void anExitThatWasMissedIsFound() {
    RunningContainer container = engine.start(RUN);
    scripted.on("GET /containers/c1/json", it -> it.json(200, EXITED));
    events.add(CUT);
    assertThat(container.waitFor()).isEqualTo(9);
    container.close();
  }

  @Test
  void anExitThatWasMissedIsFoundAlsoAfterARestart() {
    RunningContainer container = engine.start(RUN.restart(RestartPolicy.always()));
    events.add(event("start", "c1", 0, 1_700_000_000_000_000_000L));
    scripted.on(
        "GET /containers/c1/json",
        it ->
            it.json(
                200,
                """
                {"Id":"c1","State":{"Status":"running","StartedAt":"2023-11-14T22:15:00Z"}}"""));
    String died = event("die", "c1", 4, 1_700_000_030_000_000_000L);
    scripted.on("GET /events", it -> it.json(200, died));
    events.add(CUT);
    assertThat(container.waitFor()).isEqualTo(4);
    container.close();
  }

  @Test
  void anExitThatNobodyKeptIsUnknown() {
    RunningContainer container = engine.start(RUN);
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, "{\"Id\":\"c1\",\"State\":{\"Status\":\"exited\",\"ExitCode\":null}}"));
    events.add(CUT);
    assertThatThrownBy(container::waitFor)
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("wait for container c1: its exit code is unknown");
    container.close();
  }

  @Test
  void aClosedHandleIsNotWaitedFor() {
    CompletableFuture<Integer> exit;
    try (RunningContainer container = engine.start(RUN)) {
      container.release();
      exit = container.onExit();
    }
    assertThatThrownBy(exit::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("was closed");
  }

  @Test
  void whereEventsAreDeniedEachContainerIsWaitedFor() {
    scripted.on("GET /events", it -> it.json(403, "{\"message\":\"denied\"}"));
    scripted.on("POST /containers/c1/wait", it -> it.json(200, "{\"StatusCode\":6}"));
    for (int i = 0; i < 2; i++) {
      try (RunningContainer container = engine.start(RUN)) {
        assertThat(container.waitFor()).isEqualTo(6);
      }
    }
    assertThat(scripted.requests()).containsOnlyOnce("GET /events");
  }
}
