package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The engine behind a real ssh server on this machine, see {@code support/ssh.sh}. */
@OnEngine
@EnabledIfEnvironmentVariable(named = "CONTAINERRUN_SSH_ENGINE", matches = "ssh://.+")
@Timeout(300)
class SshIT {

  /** With a user, a port and the path of the engine's socket. */
  private static final String ADDRESS =
      String.valueOf(System.getenv("CONTAINERRUN_SSH_ENGINE")); // "null" is never used

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").command("sh", "-c", script).remove();
  }

  /** Each process of ssh ends with its connection. */
  @AfterEach
  void leavesNoProcess() throws Exception {
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void runsContainersAndTellsTheirExitCode() {
    try (Engine engine = Engine.connect(ADDRESS)) {
      assertThat(engine.address()).isEqualTo(ADDRESS);
      RunResult result = engine.run(shell("echo out; echo err >&2; exit 7"));
      assertThat(result.exitCode()).isEqualTo(7);
      assertThat(result.stdout()).isEqualTo("out\n");
      assertThat(result.stderr()).isEqualTo("err\n");
    }
  }

  @Test
  void endsTheInputAndLosesNoOutput() {
    String lines = "0123456789abcdef".repeat(63) + "\n";
    Input input = Input.of(lines.repeat(1_000));
    try (Engine engine = Engine.connect(ADDRESS)) {
      RunResult result = engine.run(shell("cat; echo end").interactive(), input);
      assertThat(result.requireSuccess().stdout()).isEqualTo(lines.repeat(1_000) + "end\n");
    }
  }

  @Test
  void startsContainersExecutesCommandsAndCopiesFiles() throws IOException {
    try (Engine engine = Engine.connect(ADDRESS);
        RunningContainer container =
            engine.start(
                shell("httpd -f -p 80").publish(80),
                Ready.port(80).timeout(Duration.ofSeconds(60)))) {
      container.copyTo("hello".getBytes(StandardCharsets.UTF_8), "/tmp/file");
      assertThat(container.exec("cat", "/tmp/file").stdout()).isEqualTo("hello");
      assertThat(container.address(80).getHostString()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aLimitEndsACallAndItsProcess() {
    try (Engine engine = Engine.connect(ADDRESS)) {
      assertThatThrownBy(
              () -> engine.within(Duration.ofSeconds(5)).run(shell("sleep 600").name("ssh-limit")))
          .isInstanceOf(EngineException.class);
      assertThatThrownBy(() -> engine.container("ssh-limit"))
          .isInstanceOf(ContainerNotFoundException.class);
    }
  }

  @Test
  void anInterruptEndsACall() {
    try (Engine engine = Engine.connect(ADDRESS)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> engine.run(shell("sleep 600")))
          .isInstanceOf(ContainerRunException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void contextsAndTheSocketOfTheServerWork(@TempDir Path config) throws Exception {
    String plain = ADDRESS.replaceFirst("(ssh://[^/]*).*", "$1");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("far".getBytes(StandardCharsets.UTF_8));
    Path meta = config.resolve("contexts/meta").resolve(HexFormat.of().formatHex(digest));
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"),
        "{\"Name\":\"far\",\"Endpoints\":{\"docker\":{\"Host\":\"" + plain + "\"}}}");
    TestEnvironment environment =
        new TestEnvironment(Map.of("DOCKER_CONFIG", config.toString(), "DOCKER_CONTEXT", "far"));
    try (Engine engine = Engine.connect(EngineSettings.NONE, environment)) {
      assertThat(engine.address()).isEqualTo(plain);
      assertThat(engine.run(shell("true")).isSuccess()).isTrue();
    }
  }

  @Test
  void saysWhyItCannotLogIn() {
    assertUnavailable(ADDRESS.replaceFirst("//[^@]*@", "//nobody@"), "Permission denied");
    assertUnavailable(ADDRESS.replace("127.0.0.1", "localhost"), "Host key verification failed");
    assertUnavailable(ADDRESS.replaceFirst(":[0-9]+", ":1"), "Connection refused");
    assertUnavailable(ADDRESS + ".absent", "check that the engine runs there");
  }

  private static void assertUnavailable(String address, String reason) {
    assertThatThrownBy(() -> Engine.connect(address))
        .asInstanceOf(type(EngineUnavailableException.class))
        .returns(address, EngineUnavailableException::address)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("no engine answers at " + address, "exit code", reason);
  }

  @Test
  void followsALogUntilTheContainerExits() throws IOException {
    try (Engine engine = Engine.connect(ADDRESS);
        RunningContainer container = engine.open(shell("echo one; sleep 1; echo two"));
        InputStream output = container.stdout()) {
      assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
      assertThat(container.waitFor()).isZero();
    }
  }
}
