package io.containerrun.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.NotOverDockerJava;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestTransport;
import io.containerrun.value.DetachKeys;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnEngine
@Tag("core")
@Timeout(180)
class ExecIT {

  private static Engine engine;
  private static RunningContainer container;

  @BeforeAll
  static void start() {
    engine = TestTransport.connect();
    container =
        engine.start(
            ContainerRun.of("containerrun/base")
                .network("none")
                .env("A", "of the container")
                .command("sleep", "600"));
  }

  @AfterAll
  static void close() {
    container.close();
    engine.close();
  }

  private static ExecCommand shell(String script) {
    return ExecCommand.of("sh", "-c", script);
  }

  @Test
  void tellsOutputAndExitCode() {
    ExecResult result = container.exec("sh", "-c", "echo out; echo err >&2; exit 3");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.isTimedOut()).isFalse();
    assertThat(result.duration()).isPositive();
    assertThatThrownBy(result::requireSuccess)
        .isInstanceOf(ExitException.class)
        .hasMessage("exec in container " + container + " exited with 3; its last output:\nerr");
    assertThat(container.exec("true").requireSuccess().stdout()).isEmpty();
    assertThat(engine.container(container.id()).exec("echo", "hi").stdout()).isEqualTo("hi\n");
  }

  @Test
  void passesAllOptionsOn(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("env"), "B=of the file\nC=of the file\n");
    ExecCommand command =
        shell("id -u; id -g; pwd; echo $A $B $C; test -e /dev/kmsg && echo all devices")
            .user(1000, 1000)
            .workdir("/tmp")
            .env("C", "of the call")
            .envFile(file.toString());
    assertThat(container.exec(command).stdout())
        .isEqualTo("1000\n1000\n/tmp\nof the container of the file of the call\n");
    assertThat(container.exec(shell("grep CapEff /proc/self/status").privileged()).stdout())
        .isNotEqualTo(container.exec(shell("grep CapEff /proc/self/status")).stdout());
    assertThatThrownBy(() -> container.exec(command.envFile("no/such/file")))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("--env-file: ")
        .hasMessageContaining("no/such/file");
  }

  @Test
  @NotOverDockerJava("cannot end the input of an exec")
  void readsInputToItsEnd() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    ExecCommand cat = ExecCommand.of("cat").interactive();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Invocation how = Invocation.standard().input(Input.of(bytes)).output(Output.to(out));
    assertThat(container.exec(cat, how).exitCode()).isZero();
    assertThat(out.toByteArray()).isEqualTo(bytes);
    assertThat(container.exec(cat).stdout()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> container.exec(ExecCommand.of("cat"), how))
        .withMessageContaining("add interactive()");
  }

  @Test
  void hasATerminalIfAskedTo() {
    ExecResult result = container.exec(shell("tty; echo err >&2").tty());
    assertThat(result.stdout()).contains("/dev/").endsWith("err\r\n");
    assertThat(result.stderr()).isEmpty();
    Invocation typing = Invocation.standard().input(Input.of("exit 4\n"));
    assertThat(container.exec(ExecCommand.of("sh").interactive().tty(), typing).exitCode())
        .isEqualTo(4);
    assertThat(container.exec(ExecCommand.of("sh").interactive().tty()).exitCode()).isZero();
  }

  @Test
  void passesLinesOn() {
    List<String> lines = new ArrayList<>();
    Output output = Output.toLinesWithStream((stream, line) -> lines.add(stream + " " + line));
    container.exec(shell("echo one; printf last >&2"), Invocation.standard().output(output));
    assertThat(lines).containsExactlyInAnyOrder("stdout one", "stderr last");
  }

  @Test
  void endsWhatTakesTooLongWithAllThatItHasStarted() {
    ExecCommand slow = shell("echo begun; sleep 4321 & sleep 4321; echo never");
    // By then the shell has begun, busy as the machine may be.
    Duration limit = Duration.ofSeconds(2);
    ExecResult result = container.exec(slow, limit);
    assertThat(result.isTimedOut()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.stdout()).isEqualTo("begun\n");
    ExecResult deaf = container.exec(shell("trap '' TERM; sleep 4321"), limit);
    assertThat(deaf.exitCode()).isEqualTo(137);
    assertThatThrownBy(deaf::requireSuccess).hasMessageContaining("stopped at its limit");
    Invocation impatient = Invocation.standard().stopAfter(limit).grace(Duration.ZERO);
    assertThat(container.exec(shell("sleep 4321"), impatient).exitCode()).isEqualTo(137);
    assertThat(container.exec("ps").stdout()).doesNotContain("4321");
    assertThat(container.isRunning()).isTrue();
  }

  @Test
  @NotOnPodman(value = "reports the exit of a background command minutes later", before = 5)
  void goesOnInTheBackground() {
    DetachedExec exec =
        container.execDetached(shell("while [ ! -e /tmp/go ]; do sleep 0.1; done; exit 5").tty());
    assertThat(exec.id()).hasSize(64);
    assertThat(exec.isRunning()).isTrue();
    exec.resize(40, 100);
    assertThat(exec.waitFor(Duration.ofMillis(50))).isFalse();
    container.exec("touch", "/tmp/go");
    assertThat(exec.waitFor()).isEqualTo(5);
    assertThat(exec.isRunning()).isFalse();
    assertThat(exec.exitCode()).hasValue(5);
    assertThatThrownBy(() -> container.execDetached(ExecCommand.of("no-such-program")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("check the command and the PATH of the image");
  }

  @Test
  @NotOverDockerJava("cannot end the input of an exec")
  void talksToACommand() throws IOException {
    ExecCommand shell = ExecCommand.of("sh").interactive();
    try (InteractiveExec exec = container.openExec(shell)) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(exec.session().stdout(), UTF_8));
      exec.session().stdin().write("echo $((6 * 7))\n".getBytes(UTF_8));
      exec.session().stdin().flush();
      assertThat(lines.readLine()).isEqualTo("42");
      assertThat(exec.exitCode()).isEmpty();
      assertThat(exec.waitFor(Duration.ofMillis(20))).isFalse();
      exec.session().stdin().write("echo bye >&2; exit 6\n".getBytes(UTF_8));
      exec.session().stdin().close();
      assertThat(exec.session().stderr().readAllBytes()).asString().isEqualTo("bye\n");
      assertThat(exec.waitFor()).isEqualTo(6);
      assertThat(exec.session().onEnd().join()).isEqualTo(Session.End.ENDED);
    }
  }

  @Test
  void hasATerminalOfAnySize() throws IOException {
    try (InteractiveExec exec = container.openExec(ExecCommand.of("sh").interactive().tty())) {
      exec.session().resize(33, 99);
      exec.session().stdin().write("stty size; exit 2\n".getBytes(UTF_8));
      exec.session().stdin().flush();
      assertThat(new String(exec.session().stdout().readAllBytes(), UTF_8)).contains("33 99");
      assertThat(exec.waitFor()).isEqualTo(2);
    }
  }

  @Test
  void leavesACommandToItself() throws IOException {
    ExecCommand keys =
        shell("sleep 600").interactive().tty().detachKeys(DetachKeys.parse("ctrl-x"));
    try (InteractiveExec exec = container.openExec(keys)) {
      exec.session().stdin().write(24);
      exec.session().stdin().flush();
      assertThat(exec.session().onEnd().join()).isEqualTo(Session.End.DETACHED);
      assertThat(exec.exitCode()).isEmpty();
    }
    container.exec("sh", "-c", "kill $(pidof sleep | tr ' ' '\\n' | grep -vx 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> container.openExec(keys.detachKeys(DetachKeys.parse("no-key"))))
        .withMessageContaining("--detach-keys no-key: invalid keys");
  }

  @Test
  void saysThatAProgramCannotBeExecuted() {
    ExecResult result = container.exec("no-such-program");
    assertThat(result.exitCode()).isIn(126, 127);
  }

  @Test
  @NotOnPodman("does not write the reason to the output")
  void saysWhyAProgramCannotBeExecuted() {
    ExecResult result = container.exec("no-such-program");
    assertThat(result.stdout()).contains("executable file not found");
  }

  @Test
  void endsWithTheConsumersException() {
    IllegalStateException own = new IllegalStateException("enough");
    Output output =
        Output.toLines(
            line -> {
              throw own;
            });
    assertThatThrownBy(
            () -> container.exec(ExecCommand.of("yes"), Invocation.standard().output(output)))
        .isSameAs(own);
  }

  @Test
  void anInterruptEndsTheWaitingAlone() {
    Thread environment = Thread.currentThread();
    Output interrupting = Output.toLines(line -> environment.interrupt());
    assertThatThrownBy(
            () ->
                container.exec(
                    shell("echo go; sleep 3"), Invocation.standard().output(interrupting)))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("exec in container " + container + ": interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(container.isRunning()).isTrue();
  }

  @Test
  void needsAContainerThatRuns() {
    ContainerRun run = ContainerRun.of("containerrun/base").network("none").command("true");
    try (RunningContainer ended = engine.start(run)) {
      ended.waitFor();
      assertThatThrownBy(() -> ended.exec("true"))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("exec in container " + ended.id().substring(0, 12))
          .hasMessageContaining("running");
    }
  }
}
