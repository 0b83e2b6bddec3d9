package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRun;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.engine.info.ImageSummary;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestTransport;
import io.containerrun.value.ExposedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnEngine
@Tag("core")
@Timeout(180)
class ImagesIT {

  private final String image = "images-it-" + UUID.randomUUID() + ":1";
  @TempDir private Path folder;
  private Engine engine;

  @BeforeEach
  void connect() {
    engine = TestTransport.connect();
  }

  @AfterEach
  void removeImage() {
    if (engine.images().exists(image)) {
      engine.images().forceRemove(image);
    }
    engine.close();
  }

  @Test
  @NotOnPodman("its builder writes other lines and longer names")
  void buildsFromAFolder() throws IOException {
    Files.writeString(folder.resolve(".dockerignore"), "*\n!etc/**\netc/secret\n");
    Files.createDirectory(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/motd"), "hello\n");
    Files.writeString(folder.resolve("etc/secret"), "secret\n");
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        FROM containerrun/base AS first
        ARG VERSION
        COPY . /context/
        LABEL version=$VERSION
        EXPOSE 80 7000-7001/udp
        CMD ["sh", "-c", "cd /context && find . -type f && cat etc/motd"]
        FROM first
        LABEL stage=second
        """);
    List<String> lines = new ArrayList<>();
    ImageBuild build =
        ImageBuild.of(folder).tag(image).buildArg("VERSION", "7").label("own", "x").target("first");
    String id = engine.images().build(build, lines::add);
    assertThat(lines).contains("Step 1/7 : FROM containerrun/base AS first");
    ImageDetails details = engine.images().inspect(image);
    assertThat(details.id()).isEqualTo(id).startsWith("sha256:");
    assertThat(details.tags()).containsExactly(image);
    assertThat(details.config().labels())
        .containsEntry("version", "7")
        .containsEntry("own", "x")
        .doesNotContainKey("stage");
    assertThat(details.config().ports())
        .contains(ExposedPort.of(80), ExposedPort.parse("7000/udp"));
    RunResult result = engine.run(ContainerRun.of(image).remove());
    // The builder itself takes its own files away where they are ignored.
    assertThat(result.stdout()).isEqualTo("./etc/motd\nhello\n");
  }

  @Test
  @NotOnPodman("its builder writes other lines")
  void namesTheStepThatFails() {
    ImageBuild build =
        ImageBuild.ofDockerfile("FROM containerrun/base\nRUN echo last words; exit 3\n").tag(image);
    assertThatThrownBy(() -> engine.images().build(build))
        .asInstanceOf(type(BuildFailedException.class))
        .returns("Step 2/2 : RUN echo last words; exit 3", BuildFailedException::step)
        .satisfies(it -> assertThat(it.lastLines()).contains("last words"))
        .satisfies(it -> assertThat(it).hasMessageContaining("returned a non-zero code: 3"));
    assertThat(engine.images().exists(image)).isFalse();
  }

  @Test
  @NotOnPodman("lists images by longer names")
  void savesRemovesAndLoads() throws IOException {
    ImageBuild build =
        ImageBuild.ofDockerfile("FROM containerrun/base\nCOPY a /\n").file("a", image).tag(image);
    String id = engine.images().build(build);
    Path file = folder.resolve("image.tar");
    engine.images().save(file, image);
    engine.images().remove(image);
    assertThat(engine.images().exists(id)).isFalse();
    assertThat(engine.images().load(file)).containsExactly(image);
    assertThat(engine.images().list())
        .filteredOn(it -> it.tags().contains(image))
        .extracting(ImageSummary::id)
        .containsExactly(id);
    assertThat(engine.run(ContainerRun.of(image).remove().command("cat", "/a")).stdout())
        .isEqualTo(image);
  }

  @Test
  void saysWhoUsesAnImage() {
    String dockerfile = "FROM containerrun/base\nLABEL image=" + image + "\n";
    assertThat(engine.images().build(ImageBuild.ofDockerfile(dockerfile).tag(image))).isNotEmpty();
    try (RunningContainer user = engine.start(ContainerRun.of(image).command("sleep", "60"))) {
      assertThatThrownBy(() -> engine.images().remove(image))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining(user.id().substring(0, 12))
          .hasMessageContaining("remove that container first, or use forceRemove");
    }
    engine.images().remove(image);
    assertThat(engine.images().exists(image)).isFalse();
  }
}
