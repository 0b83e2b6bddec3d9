package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.testing.CapturedLog;
import io.containerrun.engine.testing.KillableJvm;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An end with much to remove on an engine that hangs, whose responses may take 2 minutes each. */
@Timeout(110)
class ExitTest {

  private static final int COUNT = 20;

  private ScriptedEngine scripted;

  @BeforeEach
  void script() throws IOException {
    AtomicInteger count = new AtomicInteger();
    scripted =
        new ScriptedEngine()
            .on(
                "POST /containers/create",
                it -> it.json(201, "{\"Id\":\"c" + count.getAndIncrement() + "\"}"))
            .on("POST /networks/create", it -> it.json(201, "{\"Id\":\"n1\"}"));
    for (int i = 0; i < COUNT; i++) {
      scripted
          .on("POST /containers/c" + i + "/wait", ExitTest::waitForEver)
          .on("POST /containers/c" + i + "/start", it -> it.answer(204, "", ""))
          .on("DELETE /containers/c" + i, it -> it.answer(204, "", ""));
    }
  }

  @AfterEach
  void close() throws IOException {
    scripted.close();
  }

  private static void waitForEver(ScriptedExchange it) throws IOException {
    it.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
    it.stall();
  }

  @Test
  void aSignalEndsTheProcessAndTheLogNamesWhatIsLeft() throws Exception {
    try (KillableJvm child = new KillableJvm(Leaving.class, scripted.host(), "" + COUNT, "exit")) {
      assertThat(child.linesUntil("ready")).hasSize(COUNT);
      scripted.hang();
      child.terminate();
      assertThat(child.awaitEnd()).isTrue();
      for (int i = 0; i < COUNT; i++) {
        assertThat(child.log())
            .containsPattern(
                "container c"
                    + i
                    + " \\(name exit-"
                    + i
                    + ", label io.containerrun.run=\\S+\\) is left behind");
      }
    }
  }

  @Test
  void anExitRemovesEverythingOnAnEngineThatResponds() throws Exception {
    try (KillableJvm child = new KillableJvm(Leaving.class, scripted.host(), "" + COUNT, "exit")) {
      child.linesUntil("ready");
      child.terminate();
      assertThat(child.awaitEnd()).isTrue();
      assertThat(child.log()).doesNotContain("left behind");
    }
    for (int i = 0; i < COUNT; i++) {
      assertThat(scripted.requests()).contains("DELETE /containers/c" + i);
    }
  }

  @Test
  void closingEndsAndNamesWhatIsLeft() {
    Engine engine = Engine.connect(scripted.host());
    for (int i = 0; i < COUNT; i++) {
      engine.start(ContainerRun.of("alpine").name("db-" + i));
    }
    engine.networks().create(NetworkSpec.of("backend"));
    scripted.hang();
    try (CapturedLog log = new CapturedLog()) {
      engine.close();
      assertThat(log.text())
          .containsPattern("container c0 \\(name db-0, label io.containerrun.run=\\S+\\) is left")
          .containsPattern("container c19 \\(name db-19, .*is left")
          .containsPattern("network n1 \\(name backend, label io.containerrun.run=\\S+\\) is left");
    }
  }

  @Test
  void oneRemovalThatHangsDoesNotKeepTheOthers() {
    Engine engine = Engine.connect(scripted.host());
    for (int i = 0; i < COUNT; i++) {
      engine.start(ContainerRun.of("alpine"));
    }
    scripted.on("DELETE /containers/c3", ScriptedExchange::stall);
    engine.close();
    assertThat(scripted.requests()).filteredOn(it -> it.startsWith("DELETE")).hasSize(COUNT);
  }

  @Test
  void aLaterSweepOfTheSameProcessRemovesWhatClosingCouldNot() {
    StringBuilder labels = new StringBuilder();
    scripted.on(
        "POST /containers/create",
        it -> {
          labels.append(it.body().replaceFirst(".*\"Labels\":(\\{[^}]*}).*", "$1"));
          it.json(201, "{\"Id\":\"c0\"}");
        });
    Engine engine = Engine.connect(scripted.host());
    engine.start(ContainerRun.of("alpine"));
    scripted.on("DELETE /containers/c0", ScriptedExchange::stall);
    engine.close();
    scripted
        .on(
            "GET /containers/json",
            it -> it.json(200, "[{\"Id\":\"c0\",\"Labels\":" + labels + "}]"))
        .on("GET /networks", it -> it.json(200, "[]"))
        .on("GET /volumes", it -> it.json(200, "{}"))
        .on("DELETE /containers/c0", it -> it.answer(204, "", ""));
    EngineOptions options = EngineOptions.standard().host(scripted.host()).sweepOnConnect(false);
    try (Engine next = Engine.connect(options)) {
      assertThat(next.sweep()).containsExactly(new Leftover(Leftover.Kind.CONTAINER, "c0", ""));
    }
  }
}
