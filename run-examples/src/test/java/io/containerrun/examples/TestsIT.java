package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.VolumeSpec;
import io.containerrun.engine.junit.EnabledIfEngine;
import io.containerrun.engine.junit.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests that the guide to tests quotes. */
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class TestsIT {

  private static final ContainerRun busybox = ContainerRun.of("containerrun/base");
  private static final String FETCH = "until wget -q -O - http://store/file; do sleep 0.1; done";
  private final HttpClient client = HttpClient.newHttpClient();

  // region tests-service
  @RegisterExtension
  static final Service web =
      Service.of(busybox.publish(80).command("httpd", "-f", "-h", "/etc"))
          .ready(Ready.http(80, "/hosts"));

  @Test
  void servesFiles() throws Exception {
    URI hosts = URI.create("http://localhost:" + web.port(80) + "/hosts");
    HttpRequest get = HttpRequest.newBuilder(hosts).build();
    assertThat(client.send(get, BodyHandlers.ofString()).body()).contains("localhost");
  }

  // endregion

  // region tests-several
  private static final NetworkSpec backend = NetworkSpec.standard();
  private static final VolumeSpec files = VolumeSpec.standard();

  @RegisterExtension
  static final Service store =
      Service.of(busybox.command("sh", "-c", "echo 42 >/data/file; echo filled; httpd -f -h /data"))
          .network(backend, "store")
          .volume(files, "/data")
          .ready(Ready.log("filled"));

  @RegisterExtension
  static final Service reader =
      Service.of(busybox.command("sh", "-c", FETCH + "; sleep 600"))
          .network(backend)
          .ready(Ready.log("42"))
          .after(store);

  // endregion

  @Test
  void readsTheStore() {
    assertThat(reader.container().logs()).isEqualTo("42\n");
    assertThat(store.container().isRunning()).isTrue();
  }

  @Nested
  // region tests-engine
  @EnabledIfEngine
  class WithEngine {
    @Test
    void runs(Engine engine) {
      RunResult result = engine.run(busybox.remove().command("echo", "hello"));
      assertThat(result.requireSuccess().stdout()).isEqualTo("hello\n");
    }
  }

  // endregion

  // region tests-reused
  @RegisterExtension
  static final Service db =
      Service.of(busybox.init().command("sleep", "600")).reused("tests-guide-db");

  // endregion

  @Test
  void usesADatabase() {
    assertThat(db.container().isRunning()).isTrue();
  }
}
