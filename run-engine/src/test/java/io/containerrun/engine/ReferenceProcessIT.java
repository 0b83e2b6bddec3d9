package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import io.containerrun.engine.testing.TestCleanup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the examples of the classic reference do on a real engine: process, environment, labels,
 * rights and life. Images and names are those of the tests.
 */
@OnEngine
@Timeout(180)
class ReferenceProcessIT extends ConnectedToEngine {

  @TempDir private Path folder;

  private static ContainerRun line(String line) {
    return ContainerRun.parse("docker run " + line);
  }

  private static String outputOf(String line) {
    return engine.run(line("--rm " + line)).requireSuccess().stdout();
  }

  @Test
  void aNamedShellOnATerminalEndsAsItIsTold() throws IOException {
    String name = "reference-" + UUID.randomUUID();
    Path id = folder.resolve("test.cid");
    ContainerRun shell = line("--name " + name + " --cidfile " + id + " -it containerrun/shell");
    RunResult result = engine.run(shell, Input.of("tty\nexit 13\n"));
    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(result.stdout()).contains("/dev/pts/0\r\n");
    assertThat(Files.readString(id)).isEqualTo(result.id());
    assertThat(LabelledContainers.named(name)).containsExactly(result.id());
    TestCleanup.remove(result.id());
  }

  @Test
  void theWorkingDirectoryIsMade() {
    assertThat(outputOf("-w /path/to/dir/ -i -t containerrun/base pwd"))
        .isEqualTo("/path/to/dir\r\n");
  }

  @Test
  void onlyTheStreamsThatAreAskedForAreAttached() {
    RunResult piped = engine.run(line("-i -a stdin containerrun/base cat -"), Input.of("test\n"));
    assertThat(piped.stdout()).isEmpty();
    ContainerHandle cat = engine.container(piped.id());
    assertThat(cat.waitFor()).isZero();
    assertThat(cat.logs()).isEqualTo("test\n");
    cat.remove();

    RunResult quiet = engine.run(line("-a stderr containerrun/base sh -c 'echo test; echo e >&2'"));
    assertThat(quiet.stdout()).isEmpty();
    assertThat(quiet.stderr()).isEqualTo("e\n");
    ContainerHandle echo = engine.container(quiet.id());
    assertThat(echo.logs()).contains("test\n", "e\n");
    echo.remove();
  }

  @Test
  void variablesComeFromTheLineTheFileAndTheCaller() throws IOException {
    Path list = folder.resolve("env.list");
    Files.writeString(
        list,
        """
        TEST_FOO=BAR

        # this is a comment
        TEST_APP_DEST_HOST=10.10.0.127
        _TEST_BAR=FOO
        TEST_APP_42=magic
        helloWorld=true
        123qwe=bar
        org.spring.config=something

        # passed on from the caller
        USER_WHO_IS_NOT_SET
        HOME
        """);
    String lines =
        outputOf(
            "-e CONTAINERRUN_ABSENT --env MYVAR2=foo --env TEST_FOO='This is a test' --env-file "
                + list
                + " containerrun/base env");
    assertThat(lines.lines())
        .contains(
            "MYVAR2=foo",
            "TEST_FOO=This is a test",
            "TEST_APP_DEST_HOST=10.10.0.127",
            "_TEST_BAR=FOO",
            "TEST_APP_42=magic",
            "helloWorld=true",
            "123qwe=bar",
            "org.spring.config=something",
            "HOME=" + System.getenv("HOME"));
    assertThat(lines).doesNotContain("CONTAINERRUN_ABSENT", "USER_WHO_IS_NOT_SET", "comment");
  }

  @Test
  void labelsComeFromTheLineAndTheFile() throws IOException {
    Path labels = folder.resolve("labels");
    Files.writeString(
        labels,
        """
        com.example.label1="a label"

        # this is a comment
        com.example.label2=another\\ label
        """);
    ContainerRun run =
        line(
            "-d -l my-label --label com.example.foo=bar --expose 80 --label-file "
                + labels
                + " containerrun/base sleep 60");
    try (RunningContainer container = engine.start(run)) {
      JsonNode config = RawEngine.inspect(container.id()).path("Config");
      assertThat(config.path("ExposedPorts").has("80/tcp")).isTrue();
      Map.of(
              "my-label", "",
              "com.example.foo", "bar",
              "com.example.label1", "\"a label\"",
              "com.example.label2", "another\\ label")
          .forEach(
              (name, value) ->
                  assertThat(config.path("Labels").path(name).asText("none")).isEqualTo(value));
    }
  }

  @Test
  void limitsAndKernelParametersHold() {
    assertThat(
            outputOf(
                "--ulimit nofile=1024:1024 --sysctl net.ipv4.ip_forward=1"
                    + " --sysctl net.ipv4.ip_default_ttl=77 containerrun/base sh -c 'ulimit -n;"
                    + " cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/ip_default_ttl'"))
        .isEqualTo("1024\n1\n77\n");
    // Some runtimes have more threads than that themselves when they begin to execute the command.
    assertThat(
            outcome(
                line(
                    "--rm -u daemon --ulimit nproc=3 containerrun/base sh -c"
                        + " 'id -un; grep processes /proc/self/limits'")))
        .containsPattern("^daemon\nMax processes +3 +3 |exec /bin/sh: resource temporarily");
  }

  @Test
  void devicesAreThereUnderTheirNewNames() {
    assertThat(
            outputOf(
                "--device=/dev/zero:/dev/nulo --device=/dev/full -i -t containerrun/base ls -l"
                    + " /dev/nulo /dev/full"))
        .containsPattern("crw.*1, +5 .*/dev/nulo")
        .containsPattern("crw.*1, +7 .*/dev/full");
    assertThatThrownBy(() -> engine.run(line("--device=/dev/absent containerrun/base true")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("/dev/absent");
  }

  /** Some machines lack the rights to give; that is the engine's word then. */
  @Test
  void aPrivilegedContainerMayMount() {
    ContainerRun mount =
        line("-t -i --rm --privileged containerrun/base sh -c 'mount -t tmpfs none /mnt; df /mnt'");
    assertThat(outcome(mount)).containsAnyOf(" /mnt", "operation not permitted");
    assertThat(engine.run(line("--rm containerrun/base mount -t tmpfs none /mnt")).stderr())
        .contains("permission denied");
  }

  @Test
  void whatAnEngineCannotDoItRefuses() {
    assertThat(outcome(line("--rm --storage-opt size=120G containerrun/base echo done")))
        .containsAnyOf("done", "storage-opt");
    assertThat(outputOf("--isolation default containerrun/base echo done")).isEqualTo("done\n");
    for (String isolation : new String[] {"process", "hyperv"}) {
      assertThatThrownBy(
              () -> outputOf("--isolation " + isolation + " containerrun/base echo done"))
          .isInstanceOf(ContainerRunException.class)
          .hasMessageContaining("isolation");
    }
  }

  private static String outcome(ContainerRun run) {
    try {
      return engine.run(run).requireSuccess().stdout();
    } catch (ContainerRunException refusal) {
      return String.valueOf(refusal.getMessage());
    }
  }

  @Test
  void aContainerThatEndsIsRestarted() throws InterruptedException {
    try (RunningContainer container =
        engine.start(line("-d --restart=always containerrun/base sh -c 'echo up; sleep 0.2'"))) {
      while (RawEngine.inspect(container.id()).path("RestartCount").asInt() == 0) {
        Thread.sleep(50);
      }
      assertThat(container.logs()).startsWith("up\n");
    }
  }

  @Test
  void theStopSignalIsTheOneThatIsSent() {
    try (RunningContainer container =
        engine.start(line("-d --stop-signal SIGKILL --stop-timeout 50 containerrun/base top -b"))) {
      long start = System.nanoTime();
      container.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
      assertThat(container.waitFor()).isEqualTo(137);
    }
  }
}
