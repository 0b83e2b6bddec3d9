package io.containerrun.examples;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.EngineUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Connects to engines: addresses, options, TLS and contexts. */
public final class Connecting {

  private Connecting() {}

  /**
   * Runs a container on the engine that the environment names, and on that engine by its address.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) {
    ContainerRun alpine = ContainerRun.of(args.length > 0 ? args[0] : "alpine:3").remove();
    String host = found(alpine);
    atAnAddress(host, alpine);
    elsewhere(alpine);
    System.out.println(onAll(List.of(EngineOptions.standard().host(host)), alpine));
  }

  private static String found(ContainerRun alpine) {
    // region connecting-found
    try (Engine engine = Engine.connect()) {
      engine.run(alpine.command("uname", "-m")).requireSuccess();
      System.out.println(engine.address() + " speaks API " + engine.apiVersion());
      return engine.address();
    }
    // endregion
  }

  private static void atAnAddress(String host, ContainerRun alpine) {
    // region connecting-options
    EngineOptions patient =
        EngineOptions.standard()
            .host(host)
            .header("X-Team", "storage")
            .responseTimeout(Duration.ofSeconds(30))
            .startTimeout(Duration.ofMinutes(10));
    try (Engine engine = Engine.connect(patient)) {
      engine.run(alpine.command("true")).requireSuccess();
    }
    // endregion
  }

  private static void elsewhere(ContainerRun alpine) {
    // region connecting-tls
    EngineOptions build =
        EngineOptions.standard()
            .host("tcp://build.example.com:2376")
            .tls(Path.of("/etc/docker/client")) // ca.pem, cert.pem, key.pem
            .apiVersion(ApiVersion.parse("1.41"));
    // endregion
    // region connecting-context
    EngineOptions production = EngineOptions.standard().context("production");
    // endregion
    for (EngineOptions options : List.of(build, production)) {
      // region connecting-unavailable
      try (Engine engine = Engine.connect(options)) {
        engine.run(alpine.command("true"));
      } catch (EngineUnavailableException failure) {
        System.out.println(failure.getMessage()); // no engine answers at tcp://build…
      }
      // endregion
    }
  }

  private static List<String> onAll(List<EngineOptions> everywhere, ContainerRun alpine) {
    // region connecting-many
    List<Engine> engines = everywhere.stream().map(Engine::connect).toList();
    try {
      Stream<String> systems =
          engines.parallelStream().map(it -> it.run(alpine.command("uname", "-m")).stdout());
      return systems.map(String::strip).toList();
    } finally {
      engines.forEach(Engine::close);
    }
    // endregion
  }
}
