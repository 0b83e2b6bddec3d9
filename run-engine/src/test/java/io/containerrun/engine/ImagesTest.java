package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestEnvironment;
import io.containerrun.value.ExposedPort;
import io.containerrun.value.Platform;
import io.containerrun.value.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImagesTest {

  private static final String BUILD = "POST /build";

  @TempDir private Path folder;
  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedEngine();
    engine = connect(options -> options);
  }

  private Engine connect(UnaryOperator<EngineOptions> change) {
    EngineOptions options = change.apply(EngineOptions.standard().host(scripted.host()));
    Map<String, String> environment = Map.of("DOCKER_CONFIG", folder.toString());
    return Engine.connect(options.settings(), new TestEnvironment(environment));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  @Test
  void aBuildSendsItsSettingsFilesAndCredentials() {
    List<String> seen = new ArrayList<>();
    scripted.on(
        BUILD,
        it -> {
          byte[] header = Base64.getUrlDecoder().decode(it.header("X-Registry-Config"));
          seen.add(new String(header, StandardCharsets.UTF_8));
          seen.add(it.body());
          it.json(
              200,
              """
              {"stream":"Step 1/1 : FROM a\\n"}
              {"aux":{"ID":"sha256:1"}}""");
        });
    engine.close();
    engine = connect(it -> it.credentials(RegistryCredentials.of("r.example", "me", "secret")));
    ImageBuild build =
        ImageBuild.ofDockerfile("FROM a\n")
            .file("motd", "hello")
            .tag("app:1")
            .tag("app:2")
            .buildArg("VERSION", "1 2")
            .label("team", "a")
            .target("end")
            .platform(Platform.of("linux", "arm64"))
            .noCache()
            .pull();
    List<String> lines = new ArrayList<>();
    assertThat(engine.images().build(build, lines::add)).isEqualTo("sha256:1");
    assertThat(lines).containsExactly("Step 1/1 : FROM a");
    assertThat(scripted.fullRequests())
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("POST /v1.41/build?rm=1&forcerm=1&t=app%3A1&t=app%3A2&")
                    .contains("&dockerfile=Dockerfile", "&nocache=1", "&pull=1", "&target=end")
                    .contains("&platform=linux%2Farm64", "&labels=%7B%22team%22%3A%22a%22%7D")
                    .contains("&buildargs=%7B%22VERSION%22%3A%221+2%22%7D"));
    assertThat(seen.get(0)).contains("\"r.example\":{\"password\":\"secret\"");
    assertThat(seen.get(1)).contains("FROM a\n", "motd", "hello");
    assertThat(build).hasToString("app:1, app:2");
  }

  @Test
  void namesTheStepThatFailed() {
    scripted.on(
        BUILD,
        it ->
            it.json(
                200,
                """
                {"stream":"Step 1/2 : FROM a\\n"}
                {"stream":"Step 2/2 : RUN make"}
                {"stream":"\\nno "}
                {"stream":"rule"}
                {"errorDetail":{"code":2,"message":"code: 2"}}"""));
    assertThatThrownBy(() -> engine.images().build(ImageBuild.ofDockerfile("FROM a").tag("app:1")))
        .asInstanceOf(type(BuildFailedException.class))
        .returns("Step 2/2 : RUN make", BuildFailedException::step)
        .returns("code: 2", EngineException::engineMessage)
        .satisfies(it -> assertThat(it.lastLines()).endsWith("no rule"))
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "build image app:1 at step 2/2 : RUN make: code: 2; its last output:\n"
                + "Step 1/2 : FROM a\nStep 2/2 : RUN make\nno rule");
  }

  @Test
  void aBuildThatIsRefusedIsNoFailedStep() {
    scripted.on(BUILD, it -> it.json(400, "{\"message\":\"dockerfile parse error\"}"));
    assertThatThrownBy(() -> engine.images().build(ImageBuild.ofDockerfile("FRM")))
        .isExactlyInstanceOf(EngineException.class)
        .hasMessage("build image from a Dockerfile in memory: dockerfile parse error");
  }

  @Test
  void aLinkThatLeadsNowhereIsSentAsItIs() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM a");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    scripted.on(BUILD, it -> it.json(200, "{\"aux\":{\"ID\":\"sha256:1\"}}"));
    assertThat(engine.images().build(ImageBuild.of(folder))).isEqualTo("sha256:1");
  }

  @Test
  void saysWhatIsWrongWithTheContext() throws IOException {
    ImageBuild build = ImageBuild.of(folder);
    assertThatThrownBy(() -> engine.images().build(build))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessage("build image from " + folder + ": there is no Dockerfile in " + folder);
    Files.writeString(folder.resolve("Dockerfile"), "FROM a");
    Files.writeString(folder.resolve(".dockerignore"), "a\n[\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.images().build(build))
        .withMessageContaining(".dockerignore: '[' is not a pattern");
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void aStepMayBeSilentForLongerThanAPull() {
    Duration soon = Duration.ofMillis(200);
    Duration longer = Duration.ofSeconds(10);
    scripted.on(
        BUILD,
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n{\"stream\":\"Step 1/1 : RUN make\\n\"}\n");
          LockSupport.parkNanos(Duration.ofMillis(900).toNanos());
          it.raw("{\"aux\":{\"ID\":\"sha256:1\"}}\n");
          it.cut();
        });
    try (Engine hasty =
        Engine.connect(scripted.host(), new Timeouts(longer, longer, soon, longer))) {
      assertThat(hasty.images().build(ImageBuild.ofDockerfile("FROM a"))).isEqualTo("sha256:1");
    }
  }

  @Test
  void anInterruptEndsABuild() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    scripted.on(
        BUILD,
        it -> {
          it.raw("HTTP/1.1 200 X\r\n\r\n{\"stream\":\"Step 1/1 : FROM a\\n\"}\n");
          try {
            it.stall();
          } finally {
            gone.countDown();
          }
        });
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread builder =
        new Thread(
            () -> {
              try {
                String id =
                    engine
                        .images()
                        .build(ImageBuild.ofDockerfile("FROM a"), line -> begun.countDown());
                thrown.add(new IllegalStateException("it built " + id));
              } catch (ContainerRunException interrupted) {
                thrown.add(interrupted);
              }
            });
    builder.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    builder.interrupt();
    builder.join(10_000);
    assertThat(thrown)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessage("build image from a Dockerfile in memory: interrupted");
    assertThat(gone.await(10, TimeUnit.SECONDS)).as("the connection was closed").isTrue();
  }

  @Test
  void readsWhatItKnowsOfAnImage() {
    scripted.on(
        "GET /images/app:1/json",
        it ->
            it.json(
                200,
                """
                {"Id":"sha256:1","RepoTags":["app:1","<none>:<none>"],"RepoDigests":null,"Size":5,
                 "Os":"linux","Architecture":"amd64","Created":"2024-05-01T10:00:00.5Z","New":[1],
                 "Config":{"Cmd":["a","b"],"Env":["A=secret","=x"],"User":"1000","Labels":{"l":"v"},
                  "ExposedPorts":{"80/tcp":{},"7000-7002/udp":{},"odd:port":{}},"Volumes":{"/d":{}}}}
                """));
    ImageDetails details = engine.images().inspect("app:1");
    assertThat(details.tags()).containsExactly("app:1");
    assertThat(details.digests()).isEmpty();
    assertThat(details.size()).isEqualTo(new Size(5));
    assertThat(details.created()).hasValue(Instant.parse("2024-05-01T10:00:00.500Z"));
    assertThat(details.config().command()).containsExactly("a", "b");
    assertThat(details.config().ports())
        .containsExactly(ExposedPort.of(80), ExposedPort.parse("7000-7002/udp"));
    assertThat(details.config().volumes()).containsExactly("/d");
    assertThat(details.config().labels()).isEqualTo(Map.of("l", "v"));
    assertThat(details.toString()).contains("A=").doesNotContain("secret");
  }

  @Test
  void tellsAnImageThatIsMissing() {
    scripted.on("GET /images/a/json", it -> it.json(404, "{\"message\":\"No such image: a\"}"));
    assertThat(engine.images().exists("a")).isFalse();
    assertThatThrownBy(() -> engine.images().inspect("a"))
        .isInstanceOf(ImageNotFoundException.class);
    scripted.on("GET /images/a/json", it -> it.json(500, "{\"message\":\"disk full\"}"));
    assertThatThrownBy(() -> engine.images().exists("a")).hasMessageContaining("disk full");
  }

  @Test
  void anArchiveThatBreaksOffReplacesNoFile() throws IOException {
    Path file = folder.resolve("images.tar");
    Files.writeString(file, "what was there");
    scripted.on(
        "GET /images/get",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 900\r\n\r\nbegun");
          it.cut();
        });
    assertThatThrownBy(() -> engine.images().save(file, "a:1", "b:1"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("save a:1, b:1: the response broke off");
    assertThat(file).hasContent("what was there");
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(Files.exists(folder.resolve("images.tar.part"))).isFalse();
  }

  @Test
  void registriesKnowNoIds() {
    String id = "sha256:" + "a".repeat(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.images().pull(id))
        .withMessageContaining("is an id; use a name");
    assertThatIllegalArgumentException().isThrownBy(() -> engine.images().push(id));
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void refusesFilesOutsideTheContext() {
    ImageBuild build = ImageBuild.ofDockerfile("FROM a");
    for (String path : List.of("/etc/passwd", "../x", "a/../../x", "", "a/")) {
      assertThatIllegalArgumentException().isThrownBy(() -> build.file(path, "x"));
    }
  }

  @Test
  void aStreamThatCannotBeWrittenIsNoFaultOfTheEngine() {
    scripted.on("GET /images/get", it -> it.answer(200, "", "archive"));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatThrownBy(() -> engine.images().save(full, "app:1"))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageContaining("disk full")
        .hasMessageNotContaining("broke off");
  }
}
