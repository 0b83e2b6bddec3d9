package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.OnRegistry;
import io.containerrun.engine.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to a real registry that asks for a password, and pulls from it. */
@OnEngine
@OnRegistry
@Timeout(180)
class RegistryIT {

  private static final String REGISTRY = System.getenv("CONTAINERRUN_REGISTRY");
  private static final String USER = System.getenv("CONTAINERRUN_REGISTRY_USER");
  private static final String PASSWORD = System.getenv("CONTAINERRUN_REGISTRY_PASSWORD");

  private final String image = REGISTRY + "/registry-it/" + UUID.randomUUID() + ":1";
  @TempDir private Path folder;
  private Engine engine;
  private EngineOptions options;
  private TestEnvironment environment;

  @BeforeEach
  void connectWithAnEmptyConfiguration() {
    String host;
    try (Engine found = Engine.connect()) {
      host = found.address();
    }
    Map<String, String> variables =
        Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder.toString());
    options = EngineOptions.standard().host(host);
    environment = new TestEnvironment(variables);
    connect(options);
    engine.images().tag("containerrun/base", image);
  }

  @AfterEach
  void removeImage() {
    if (engine.images().exists(image)) {
      engine.images().remove(image);
    }
    engine.close();
  }

  private void connect(EngineOptions changed) {
    if (engine != null) {
      engine.close();
    }
    options = changed;
    engine = Engine.connect(options.settings(), environment);
  }

  private void logIn(String password) {
    connect(options.credentials(RegistryCredentials.of(REGISTRY, USER, password)));
  }

  private void pushAndForget() {
    logIn(PASSWORD);
    engine.images().push(image);
    engine.images().remove(image);
  }

  @Test
  void pushesAndPullsWithAPassword() {
    List<ImageProgress> pushed = new CopyOnWriteArrayList<>();
    List<ImageProgress> pulled = new CopyOnWriteArrayList<>();
    logIn(PASSWORD);
    engine.images().push(image, pushed::add);
    engine.images().remove(image);
    assertThat(engine.images().exists(image)).isFalse();
    connect(options.pullListener(pulled::add));
    RunResult result = engine.run(ContainerRun.of(image).remove().command("echo", "pulled"));
    assertThat(result.stdout()).isEqualTo("pulled\n");
    assertThat(pushed).extracting(ImageProgress::status).contains("Preparing");
    assertThat(pulled)
        .extracting(ImageProgress::status)
        .anyMatch(it -> it.startsWith("Status: Downloaded newer image for " + image));
    assertThat(engine.images().inspect(image).digests())
        .anyMatch(it -> it.startsWith(image.replaceFirst(":1$", "@sha256:")));
  }

  @Test
  void runsThatBeginTogetherPullOnce() {
    pushAndForget();
    List<ImageProgress> heard = new CopyOnWriteArrayList<>();
    connect(options.pullListener(heard::add));
    ContainerRun run = ContainerRun.of(image).remove().command("true");
    List<CompletableFuture<RunResult>> runs =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> engine.run(run), RegistryIT::thread))
            .limit(3)
            .toList();
    assertThat(runs).allSatisfy(it -> assertThat(it.join().exitCode()).isZero());
    assertThat(heard)
        .extracting(ImageProgress::status)
        .filteredOn(status -> status.startsWith("Pulling from"))
        .hasSize(1);
  }

  private static void thread(Runnable work) {
    new Thread(work).start();
  }

  @Test
  void aCredentialHelperIsAsked() throws IOException {
    pushAndForget();
    try (Engine other = withHelper()) {
      assertThat(other.images().pull(image).tags()).contains(image);
    }
  }

  private Engine withHelper() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"credsStore\":\"test\"}");
    Path helper = folder.resolve("docker-credential-test");
    String answer = "{\"ServerURL\":\"%s\",\"Username\":\"%s\",\"Secret\":\"%s\"}";
    Files.writeString(
        helper,
        """
        #!/bin/sh
        read key
        [ "$1 $key" = "get %s" ] && echo '%s' || { echo credentials not found; exit 1; }
        """
            .formatted(REGISTRY, answer.formatted(REGISTRY, USER, PASSWORD)));
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> variables =
        Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder.toString());
    return Engine.connect(engine.address(), Timeouts.DEFAULT, new TestEnvironment(variables));
  }

  @Test
  void saysThatNobodyAsked() {
    assertThatThrownBy(() -> engine.images().push(image))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("push image " + image + ": ")
        .hasMessageContaining("access was anonymous: log in, or set EngineOptions.credentials");
    assertThatThrownBy(() -> engine.images().pull(image))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("access was anonymous");
  }

  @Test
  void saysWhosePasswordIsWrongAndNotThePassword() {
    logIn("hunter2");
    assertThatThrownBy(() -> engine.images().push(image))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(
            "access was as user " + USER + " at " + REGISTRY + ": check the password")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> engine.images().pull(image))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("access was as user " + USER)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void saysThatTheRegistryHasNoSuchImage() {
    logIn(PASSWORD);
    assertThatThrownBy(() -> engine.images().pull(REGISTRY + "/registry-it/missing:1"))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("check its name");
  }
}
