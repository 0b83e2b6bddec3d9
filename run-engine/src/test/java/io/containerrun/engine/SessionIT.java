package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Session.End;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnEngine
@Tag("core")
@Timeout(180)
class SessionIT extends ConnectedToEngine {

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").remove().command("sh", "-c", script);
  }

  private static void write(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private static BufferedReader reader(Session session) {
    return new BufferedReader(new InputStreamReader(session.stdout(), StandardCharsets.UTF_8));
  }

  @Test
  void talksWithAContainer() throws IOException {
    ContainerRun run = shell("echo err >&2; while read line; do echo got $line; done; exit 3");
    try (RunningContainer container = engine.open(run.interactive())) {
      BufferedReader answers = reader(container.session());
      write(container.stdin(), "one\n");
      assertThat(answers.readLine()).isEqualTo("got one");
      write(container.stdin(), "two\n");
      container.stdin().close();
      assertThat(answers.readLine()).isEqualTo("got two");
      assertThat(answers.readLine()).isNull();
      assertThat(container.stderr().readAllBytes()).asString().isEqualTo("err\n");
      assertThat(container.session().onEnd().join()).isEqualTo(End.ENDED);
      assertThat(container.waitFor()).isEqualTo(3);
    }
  }

  @Test
  void holdsAContainerUpWhoseOutputNobodyReads() throws IOException {
    ContainerRun run = shell("yes | head -c 4000000; echo done >&2");
    try (RunningContainer container = engine.open(run)) {
      assertThat(container.waitFor(Duration.ofMillis(700))).isFalse();
      assertThat(container.stdout().readAllBytes()).hasSize(4_000_000);
      assertThat(container.waitFor()).isZero();
    }
  }

  @Test
  void attachesDetachesAndAttachesAgainWithoutALoss() throws IOException {
    // Lines of eight bytes: a line is never cut where the engine cuts its pieces.
    String count =
        "i=0; while [ $i -lt 20000 ]; do printf '%07d\\n' $i; i=$((i+1)); done; sleep 60";
    try (RunningContainer container = engine.open(shell(count))) {
      Set<Integer> seen = new TreeSet<>();
      Session session = container.session();
      while (!seen.contains(19_999)) {
        BufferedReader lines = reader(session);
        for (int i = 0; i < 2_000 && !seen.contains(19_999); i++) {
          seen.add(Integer.valueOf(lines.readLine()));
        }
        // The next one is there before this one goes, so that one of the two has every byte.
        Session next = container.attach();
        session.detach();
        lines.lines().filter(it -> it.length() == 7).forEach(it -> seen.add(Integer.valueOf(it)));
        session = next;
      }
      session.close();
      assertThat(seen).hasSize(20_000);
    }
  }

  @Test
  @NotOnPodman(value = "sends the log without frames", before = 5)
  void replaysWhatWasWrittenBefore() throws IOException {
    ContainerRun run = shell("echo early; read go; echo late").interactive();
    Attach how = Attach.standard().streams(StandardStream.STDIN, StandardStream.STDOUT).withLogs();
    try (RunningContainer container = engine.start(run, Ready.log("early"));
        Session session = container.attach(how)) {
      write(session.stdin(), "go\n");
      assertThat(session.stdout().readAllBytes()).asString().isEqualTo("early\nlate\n");
    }
  }

  @Test
  void attachesAtTheFirstCallToAContainerThatWasStarted() throws IOException {
    ContainerRun run = shell("read line; echo got $line").interactive();
    try (RunningContainer container = engine.start(run)) {
      write(container.stdin(), "it\n");
      assertThat(container.stdout().readAllBytes()).asString().isEqualTo("got it\n");
      assertThat(container.session()).isSameAs(container.session());
    }
  }

  @Test
  void leavesATerminalByItsDetachKeys() throws IOException {
    ContainerRun run =
        shell("echo up; while read line; do stty size; done")
            .interactive()
            .tty()
            .detachKeys(DetachKeys.parse("ctrl-x,x"));
    try (RunningContainer container = engine.open(run)) {
      BufferedReader lines = reader(container.session());
      assertThat(lines.readLine()).isEqualTo("up");
      container.session().resize(12, 34);
      write(container.stdin(), "\n");
      assertThat(lines.readLine()).isEmpty();
      assertThat(lines.readLine()).isEqualTo("12 34");
      write(container.stdin(), "\u0018");
      write(container.stdin(), "x");
      assertThat(container.session().onEnd().join()).isEqualTo(End.DETACHED);
      assertThat(lines.readLine()).isNull();
      assertThat(container.isRunning()).isTrue();
      assertThatThrownBy(() -> write(container.stdin(), "x")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void looksLikeAProcess() throws Exception {
    ContainerRun run = shell("read a; echo out $a; echo err >&2; exit 5").interactive();
    try (RunningContainer container = engine.open(run)) {
      Process process = container.toProcess();
      assertThat(process.isAlive()).isTrue();
      assertThatThrownBy(process::exitValue).isInstanceOf(IllegalThreadStateException.class);
      assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
      process.outputWriter().append("in\n").flush();
      assertThat(process.inputReader().readLine()).isEqualTo("out in");
      assertThat(process.errorReader().readLine()).isEqualTo("err");
      assertThat(process.waitFor()).isEqualTo(5);
      assertThat(process.onExit().join().exitValue()).isEqualTo(5);
      assertThat(process.isAlive()).isFalse();
      assertThatThrownBy(process::pid).isInstanceOf(UnsupportedOperationException.class);
      process.destroy();
    }
    try (RunningContainer container =
        engine.open(shell("trap 'exit 9' TERM; echo up; sleep 60 & wait"))) {
      Process process = container.toProcess();
      assertThat(process.inputReader().readLine()).isEqualTo("up");
      process.destroy();
      assertThat(process.waitFor()).isEqualTo(9);
    }
    try (RunningContainer container = engine.open(shell("sleep 60"))) {
      assertThat(container.toProcess().destroyForcibly().waitFor()).isEqualTo(137);
    }
  }
}
