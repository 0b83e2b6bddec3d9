package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.FaultyProxy;
import io.containerrun.engine.testing.FaultyProxy.Fault;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proxy cuts is asked for again: programs run on, and nothing is lost without a word. */
@OnEngine
@Timeout(180)
class BrokenConnectionsIT extends ConnectedToEngine {

  private static final ContainerRun BASE = ContainerRun.of("containerrun/base");

  private static final ContainerRun LINES = printing(30, 5);

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final String ALL =
      IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

  @SuppressWarnings("NullAway.Init") // set by cut
  private FaultyProxy proxy;

  @SuppressWarnings("NullAway.Init") // set by cut
  private Engine behindProxy;

  private static ContainerRun printing(int lines, int exitCode) {
    String script = "for i in $(seq %d); do echo line $i; sleep 0.1; done; exit %d";
    return BASE.command("sh", "-c", script.formatted(lines, exitCode));
  }

  private void cut(String requests) throws IOException {
    spoil(requests, Fault.CUT);
    behindProxy = Engine.connect(proxy.host());
  }

  private void spoil(String requests, Fault fault) throws IOException {
    String address = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    proxy = new FaultyProxy(address, requests, Duration.ofMillis(700), fault);
  }

  @AfterEach
  void closeProxy() throws IOException {
    behindProxy.close();
    proxy.close();
  }

  /** Each kind of proxy, each request: the result is the true one, or an exception tells. */
  @ParameterizedTest
  @EnumSource
  void whateverAProxyDoesNothingIsInvented(Fault fault) throws IOException {
    ContainerRun run = printing(3, 5).remove().interactive();
    for (String request :
        List.of("/create", "/attach", "/start", "/wait", "/logs", "/containers/[0-9a-f]+/json")) {
      spoil(request, fault);
      behindProxy = Engine.connect(proxy.host(), new Timeouts(LIMIT, LIMIT, LIMIT, LIMIT));
      String what = fault + " " + request;
      boolean needed = request.matches("/create|/attach|/start");
      try {
        RunResult result = behindProxy.run(run, Input.of("in\n"));
        assertThat(result.exitCode()).as(what).isEqualTo(5);
        assertThat(result.isOutputLost() ? "line 1\nline 2\nline 3\n" : result.stdout())
            .as(what)
            .isEqualTo("line 1\nline 2\nline 3\n");
        assertThat(fault == Fault.DENY && needed).as(what).isFalse();
      } catch (ContainerRunException told) {
        assertThat(told).as(what).hasMessageMatching("(?s)\\w+ .*");
        assertThat(fault).as(what).isNotEqualTo(Fault.DELAY);
      } finally {
        closeProxy();
      }
      assertThat(LabelledContainers.ids()).as(what).isEmpty();
    }
  }

  @Test
  void outputGoesOnFromTheLog() throws IOException {
    cut("/attach");
    RunResult captured = behindProxy.run(LINES);
    assertThat(captured.stdout()).isEqualTo(ALL);
    assertThat(captured.exitCode()).isEqualTo(5);
    engine.container(captured.id()).remove();

    List<String> lines = new CopyOnWriteArrayList<>();
    assertThat(behindProxy.run(LINES.remove(), Output.toLines(line -> lines.add(line))).exitCode())
        .isEqualTo(5);
    assertThat(String.join("\n", lines) + "\n").isEqualTo(ALL);

    ContainerRun typed = LINES.remove().interactive().tty();
    assertThat(behindProxy.run(typed, Input.of("")).stdout()).isEqualTo(ALL.replace("\n", "\r\n"));
    assertThat(proxy.cuts()).isEqualTo(3);
  }

  @Test
  void inputThatIsCutFailsTheRun() throws IOException {
    cut("/attach");
    ContainerRun reader = BASE.remove().interactive().command("sh", "-c", "cat; sleep 3");
    InputStream endless =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("read one by one");
          }

          @Override
          public int read(byte[] target, int start, int most) {
            target[start] = '.';
            return 1;
          }
        };
    assertThatThrownBy(() -> behindProxy.run(reader, Input.from(endless)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the connection broke before all input was sent");
  }

  @Test
  void anOpenContainerGoesOn() throws IOException {
    cut("/attach");
    try (RunningContainer container = behindProxy.open(LINES)) {
      byte[] all = container.stdout().readAllBytes();
      assertThat(new String(all, StandardCharsets.UTF_8)).isEqualTo(ALL);
      assertThat(container.waitFor()).isEqualTo(5);
    }
    assertThat(proxy.cuts()).isEqualTo(1);
  }

  @Test
  void withoutALogTheLossIsTold() throws IOException {
    cut("/attach");
    RunResult result = behindProxy.run(LINES.remove().logDriver("none"));
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.isOutputLost()).isTrue();
    assertThat(result.stdoutExcerpt()).isNotEqualTo(ALL).containsPattern("line [123][0-9]\n");
  }

  @Test
  void aHealthyJobIsNotGivenUp() throws IOException {
    cut("/(attach|wait|events)");
    RunResult result = behindProxy.run(LINES.remove());
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.stdout()).isEqualTo(ALL);
    try (RunningContainer service = behindProxy.start(LINES)) {
      assertThat(service.waitFor()).isEqualTo(5);
    }
  }

  @Test
  void aCommandTellsThatItsOutputIsLost() throws IOException {
    cut("/exec/.*/start");
    try (RunningContainer service = behindProxy.start(BASE.command("sleep", "100"))) {
      String script = "for i in $(seq 30); do echo line $i; sleep 0.1; done; exit 4";
      ExecResult result = service.exec("sh", "-c", script);
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.isOutputLost()).isTrue();
      assertThatThrownBy(result::stdout).hasMessageContaining("the connection broke");
      try (InteractiveExec exec = service.openExec(ExecCommand.of("sh", "-c", script))) {
        assertThatThrownBy(() -> exec.session().stdout().readAllBytes())
            .hasMessageContaining("some output is missing");
      }
    }
  }

  @Test
  void aSessionThatIsCutFails() throws IOException {
    cut("/attach");
    try (RunningContainer service = behindProxy.start(BASE.command("sleep", "100"));
        Session session = service.attach()) {
      assertThatThrownBy(session.onEnd()::join).hasMessageContaining("some output is missing");
    }
  }
}
