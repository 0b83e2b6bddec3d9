package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientConfig;
import io.containerrun.Target;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.internal.util.OptionalDependency;
import java.util.Objects;

/**
 * Needs {@code com.github.docker-java:docker-java-core} too: the configuration of a docker-java
 * client, for an {@code Engine} beside it.
 *
 * <pre>{@code
 * DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
 * DockerClient client = DockerClientImpl.getInstance(config, transport);
 * try (Engine engine = Engine.connect(DockerJavaConfig.options(config))) {
 *   engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who has docker-java requires it
public final class DockerJavaConfig {

  static {
    OptionalDependency.require(
        "DockerJavaConfig",
        "com.github.dockerjava.core.DockerClientConfig",
        "com.github.docker-java:docker-java-core",
        "3.7");
  }

  private DockerJavaConfig() {}

  /**
   * Options for an engine at the same address: with the TLS context, the version of the API, if the
   * configuration sets one, and the credentials of registries. What the configuration does not say
   * comes from the environment, as for {@link EngineOptions#standard()}. The client and the engine
   * share nothing: each has connections of its own and is closed on its own.
   *
   * <p>docker-java sends the credentials of {@code registry.username} to every registry; here they
   * are those of {@code registry.url}.
   *
   * @throws IllegalArgumentException if the address is none of those of {@link EngineOptions#host},
   *     or the TLS context cannot be made
   */
  public static EngineOptions options(DockerClientConfig config) {
    return ClientConfiguration.options(config);
  }

  /**
   * The engine of a client, as {@link DockerJava#target}, with the version of the API that the
   * configuration of the client sets, if it sets one.
   *
   * @param config of the client
   */
  public static Target target(DockerClient client, DockerClientConfig config) {
    Objects.requireNonNull(client, "client");
    return DockerJava.target(client, ClientConfiguration.version(config));
  }
}
