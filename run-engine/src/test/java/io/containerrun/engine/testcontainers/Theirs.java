package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** What Testcontainers itself creates and leaves. */
final class Theirs {

  private Theirs() {}

  /** A container that sleeps. */
  static GenericContainer<?> sleeping() {
    return new GenericContainer<>("containerrun/base").withCommand("sleep", "600");
  }

  /** A container that serves its own files. */
  static GenericContainer<?> serving() {
    return new GenericContainer<>("containerrun/base")
        .withCommand("httpd", "-f", "-h", "/etc")
        .withExposedPorts(80);
  }

  /** Fails if a container or network of this process is left. */
  static void assertNoneLeft() {
    DockerClient client = DockerClientFactory.instance().client();
    Map<String, String> session =
        Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    assertThat(client.listContainersCmd().withShowAll(true).withLabelFilter(session).exec())
        .as("containers of Testcontainers that are left")
        .isEmpty();
    List<String> labels =
        session.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
    assertThat(client.listNetworksCmd().withFilter("label", labels).exec())
        .as("networks of Testcontainers that are left")
        .isEmpty();
  }
}
