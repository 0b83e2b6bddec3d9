package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.engine.info.Subnet;
import io.containerrun.engine.internal.util.Entries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A network to create.
 *
 * <pre>{@code
 * NetworkSpec.of("backend").subnet("10.9.0.0/24", "10.9.0.1").internal()
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class NetworkSpec {

  private static final String PREFIX = "containerrun-";

  private final String name;
  private final String driver;
  private final Set<Trait> traits;
  private final Map<String, String> options;
  private final Map<String, String> labels;
  private final List<Subnet> subnets;

  private enum Trait {
    INTERNAL,
    ATTACHABLE,
    IPV6
  }

  private NetworkSpec(
      String name,
      String driver,
      Set<Trait> traits,
      Map<String, String> options,
      Map<String, String> labels,
      List<Subnet> subnets) {
    this.name = name;
    this.driver = Objects.requireNonNull(driver, "driver");
    this.traits = traits;
    this.options = options;
    this.labels = labels;
    this.subnets = subnets;
  }

  /**
   * A network with a name.
   *
   * @param name not blank
   * @throws IllegalArgumentException if the name is blank
   */
  public static NetworkSpec of(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "network name '" + name + "' is blank: give a name, or use standard()");
    }
    return new NetworkSpec(name, "", Set.of(), Map.of(), Map.of(), List.of());
  }

  /** A network with a generated, unique name. */
  public static NetworkSpec standard() {
    return of(PREFIX + UUID.randomUUID());
  }

  /** Sets the driver; by default the engine's own, {@code bridge} on Linux. */
  public NetworkSpec driver(String driver) {
    return new NetworkSpec(name, driver, traits, options, labels, subnets);
  }

  /** Sets an option of the driver, such as {@code com.docker.network.driver.mtu}. */
  public NetworkSpec option(String key, String value) {
    return new NetworkSpec(
        name, driver, traits, Entries.plus(options, key, value), labels, subnets);
  }

  /** Sets a label. */
  public NetworkSpec label(String key, String value) {
    return new NetworkSpec(
        name, driver, traits, options, Entries.plus(labels, key, value), subnets);
  }

  /** Isolates the network from the outside of its host. */
  public NetworkSpec internal() {
    return with(Trait.INTERNAL);
  }

  /** Lets containers connect that are not part of a swarm service. */
  public NetworkSpec attachable() {
    return with(Trait.ATTACHABLE);
  }

  /** Enables IPv6 addresses; most engines require an IPv6 subnet as well. */
  public NetworkSpec ipv6() {
    return with(Trait.IPV6);
  }

  /**
   * Sets the addresses; by default the engine chooses them.
   *
   * @param range such as {@code 10.9.0.0/24}
   */
  public NetworkSpec subnet(String range) {
    return subnet(Subnet.of(range));
  }

  /** Sets the addresses and the gateway. */
  public NetworkSpec subnet(String range, String gateway) {
    return subnet(Subnet.of(range, gateway));
  }

  /** Adds a range of addresses: one for IPv4, one for IPv6. */
  public NetworkSpec subnet(Subnet subnet) {
    List<Subnet> more = new ArrayList<>(subnets);
    more.add(Objects.requireNonNull(subnet, "subnet"));
    return new NetworkSpec(name, driver, traits, options, labels, List.copyOf(more));
  }

  private NetworkSpec with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new NetworkSpec(
        name, driver, Collections.unmodifiableSet(more), options, labels, subnets);
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The driver; empty for the engine's own. */
  public Optional<String> driver() {
    return Optional.of(driver).filter(it -> !it.isEmpty());
  }

  /** Whether the network is isolated from the outside of its host. */
  public boolean isInternal() {
    return traits.contains(Trait.INTERNAL);
  }

  /** Whether containers that are not part of a swarm service can connect. */
  public boolean isAttachable() {
    return traits.contains(Trait.ATTACHABLE);
  }

  /** Whether containers get IPv6 addresses. */
  public boolean isIpv6() {
    return traits.contains(Trait.IPV6);
  }

  /** The options of the driver. */
  public Map<String, String> options() {
    return options;
  }

  /** The labels. */
  public Map<String, String> labels() {
    return labels;
  }

  /** The ranges of addresses. */
  public List<Subnet> subnets() {
    return subnets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec that
        && name.equals(that.name)
        && driver.equals(that.driver)
        && traits.equals(that.traits)
        && options.equals(that.options)
        && labels.equals(that.labels)
        && subnets.equals(that.subnets);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, driver, traits, options, labels, subnets);
  }

  /** The name, the driver and the ranges of addresses. */
  @Override
  public String toString() {
    return "network "
        + name
        + (driver.isEmpty() ? "" : " of driver " + driver)
        + (subnets.isEmpty() ? "" : " " + subnets.stream().map(Subnet::range).toList());
  }
}
