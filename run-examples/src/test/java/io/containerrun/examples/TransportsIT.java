package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.Input;
import io.containerrun.engine.dockerjava.DockerJavaTransport;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What the guide on connecting quotes of transports. */
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class TransportsIT {

  private static String carried(String host, ContainerRun alpine) throws IOException {
    // region connecting-transport
    URI address = URI.create(host);
    DockerHttpClient client = new ZerodepDockerHttpClient.Builder().dockerHost(address).build();
    EngineOptions carried =
        EngineOptions.standard().host(host).transport(DockerJavaTransport.of(client));
    try (client;
        Engine engine = Engine.connect(carried)) {
      return engine.run(alpine.interactive().command("cat"), Input.of("hello\n")).stdout();
    }
    // endregion
  }

  @Test
  void carriesARunWithItsInput() throws IOException {
    String host;
    try (Engine engine = Engine.connect()) {
      host = engine.address();
    }
    ContainerRun shell = ContainerRun.of("containerrun/shell").remove();
    assertThat(carried(host, shell)).isEqualTo("hello\n");
  }
}
