package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.InvalidRunException;
import io.containerrun.Violation;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.value.Mount;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnEngine
@Tag("core")
@Timeout(180)
class RunIT extends ConnectedToEngine {

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").remove().command("sh", "-c", script);
  }

  @Test
  void tellsOutputAndExitCode() {
    RunResult result = engine.run(shell("echo out; echo err >&2; exit 13"));
    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.id()).hasSize(64);
    assertThat(result.isTruncated()).isFalse();
    assertThatThrownBy(result::requireSuccess)
        .asInstanceOf(type(ExitException.class))
        .returns(result, ExitException::result)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("exited with 13", "err");
  }

  @Test
  void leavesTheContainerBehindUnlessTheRunSaysOtherwise() {
    String name = "it-left-" + ProcessHandle.current().pid();
    RunResult result = engine.run(ContainerRun.of("containerrun/base").name(name).command("true"));
    assertThat(result.exitCode()).isZero();
    assertThat(LabelledContainers.named(name)).containsExactly(result.id());
    assertThatThrownBy(
            () -> engine.run(ContainerRun.of("containerrun/base").name(name).command("true")))
        .isInstanceOf(NameConflictException.class);
    TestCleanup.remove(result.id());
  }

  @Test
  @NotOnPodman(value = "creates a missing source whatever the request says", before = 5)
  void createsTheSourceOfABindOnEnginesThatCan() {
    String name = "containerrun-it-" + ProcessHandle.current().pid();
    Mount.Bind bind = Mount.bind("/tmp/" + name).at("/data").creatingSource();
    ContainerRun run = shell("test -d /data").mount(bind);
    if (engine.apiVersion().isAtLeast(new ApiVersion(1, 42))) {
      assertThat(engine.run(run).exitCode()).isZero();
      ContainerRun cleanup = shell("rmdir /host/" + name).volume("/tmp:/host");
      assertThat(engine.run(cleanup).exitCode()).isZero();
    } else {
      assertThat(engine.check(run)).extracting(Violation::rule).contains("bind-create-source-api");
      assertThatThrownBy(() -> engine.run(run))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("bind source path does not exist");
    }
  }

  @Test
  void keepsBinaryOutputByteForByte() {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    RunResult result =
        engine.run(
            ContainerRun.of("containerrun/base").remove().interactive().command("cat"),
            Input.of(bytes));
    assertThat(result.stdoutBytes()).isEqualTo(bytes);
  }

  @Test
  void endsTheInputOfAContainerThatReadsAllOfIt() {
    ContainerRun cat = ContainerRun.of("containerrun/base").remove().interactive().command("cat");
    assertThat(engine.run(cat).stdout()).isEmpty();
    assertThat(engine.run(cat, Input.of("data\n")).stdout()).isEqualTo("data\n");
  }

  @Test
  @NotOnPodman("sometimes drops output when a program ends with its input unread")
  void doesNotMindAContainerThatLeavesItsInputUnread() {
    ContainerRun head =
        ContainerRun.of("containerrun/base").remove().interactive().command("head", "-c", "3");
    assertThat(engine.run(head, Input.of("x".repeat(5_000_000))).stdout()).isEqualTo("xxx");
  }

  @Test
  void passesLinesOnWithTheirStream() {
    List<String> lines = new ArrayList<>();
    RunResult result =
        engine.run(
            shell("echo grün; echo err >&2; printf last"),
            Output.toLinesWithStream((stream, line) -> lines.add(stream + " " + line)));
    // Which of two streams comes first is the engine's affair.
    assertThat(lines)
        .containsSubsequence("stdout grün", "stdout last")
        .containsExactlyInAnyOrder("stdout grün", "stderr err", "stdout last");
    assertThat(result.stdout()).isEmpty();
    assertThat(StandardStream.values()).hasSize(3);
  }

  @Test
  void writesToStreamsAndFiles(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    engine.run(shell("echo out; echo err >&2"), Output.to(out, err));
    assertThat(out).hasToString("out\n");
    assertThat(err).hasToString("err\n");
    Path file = folder.resolve("output");
    engine.run(shell("echo out"), Output.toFile(file));
    assertThat(file).hasContent("out");
    assertThat(Files.size(file)).isEqualTo(4);
    assertThatThrownBy(() -> engine.run(shell("true"), Output.toFile(folder.resolve("no/file"))))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("no/file");
  }

  @Test
  void marksWhereCapturedOutputIsMissing() {
    RunResult result =
        engine.run(shell("yes | head -c 100000"), Output.captured(Size.kibibytes(1)));
    assertThat(result.isTruncated()).isTrue();
    assertThat(result.stdoutExcerpt()).hasSizeLessThan(1100).contains("98976 bytes left out");
    assertThatThrownBy(result::stdout).hasMessageContaining("98976 bytes more than were captured");
  }

  @Test
  void mergesTheStreamsOfATerminal() {
    RunResult result = engine.run(shell("echo out; echo err >&2; exit 3").tty());
    assertThat(result.stdout()).isEqualTo("out\r\nerr\r\n");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void attachesOnlyToTheStreamsThatTheRunNames() {
    RunResult result =
        engine.run(shell("echo out; echo err >&2; exit 4").attach(StandardStream.STDERR));
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.exitCode()).isEqualTo(4);
  }

  @Test
  void endsWithTheConsumersExceptionAndRemovesTheContainer() {
    IllegalStateException own = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                engine.run(
                    shell("echo first; sleep 60"),
                    Output.toLines(
                        line -> {
                          throw own;
                        })))
        .isSameAs(own);
  }

  @Test
  void removesTheContainerOfAThreadThatIsInterrupted() {
    Thread environment = Thread.currentThread();
    Output interrupting = Output.toLines(line -> environment.interrupt());
    assertThatThrownBy(() -> engine.run(shell("echo go; sleep 60"), interrupting))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void writesTheIdIntoTheFileOfTheRun(@TempDir Path folder) {
    Path file = folder.resolve("cid");
    RunResult result = engine.run(shell("true").cidfile(file));
    assertThat(file).hasContent(result.id());
    assertThatThrownBy(() -> engine.run(shell("true").cidfile(file)))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("container ID file found");
    Path other = folder.resolve("other");
    ContainerRun absent = ContainerRun.of("containerrun/absent").pull(PullPolicy.NEVER);
    assertThatThrownBy(() -> engine.run(absent.cidfile(other)))
        .isInstanceOf(ImageNotFoundException.class);
    assertThat(other).doesNotExist();
  }

  @Test
  void checksARunForThisEngineWithoutRunningIt() {
    assertThat(engine.check(shell("true"))).isEmpty();
    assertThat(engine.check(shell("true").memory("4m").cpuPercent(50)))
        .filteredOn(Violation::isError)
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder("memory-minimum", "engine-system");
  }
}
