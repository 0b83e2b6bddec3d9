package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestEnvironment;
import io.containerrun.value.PullPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PullTest extends ConnectedToScript {

  private static final ContainerRun RUN = ContainerRun.of("registry.example:5000/app:2");
  private static final String MISSING =
      "{\"message\":\"No such image: registry.example:5000/app:2\"}";

  @TempDir private Path folder;

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("", 0)
        .on("POST /images/create", it -> it.json(200, "{\"status\":\"a\"}\n{\"status\":\"b\"}"));
  }

  @Test
  void pullsAnImageThatIsMissingAndCreatesOnceMore() {
    missingAtFirst();
    engine.run(RUN);
    assertThat(scripted.requests())
        .startsWith("POST /containers/create", "POST /images/create", "POST /containers/create");
    assertThat(scripted.fullRequests())
        .contains("POST /v1.41/images/create?fromImage=registry.example%3A5000%2Fapp&tag=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'credsStore':'missing'} | which is not on the PATH",
        "{'credHelpers':{'registry.example:5000':'missing'}} | which is not on the PATH",
        "{'credsStore':'locked'} | docker-credential-locked fails with status 1: locked"
      })
  void pullsAPublicImageInSpiteOfAHelperThatFails(String config, String why) throws IOException {
    Files.writeString(folder.resolve("config.json"), config.replace('\'', '"'));
    Path helper = folder.resolve("docker-credential-locked");
    Files.writeString(helper, "#!/bin/sh\necho locked; exit 1\n");
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> environment =
        Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder.toString());
    try (Engine own =
        Engine.connect(scripted.host(), Timeouts.DEFAULT, new TestEnvironment(environment))) {
      own.run(RUN.pull(PullPolicy.ALWAYS));
      scripted.on(
          "POST /images/create",
          it -> it.json(500, "{\"message\":\"unauthorized: authentication required\"}"));
      assertThatThrownBy(() -> own.run(RUN.pull(PullPolicy.ALWAYS)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("access was anonymous")
          .hasMessageContaining(why);
    }
  }

  @Test
  void pullsFirstWhereTheRunSaysAlways() {
    engine.run(RUN.pull(PullPolicy.ALWAYS));
    assertThat(scripted.requests()).startsWith("POST /images/create", "POST /containers/create");
  }

  @Test
  void doesNotPullWhereTheRunSaysNever() {
    missingAtFirst();
    assertThatThrownBy(() -> engine.run(RUN.pull(PullPolicy.NEVER)))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("No such image: registry.example:5000/app:2");
    assertThat(scripted.requests()).containsExactly("POST /containers/create");
  }

  @Test
  void doesNotPullForA404ThatIsNotAboutTheImage() {
    scripted.on(
        "POST /containers/create",
        it -> it.json(404, "{\"message\":\"error looking up volume plugin x: not found\"}"));
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(EngineException.class)
        .hasMessageContaining("check the volume driver's name");
    assertThat(scripted.requests()).containsExactly("POST /containers/create");
  }

  @Test
  void takesAnErrorWithinASuccessForAnError() {
    missingAtFirst();
    scripted.on(
        "POST /images/create",
        it ->
            it.json(
                200,
                """
                {"status":"pulling"}
                {"errorDetail":{"message":"manifest unknown"},"error":"old"}"""));
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("pull image registry.example:5000/app:2: manifest unknown");
  }

  @Test
  void passesTheEnginesWordsOnWhereTheRegistryIsOutOfReach() {
    missingAtFirst();
    scripted.on(
        "POST /images/create", it -> it.json(500, "{\"message\":\"lookup: no such host\"}"));
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(EngineException.class)
        .hasMessageContaining("lookup: no such host")
        .hasMessageContaining("check its name, the network and the registry");
  }

  @Test
  void saysThatAPullBrokeOff() {
    missingAtFirst();
    scripted.on(
        "POST /images/create",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 900\r\n\r\n{\"status\":\"pulling\"}\n{\"sta");
          it.cut();
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("broke off");
  }

  private void missingAtFirst() {
    scripted.on(
        "POST /containers/create",
        it -> it.json(404, MISSING),
        it -> it.json(201, "{\"Id\":\"c1\"}"));
  }
}
