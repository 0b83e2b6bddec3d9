package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ContainerHandle;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Checks a published TCP port of a container, once the engine has reported its address. */
public final class PortProbe implements Probe {

  /** A check of the program behind an address. */
  @FunctionalInterface
  public interface Check {
    /** Whether the program is ready. */
    boolean passes(InetSocketAddress address);
  }

  private final EngineContainer container;
  private final int port;
  private final Check check;
  private Optional<InetSocketAddress> tried = Optional.empty();

  /** Creates a probe for a port of a container. */
  public PortProbe(ContainerHandle container, int port, Check check) {
    this.container = EngineContainer.of(container);
    this.port = port;
    this.check = check;
  }

  @Override
  public boolean holds() {
    tried = container.reportedAddress(port);
    return tried.isPresent() && check.passes(tried.get());
  }

  @Override
  public String tried() {
    return tried
        .map(
            it ->
                " at "
                    + text(it)
                    + "; if that is not where this process reaches the engine's ports, set"
                    + " EngineOptions.publishedHost")
        .orElse("; the engine has not reported the address of the port");
  }

  private static String text(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
