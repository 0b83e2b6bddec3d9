package io.containerrun.engine.testcontainers;

import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NetworkSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/**
 * A network of an engine as Testcontainers sees it. In version 1.21 the interface has one method
 * more, for rules of JUnit 4: whoever runs it as such a rule gets an {@link AbstractMethodError}.
 *
 * <p>One that is created here has the labels by which Ryuk removes what a process leaves behind:
 * containers of Testcontainers may be connected to it until Ryuk has removed those.
 */
final class EngineNetwork implements Network {

  /** Empty if the network exists already. */
  private final Optional<NetworkSpec> spec;

  /** Guarded by this. */
  private Optional<CreatedNetwork> created;

  private EngineNetwork(Optional<NetworkSpec> spec, Optional<CreatedNetwork> created) {
    this.spec = spec;
    this.created = created;
  }

  static Network of(NetworkSpec spec) {
    Objects.requireNonNull(spec, "spec");
    return new EngineNetwork(Optional.of(spec), Optional.empty());
  }

  static Network of(CreatedNetwork network) {
    Objects.requireNonNull(network, "network");
    return new EngineNetwork(Optional.empty(), Optional.of(network));
  }

  static io.containerrun.value.Network endpoint(Network network, List<String> aliases) {
    io.containerrun.value.Network endpoint = io.containerrun.value.Network.named(network.getId());
    for (String alias : aliases) {
      endpoint = endpoint.alias(alias);
    }
    return endpoint;
  }

  /** The id; creates the network if it does not exist. */
  @Override
  public synchronized String getId() {
    if (created.isEmpty()) {
      created = Optional.of(create(spec.orElseThrow()));
    }
    return created.get().id();
  }

  private static CreatedNetwork create(NetworkSpec spec) {
    NetworkSpec labelled =
        spec.label(DockerClientFactory.TESTCONTAINERS_LABEL, "true")
            .label(
                DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL,
                DockerClientFactory.SESSION_ID);
    Engine engine = Connection.SHARED.acquire();
    try {
      return engine.networks().create(labelled);
    } catch (RuntimeException refused) {
      Connection.SHARED.release();
      throw refused;
    }
  }

  /** Removes the network; it is created again if it is used again. */
  @Override
  public synchronized void close() {
    if (spec.isEmpty()) {
      created.ifPresent(CreatedNetwork::close);
    } else if (created.isPresent()) {
      created.get().close();
      created = Optional.empty();
      Connection.SHARED.release();
    }
  }

  @Override
  public String toString() {
    return spec.map(NetworkSpec::toString)
        .orElseGet(() -> "network " + created.map(CreatedNetwork::name).orElse(""));
  }
}
