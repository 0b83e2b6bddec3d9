package io.containerrun.engine.internal.ready;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.internal.handle.EngineContainer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks a published TCP port of a container, once the engine has reported its address. Used by one
 * thread.
 */
public final class PortProbe implements Probe {

  /** A check of the program behind an address. */
  @FunctionalInterface
  public interface Check {
    /** Checks it once, in little more than the time that is left. */
    Finding find(InetSocketAddress address, Duration left);
  }

  /**
   * The result of a check.
   *
   * @param passed whether the program is ready
   * @param reached whether something has responded, so that the address is right
   * @param words what it was, for a message
   */
  public record Finding(boolean passed, boolean reached, String words) {

    static Finding pass() {
      return new Finding(true, true, "");
    }

    static Finding responded(String words) {
      return new Finding(false, true, words);
    }

    static Finding unreachable(String words) {
      return new Finding(false, false, words);
    }
  }

  private final EngineContainer container;
  private final int port;
  private final String what;
  private final String scheme;
  private final Check check;
  private Optional<InetSocketAddress> tried = Optional.empty();
  private Finding last = Finding.unreachable("");

  /**
   * Creates a probe for a port of a container.
   *
   * @param what a ready container has done
   * @param scheme what is put in front of the address in messages
   */
  public PortProbe(ContainerHandle container, int port, String what, String scheme, Check check) {
    this.container = EngineContainer.of(container);
    this.port = port;
    this.what = what;
    this.scheme = scheme;
    this.check = check;
  }

  @Override
  public boolean holds(Duration left) {
    tried = container.reportedAddress(port);
    if (tried.isPresent()) {
      last = check.find(tried.get(), left);
    }
    return tried.isPresent() && last.passed();
  }

  @Override
  public String missing() {
    if (tried.isEmpty()) {
      return what + "; the engine has not reported the address of the port";
    }
    String found = " at " + scheme + text(tried.get()) + "; the last attempt: " + last.words();
    String hint =
        "; if that is not where this process reaches the engine's ports, set"
            + " EngineOptions.publishedHost";
    return what + found + (last.reached() ? "" : hint);
  }

  /** The host and the port, as in a URL. */
  static String text(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
