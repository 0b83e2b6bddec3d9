package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnEngine
@Timeout(60)
class ExecIT {

  private static Engine engine;
  private static RunningContainer container;

  @BeforeAll
  static void start() {
    engine = Engine.connect();
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
        .hasMessage("exec in container " + container + " exited with 3; its last words:\nerr");
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
  void readsInputToItsEnd() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    ExecCommand cat = ExecCommand.of("cat").interactive();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Execution how = Execution.standard().input(Input.of(bytes)).output(Output.to(out));
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
    Execution typing = Execution.standard().input(Input.of("exit 4\n"));
    assertThat(container.exec(ExecCommand.of("sh").interactive().tty(), typing).exitCode())
        .isEqualTo(4);
    assertThat(container.exec(ExecCommand.of("sh").interactive().tty()).exitCode()).isZero();
  }

  @Test
  void passesLinesOn() {
    List<String> lines = new ArrayList<>();
    Output output = Output.toLines((stream, line) -> lines.add(stream + " " + line));
    container.exec(
        shell("echo one; sleep 0.1; printf last >&2"), Execution.standard().output(output));
    assertThat(lines).containsExactly("stdout one", "stderr last");
  }

  @Test
  void endsWhatTakesTooLongWithAllThatItHasStarted() {
    ExecCommand slow = shell("echo begun; sleep 4321 & sleep 4321; echo never");
    ExecResult result = container.exec(slow, Duration.ofSeconds(1));
    assertThat(result.isTimedOut()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.stdout()).isEqualTo("begun\n");
    ExecResult deaf = container.exec(shell("trap '' TERM; sleep 4321"), Duration.ofSeconds(1));
    assertThat(deaf.exitCode()).isEqualTo(137);
    assertThatThrownBy(deaf::requireSuccess).hasMessageContaining("cut off after its limit");
    assertThat(container.exec("ps").stdout()).doesNotContain("4321");
    assertThat(container.isRunning()).isTrue();
  }

  @Test
  void goesOnInTheBackground() throws InterruptedException {
    DetachedExec exec =
        container.execDetached(shell("while [ ! -e /tmp/go ]; do sleep 0.1; done; exit 5").tty());
    assertThat(exec.id()).hasSize(64);
    assertThat(exec.isRunning()).isTrue();
    exec.resize(40, 100);
    container.exec("touch", "/tmp/go");
    while (exec.isRunning()) {
      Thread.sleep(20);
    }
    assertThat(exec.exitCode()).hasValue(5);
    assertThatThrownBy(() -> container.execDetached(ExecCommand.of("no-such-program")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("executable file not found");
  }

  @Test
  void saysThatAProgramCannotBeExecuted() {
    ExecResult result = container.exec("no-such-program");
    assertThat(result.exitCode()).isIn(126, 127);
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
            () -> container.exec(ExecCommand.of("yes"), Execution.standard().output(output)))
        .isSameAs(own);
  }

  @Test
  void anInterruptEndsTheWaitingAlone() {
    Thread caller = Thread.currentThread();
    Output interrupting = Output.toLines(line -> caller.interrupt());
    assertThatThrownBy(
            () ->
                container.exec(
                    shell("echo go; sleep 3"), Execution.standard().output(interrupting)))
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
          .hasMessageContaining("exec in container " + ended)
          .hasMessageContaining("is not running");
    }
  }
}
