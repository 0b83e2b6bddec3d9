package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What needs a terminal of the system is tested with the program {@code DockerRun}. */
@OnEngine
@Tag("core")
@Timeout(180)
class TerminalIT extends ConnectedToEngine {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String input, String... words) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    try (Terminal terminal = Terminal.of(in, out, err)) {
      return terminal.run(engine, ContainerRun.parse(List.of(words)));
    }
  }

  @Test
  void putsAContainerInTheForeground() {
    String script = "cat; echo err >&2; exit 3";
    int status = run("typed\n", "-i", "--rm", "containerrun/base", "sh", "-c", script);
    assertThat(status).isEqualTo(3);
    assertThat(out).hasToString("typed\n");
    assertThat(err).hasToString("err\n");
  }

  @Test
  void writesTheIdOfAContainerInTheBackgroundAndLeavesIt() {
    int status = run("", "-d", "containerrun/base", "sleep", "60");
    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("[0-9a-f]{64}\n");
    ContainerHandle left = engine.container(out.toString(StandardCharsets.UTF_8).strip());
    assertThat(left.isRunning()).isTrue();
    TestCleanup.remove(left.id());
  }

  @Test
  void leavesAContainerThatDoesNotStartUnlessItIsToBeRemoved() {
    String name = "it-" + UUID.randomUUID();
    assertThatThrownBy(() -> run("", "--name", name, "containerrun/base", "nosuch"))
        .asInstanceOf(type(ContainerRunException.class))
        .returns(127, ContainerRunException::exitStatus);
    TestCleanup.remove(engine.container(name).id());
    assertThatThrownBy(() -> run("", "--rm", "--name", name, "containerrun/base", "/etc"))
        .asInstanceOf(type(ContainerRunException.class))
        .returns(126, ContainerRunException::exitStatus);
    assertThat(LabelledContainers.named(name)).isEmpty();
  }

  @Test
  void wantsATerminalForWhatIsTyped() {
    assertThatThrownBy(() -> run("", "-it", "containerrun/base"))
        .asInstanceOf(type(InvalidRunException.class))
        .returns(1, InvalidRunException::exitStatus)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("the input device is not a TTY");
    assertThat(run("", "-t", "--rm", "containerrun/base", "echo", "out")).isZero();
    assertThat(out).hasToString("out\r\n");
  }

  @Test
  void attachesToAContainerThatRuns() {
    ContainerRun wc =
        ContainerRun.of("containerrun/base")
            .interactive()
            .command("sh", "-c", "read a; echo $a; exit 6");
    try (RunningContainer container = engine.start(wc);
        Terminal terminal =
            Terminal.of(
                new ByteArrayInputStream("it\n".getBytes(StandardCharsets.UTF_8)), out, err)) {
      assertThat(terminal.attach(container)).isEqualTo(6);
      assertThat(out).hasToString("it\n");
    }
  }

  @Test
  @NotOnPodman("has no minimum of memory")
  void letsTheEngineRefuseWhatTheCommandSends() {
    assertThatThrownBy(() -> run("", "--rm", "-m", "4m", "containerrun/base", "true"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("inimum memory limit");
  }
}
