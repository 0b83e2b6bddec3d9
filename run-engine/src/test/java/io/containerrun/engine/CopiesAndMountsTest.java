package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies to and from mounts that the engine does not look into. */
@Timeout(60)
class CopiesAndMountsTest extends ConnectedToScript {

  private static final String INSPECT = "GET /containers/c1/json";
  private static final String ARCHIVE = "/containers/c1/archive";
  private static final Pattern PATH = Pattern.compile("[?&]path=([^& ]*)");

  @TempDir private Path folder;
  private ContainerHandle container;

  /** What the engine sees: folders, and links with their targets. */
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = new ScriptedEngine();
    inspect(scripted, "\"/tm\":\"\",\"/run\":\"size=1m\"", true);
    scripted.on("HEAD " + ARCHIVE, this::stat);
    scripted.on("PUT " + ARCHIVE, it -> it.answer(200, "", ""));
    return scripted;
  }

  private static void inspect(ScriptedEngine scripted, String tmpfs, boolean running) {
    String json =
        """
        {"Id":"c1","State":{"Running":%s},"HostConfig":{"Tmpfs":{%s}},"Mounts":[
        {"Type":"tmpfs","Destination":"/mem"},{"Type":"volume","Destination":"/tm/vol"},
        {"Type":"bind","Destination":"/dev/shm"}]}"""
            .formatted(running, tmpfs);
    scripted.on(INSPECT, it -> it.json(200, json));
  }

  private void stat(ScriptedExchange it) throws IOException {
    Matcher path = PATH.matcher(it.request());
    String at = path.find() ? path.group(1).replace("%2F", "/") : "";
    String target = seen.get(at);
    if (target == null) {
      it.json(404, "{\"message\":\"not found\"}");
      return;
    }
    String json =
        "{\"name\":\"x\",\"size\":1,\"mode\":%d,\"mtime\":\"2024-01-01T00:00:00Z\",\"linkTarget\":\"%s\"}"
            .formatted(target.isEmpty() ? 1L << 31 : 1L << 27, target);
    String stat = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    it.answer(200, "X-Docker-Container-Path-Stat: " + stat + "\r\n", "");
  }

  @BeforeEach
  void findContainer() {
    container = engine.container("c1");
    for (String path : new String[] {"/", "/tm", "/run", "/mem", "/tm/vol", "/var", "/data"}) {
      seen.put(path, "");
    }
    seen.put("/var/run", "/run");
    seen.put("/tm/", "");
    seen.put("/var/run/", ""); // a slash at the end follows the link
  }

  @ParameterizedTest
  @CsvSource({
    "/tm/a, the tmpfs at /tm",
    "/tm/sub/a, the tmpfs at /tm",
    "/data/../tm//a, the tmpfs at /tm",
    "tm/a, the tmpfs at /tm",
    "/mem/a, the tmpfs at /mem",
    "/var/run/a, the tmpfs at /run",
    "/var/run/sub/a, the tmpfs at /run",
    "/dev/a, the tmpfs at /dev",
    "/proc/sys/a, the proc at /proc",
    "/sys/a, the sysfs at /sys",
  })
  void whatTheEngineDoesNotSeeIsRejectedBothWays(String path, String mount) {
    assertThatThrownBy(() -> container.copyTo(new byte[1], path))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageStartingWith("copy to container c1: ")
        .hasMessageContaining(" is on " + mount + ", which")
        .hasMessageContaining("use exec");
    assertThatThrownBy(() -> container.read(path))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageStartingWith("copy from container c1: /")
        .hasMessageContaining("a is on " + mount + ", which");
    assertThatThrownBy(() -> container.copyFrom(path, folder))
        .hasMessageStartingWith("copy from container c1: /")
        .hasMessageContaining("a is on " + mount + ", which");
    assertThatThrownBy(() -> container.stat(path))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageContaining("a is on " + mount);
    assertThat(scripted.requests()).doesNotContain("PUT " + ARCHIVE, "GET " + ARCHIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tm", "/tm/", "/var/run", "/var/run/", "/mem/new"})
  void aFileOrFolderIsNotPutThere(String target) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    for (Path source : new Path[] {file, folder, folder.resolve(".")}) {
      assertThatThrownBy(() -> container.copyTo(source, target))
          .isExactlyInstanceOf(ContainerRunException.class)
          .hasMessageContaining("is on the tmpfs at");
    }
    assertThat(scripted.requests()).doesNotContain("PUT " + ARCHIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tm/vol/a", "/data/a", "/tmp", "/dev/shm/a", "/process"})
  void otherPathsAreCopiedWithOneQuestionMore(String path) {
    int before = Collections.frequency(scripted.requests(), INSPECT);
    container.copyTo(new byte[1], path);
    assertThat(scripted.requests()).endsWith("PUT " + ARCHIVE);
    assertThat(Collections.frequency(scripted.requests(), INSPECT)).isEqualTo(before + 1);
    assertThat(container.stat(path)).isEmpty();
  }

  @Test
  void aFolderWithPartsBelowAMountIsRejected() throws IOException {
    Path run = Files.createDirectories(folder.resolve("source/run"));
    Files.createDirectories(folder.resolve("source/proc"));
    Path source = folder.resolve("source");
    container.copyTo(source.resolve("."), "/");
    Files.writeString(run.resolve("a"), "content");
    assertThatThrownBy(() -> container.copyTo(source.resolve("."), "/"))
        .hasMessageContaining("/run is on the tmpfs at /run");
    container.copyTo(source, "/data");
  }

  @Test
  void podmanCopiesIntoTheMountsOfAContainerThatRuns() {
    scripted.asPodman();
    reconnect(options -> options);
    ContainerHandle onPodman = engine.container("c1");
    onPodman.copyTo(new byte[1], "/tm/a");
    assertThat(onPodman.stat("/tm/a")).isEmpty();
    assertThat(scripted.requests()).doesNotContain("GET /version");
    inspect(scripted, "\"/tm\":\"\"", false);
    assertThatThrownBy(() -> onPodman.copyTo(new byte[1], "/tm/a"))
        .hasMessageContaining("is on the tmpfs at /tm");
  }

  @Test
  void anEngineThatDoesNotTellItsMountsIsBelieved() {
    seen.put("/data/a", "");
    scripted.on(INSPECT, it -> it.json(403, "{\"message\":\"forbidden\"}"));
    assertThatThrownBy(() -> container.copyTo(new byte[1], "/data/a"))
        .hasMessageContaining("add the name of the file");
    container.copyTo(folder, "/data/a");
    assertThat(scripted.requests()).endsWith("PUT " + ARCHIVE);
  }

  @Test
  void aMissingContainerIsNamed() {
    scripted.on(INSPECT, it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    assertThatThrownBy(() -> container.copyTo(new byte[1], "/no/a"))
        .isInstanceOf(ContainerNotFoundException.class);
  }
}
