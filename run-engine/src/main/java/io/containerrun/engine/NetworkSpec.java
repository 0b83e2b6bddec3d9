package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A network to create.
 *
 * <pre>{@code
 * NetworkSpec.of("backend").subnet("10.9.0.0/24", "10.9.0.1").internal()
 * }</pre>
 *
 * <p>A value: each method returns a copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class NetworkSpec {

  private static final String PREFIX = "containerrun-";

  private final String name;
  private final Map<String, Object> settings;
  private final Map<String, String> options;
  private final Map<String, String> labels;
  private final List<Subnet> subnets;

  private NetworkSpec(
      String name,
      Map<String, Object> settings,
      Map<String, String> options,
      Map<String, String> labels,
      List<Subnet> subnets) {
    this.name = name;
    this.settings = settings;
    this.options = options;
    this.labels = labels;
    this.subnets = subnets;
  }

  /**
   * A network of a name.
   *
   * @param name not empty
   */
  public static NetworkSpec of(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a network needs a name: write one, or use unique()");
    }
    return new NetworkSpec(name, Map.of(), Map.of(), Map.of(), List.of());
  }

  /** A network whose name nobody else uses. */
  public static NetworkSpec unique() {
    return of(PREFIX + UUID.randomUUID());
  }

  /** Sets the driver; without one it is the engine's own, {@code bridge} on Linux. */
  public NetworkSpec driver(String driver) {
    return with("Driver", driver);
  }

  /** Sets an option of the driver, such as {@code com.docker.network.driver.mtu}. */
  public NetworkSpec option(String key, String value) {
    return new NetworkSpec(name, settings, Entries.plus(options, key, value), labels, subnets);
  }

  /** Sets a label. */
  public NetworkSpec label(String key, String value) {
    return new NetworkSpec(name, settings, options, Entries.plus(labels, key, value), subnets);
  }

  /** Gives it no way out of its host. */
  public NetworkSpec internal() {
    return with("Internal", true);
  }

  /** Lets containers that are no part of a swarm service use it. */
  public NetworkSpec attachable() {
    return with("Attachable", true);
  }

  /** Gives it IPv6 addresses; most engines want an IPv6 subnet as well. */
  public NetworkSpec ipv6() {
    return with("EnableIPv6", true);
  }

  /**
   * Chooses its addresses; without that the engine does.
   *
   * @param range such as {@code 10.9.0.0/24}
   */
  public NetworkSpec subnet(String range) {
    return subnet(Subnet.of(range));
  }

  /** Chooses its addresses and its gateway. */
  public NetworkSpec subnet(String range, String gateway) {
    return subnet(Subnet.of(range, gateway));
  }

  /** Chooses its addresses; once for IPv4, and once for IPv6. */
  public NetworkSpec subnet(Subnet subnet) {
    List<Subnet> more = new ArrayList<>(subnets);
    more.add(Objects.requireNonNull(subnet, "subnet"));
    return new NetworkSpec(name, settings, options, labels, List.copyOf(more));
  }

  private NetworkSpec with(String member, Object value) {
    return new NetworkSpec(name, Entries.plus(settings, member, value), options, labels, subnets);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  Map<String, String> labels() {
    return labels;
  }

  /** The request's body, without labels. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>(settings);
    body.put("Name", name);
    body.put("CheckDuplicate", true);
    body.put("Options", options);
    if (!subnets.isEmpty()) {
      body.put("IPAM", Map.of("Config", subnets.stream().map(NetworkSpec::wire).toList()));
    }
    return body;
  }

  private static Map<String, String> wire(Subnet subnet) {
    Map<String, String> wire = new LinkedHashMap<>();
    wire.put("Subnet", subnet.range());
    if (!subnet.gateway().isEmpty()) {
      wire.put("Gateway", subnet.gateway());
    }
    return wire;
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
