package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.AtWork;
import io.containerrun.engine.testing.CapturedLog;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creates whose outcome is unknown: what the engine makes of them later is removed. */
@Timeout(120)
class LateCreateTest extends ConnectedToScript {

  private static final ContainerRun RUN = ContainerRun.of("alpine").name("db");
  private static final String CREATE = "POST /containers/create";
  private static final String LIST = "GET /containers/json";
  private static final String REMOVE = "DELETE /containers/c1";
  private static final String HTML = "<html><h1>Gateway</h1></html>";

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("hello\n", 13).on(LIST, it -> it.json(200, "[]"));
  }

  /** The container appears at a later look than the first ones. */
  private void appearsAfter(int looks) {
    AtomicInteger count = new AtomicInteger();
    scripted.on(
        LIST, it -> it.json(200, count.incrementAndGet() > looks ? "[{\"Id\":\"c1\"}]" : "[]"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 499, 500, 502, 503, 504, 520, 524})
  void whatIsCreatedBehindAProxyThatGivesUpIsRemoved(int status) throws InterruptedException {
    scripted.on(CREATE, it -> it.answer(status, "Content-Type: text/html\r\n", HTML));
    appearsAfter(3);
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(EngineException.class)
        .hasMessageContaining("create container from alpine: " + HTML)
        .hasMessageContaining(
            "; if the engine still creates it, it has the label io.containerrun.run=")
        .satisfies(it -> assertThat(((EngineException) it).status()).hasValue(status));
    scripted.awaitRequest(REMOVE);
    AtWork.assertNobody(scripted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"message\":\"invalid\"}",
        "404 | {\"message\":\"No such image\"}",
        "409 | {\"message\":\"Conflict\"}",
        "500 | {\"message\":\"disk full\"}",
        "302 | moved",
        "429 | slow down",
      })
  void aRefusalIsBelieved(int status, String body) {
    scripted.on(CREATE, it -> it.answer(status, "", body));
    assertThatThrownBy(() -> engine.run(RUN.pull("never")))
        .isInstanceOf(EngineException.class)
        .hasMessageNotContaining("io.containerrun.run");
    try (CapturedLog log = new CapturedLog()) {
      engine.close();
      assertThat(log.text()).doesNotContain("left behind");
    }
    assertThat(scripted.requests()).containsExactly(CREATE);
  }

  @Test
  void aRequestThatWasNeverSentLeavesNothing() throws IOException {
    scripted.close();
    try (CapturedLog log = new CapturedLog()) {
      assertThatThrownBy(() -> engine.run(RUN))
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageNotContaining("io.containerrun.run");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(ContainerRunException.class);
      assertThat(Thread.interrupted()).isTrue();
      engine.close();
      assertThat(log.text()).doesNotContain("left behind");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRequestThatIsGivenUpBeforeItIsSentLeavesNothing(boolean interrupt) throws Exception {
    scripted.close();
    // The same address again.
    var address = UnixDomainSocketAddress.of(scripted.host().substring("unix://".length()));
    Files.createDirectory(address.getPath().getParent());
    try (var busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        CapturedLog log = new CapturedLog()) {
      busy.bind(address, 1); // accepts nothing
      try (SocketChannel first = SocketChannel.open(address);
          SocketChannel second = SocketChannel.open(address)) { // fill its queue
        Timer timer = new Timer(true);
        if (interrupt) {
          timer.schedule(interruptOf(Thread.currentThread()), 500);
        }
        Duration limit = Duration.ofSeconds(interrupt ? 60 : 1);
        assertThatThrownBy(() -> engine.within(limit).run(RUN))
            .isInstanceOf(ContainerRunException.class)
            .hasMessageContaining(interrupt ? "interrupted" : "given up")
            .hasMessageNotContaining("io.containerrun.run");
        assertThat(Thread.interrupted()).isEqualTo(interrupt);
        timer.cancel();
        assertThat(first.isOpen() && second.isOpen()).isTrue();
      }
      engine.close();
      assertThat(log.text()).doesNotContain("left behind");
    } finally {
      Files.deleteIfExists(address.getPath());
      Files.delete(address.getPath().getParent());
    }
  }

  private static TimerTask interruptOf(Thread thread) {
    return new TimerTask() {
      @Override
      public void run() {
        thread.interrupt();
      }
    };
  }

  @Test
  void aResponseThatMakesNoSenseMayHaveCreatedIt() throws InterruptedException {
    scripted.on(CREATE, it -> it.answer(201, "", "OK"));
    appearsAfter(0);
    assertThatThrownBy(() -> engine.run(RUN))
        .hasMessageContaining("the engine's response is not JSON")
        .hasMessageContaining("io.containerrun.run=");
    scripted.awaitRequest(REMOVE);
  }

  @Test
  void looksThatFailDoNotEndTheSearch() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    scripted.on(CREATE, ScriptedExchange::stall);
    scripted.on(
        LIST,
        it -> {
          switch (looks.getAndIncrement()) {
            case 0 -> it.cut();
            case 1 -> it.json(502, "{}");
            case 2 -> it.answer(200, "", "nonsense");
            default -> it.json(200, "[{\"Id\":\"c1\"}]");
          }
        });
    assertThatThrownBy(() -> engine.within(Duration.ofSeconds(1)).run(RUN))
        .hasMessageContaining("label io.containerrun.run=")
        .hasMessageEndingWith(": not done within 1000 ms; given up");
    scripted.awaitRequest(REMOVE);
  }

  @Test
  void aRemovalThatTheEngineRejectsIsTriedAgain() throws InterruptedException {
    scripted.on(CREATE, it -> it.answer(504, "", HTML));
    appearsAfter(1);
    scripted.on(REMOVE, it -> it.json(409, "{}"), it -> it.answer(204, "", ""));
    assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(EngineException.class);
    AtWork.assertNobody(scripted);
    engine.close();
    assertThat(scripted.requests()).filteredOn(REMOVE::equals).hasSize(2);
  }

  /** Engines list a container that they are still creating, and do not find it by its id. */
  @Test
  void whatIsListedAndNotFoundYetIsRemovedLater() throws InterruptedException {
    scripted.on(CREATE, it -> it.answer(504, "", HTML));
    appearsAfter(0);
    scripted.on(REMOVE, it -> it.json(404, "{}"), it -> it.answer(204, "", ""));
    assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(EngineException.class);
    AtWork.assertNobody(scripted);
    engine.close();
    assertThat(scripted.requests()).filteredOn(REMOVE::equals).hasSize(2);
  }

  @Test
  void oneThreadLooksForAll() throws InterruptedException {
    scripted.on(CREATE, it -> it.answer(504, "", HTML));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> engine.run(RUN)).isInstanceOf(EngineException.class);
    }
    scripted.awaitRequest(LIST);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(it -> it.getName().equals("containerrun-orphans"))
        .hasSize(1);
    appearsAfter(0);
  }

  @Test
  void aRequestThatIsRepeatedHasAnotherLabelAndTheFirstIsLookedFor() throws InterruptedException {
    List<String> bodies = new CopyOnWriteArrayList<>();
    scripted.on(
        CREATE,
        it -> {
          bodies.add(it.body());
          it.cut();
        },
        it -> {
          bodies.add(it.body());
          it.json(201, "{\"Id\":\"c1\"}");
        });
    AtomicInteger looks = new AtomicInteger();
    scripted.on(
        LIST, it -> it.json(200, looks.incrementAndGet() > 2 ? "[{\"Id\":\"first\"}]" : "[]"));
    scripted.on("DELETE /containers/first", it -> it.answer(204, "", ""));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(13);
    assertThat(bodies).hasSize(2).doesNotHaveDuplicates();
    scripted.awaitRequest("DELETE /containers/first");
    assertThat(scripted.requests()).doesNotContain(REMOVE);
  }

  @Test
  void closingNamesTheLabelOfWhatMayComeLater() throws IOException {
    EngineOptions options = EngineOptions.standard().host(scripted.host());
    scripted.on(CREATE, it -> it.answer(504, "", HTML));
    try (CapturedLog log = new CapturedLog()) {
      try (Engine other = Engine.connect(options)) {
        assertThatThrownBy(() -> other.run(RUN)).isInstanceOf(EngineException.class);
      }
      assertThat(log.text())
          .containsPattern("container db \\(label io.containerrun.run=\\S+\\) may be left behind");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404})
  void aRemovalWithoutAResponseIsRepeatedWhileTheEngineIsOpen(int last)
      throws InterruptedException {
    AtomicInteger removals = new AtomicInteger();
    scripted.on("POST /containers/c1/attach", it -> it.answer(409, "", "paused"));
    scripted.on(
        REMOVE,
        it -> {
          int count = removals.incrementAndGet();
          if (count <= 2) { // the connection repeats a removal once by itself
            it.cut();
          }
          it.answer(count == 3 ? 500 : last, "", "");
        });
    assertThatThrownBy(() -> engine.run(RUN)).hasMessageContaining("paused");
    while (removals.get() < 4) {
      Thread.sleep(5);
    }
    AtWork.assertNobody(scripted);
    engine.close();
    assertThat(removals).hasValue(4);
  }

  @Test
  void aNetworkAndAVolumeThatComeLateAreRemoved() throws InterruptedException {
    scripted.on("POST /networks/create", it -> it.answer(504, "", HTML));
    scripted.on("POST /volumes/create", it -> it.answer(504, "", HTML));
    scripted.on("GET /networks", it -> it.json(200, "[]"), it -> it.json(200, "[{\"Id\":\"n1\"}]"));
    scripted.on(
        "GET /volumes",
        it -> it.json(200, "{\"Volumes\":null}"),
        it -> it.json(200, "{\"Volumes\":[{\"Name\":\"data\"}]}"));
    scripted.on("DELETE /networks/n1", it -> it.answer(204, "", ""));
    scripted.on("DELETE /volumes/data", it -> it.answer(204, "", ""));
    assertThatThrownBy(() -> engine.networks().create(NetworkSpec.of("backend")))
        .hasMessageContaining("it has the label io.containerrun.run=");
    assertThatThrownBy(() -> engine.volumes().create(VolumeSpec.of("data")))
        .hasMessageContaining("it has the label io.containerrun.run=");
    scripted.awaitRequest("DELETE /networks/n1");
    scripted.awaitRequest("DELETE /volumes/data");
  }
}
