package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the examples of the classic reference do on a real engine: storage and network. Images and
 * names are those of the tests.
 */
@OnEngine
@Timeout(180)
class ReferencePlacesIT extends ConnectedToEngine {

  @TempDir private Path folder;

  private static ContainerRun line(String line) {
    return ContainerRun.parse("docker run " + line);
  }

  private static RunResult result(String line) {
    return engine.run(line("--rm " + line));
  }

  @Test
  void aFileSystemInMemoryHasItsOptions() {
    String mounts =
        result("--tmpfs /run:rw,noexec,nosuid,size=65536k containerrun/base mount").stdout();
    assertThat(mounts.lines().filter(it -> it.contains(" on /run ")))
        .singleElement()
        .asString()
        .contains("tmpfs", "rw", "noexec", "nosuid", "size=65536k");
  }

  @Test
  void aFolderOfTheHostIsSharedAndMadeIfNeeded() throws IOException {
    Files.writeString(folder.resolve("app.txt"), "from the host\n");
    RunResult shared =
        result(
            "-v "
                + folder
                + ":"
                + folder
                + " -w "
                + folder
                + " containerrun/base sh -c 'pwd; cat app.txt; echo back >answer.txt'");
    assertThat(shared.requireSuccess().stdout()).isEqualTo(folder + "\nfrom the host\n");
    assertThat(folder.resolve("answer.txt")).hasContent("back");

    Path absent = folder.resolve("absent");
    assertThat(result("-v " + absent + ":/foo -w /foo -i -t containerrun/base pwd").stdout())
        .isEqualTo("/foo\r\n");
    assertThat(absent).isEmptyDirectory();
  }

  @Test
  void aReadOnlyContainerWritesOnlyToItsVolume() {
    RunResult result =
        result(
            "--read-only -v /icanwrite containerrun/base sh -c"
                + " 'touch /icanwrite/here && ls /icanwrite && touch /cannot'");
    assertThat(result.stdout()).isEqualTo("here\n");
    assertThat(result.stderr()).contains("Read-only file system");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void theEnginesOwnSocketReachesAContainer() {
    String socket = URI.create(engine.address()).getPath();
    assertThat(
            result(
                    "-v "
                        + socket
                        + ":/var/run/docker.sock containerrun/base"
                        + " sh -c 'test -S /var/run/docker.sock && echo socket'")
                .stdout())
        .isEqualTo("socket\n");
  }

  @Test
  void volumesComeFromOtherContainers() {
    try (RunningContainer first =
            engine.start(line("-d -v /one containerrun/base sh -c 'echo 1 >/one/f; sleep 60'"));
        RunningContainer second = engine.start(line("-d -v /two containerrun/base sleep 60"))) {
      RunResult result =
          result(
              "--volumes-from "
                  + first.id()
                  + " --volumes-from "
                  + second.id()
                  + ":ro containerrun/base sh -c 'cat /one/f; echo 2 >/one/g; touch /two/f'");
      assertThat(result.stdout()).isEqualTo("1\n");
      assertThat(result.stderr()).contains("/two/f: Read-only file system");
      assertThat(result.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aPortIsPublishedOnOneAddress() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (RunningContainer web =
        engine.start(
            line("-d -p 127.0.0.1:" + port + ":80 containerrun/web"),
            Ready.port(80).timeout(Duration.ofSeconds(20)))) {
      assertThat(web.address(80))
          .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      URI page = URI.create("http://127.0.0.1:" + port + "/");
      try (InputStream body = page.toURL().openStream()) {
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("hello from a container\n");
      }
    }
  }

  @Test
  void aContainerHasItsAddressInANetwork() {
    String network = "reference-" + UUID.randomUUID();
    String prefix = "10.231." + (ProcessHandle.current().pid() % 200) + ".";
    Map<String, Object> subnet =
        Map.of("Config", List.of(Map.of("Subnet", prefix + "0/24")), "Driver", "default");
    RawEngine.send(
        Request.post("/networks/create", Json.write(Map.of("Name", network, "IPAM", subnet))));
    try {
      String addresses =
          result(
                  "--net="
                      + network
                      + " --ip="
                      + prefix
                      + "75 --add-host=docker:10.180.0.1"
                      + " containerrun/base sh -c 'ip -4 addr show; cat /etc/hosts'")
              .requireSuccess()
              .stdout();
      assertThat(addresses).contains("inet " + prefix + "75/24");
      assertThat(addresses).containsPattern("(?m)^10\\.180\\.0\\.1\\s+docker$");
      try (RunningContainer other =
          engine.start(line("-itd --net=" + network + " containerrun/shell"))) {
        JsonNode networks = RawEngine.inspect(other.id()).path("NetworkSettings").path("Networks");
        assertThat(networks.path(network).path("IPAddress").asText()).startsWith(prefix);
      }
    } finally {
      RawEngine.send(Request.delete("/networks/" + network));
    }
  }
}
