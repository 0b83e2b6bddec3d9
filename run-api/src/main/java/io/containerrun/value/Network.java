package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network the container is connected to, with the settings of that one connection.
 *
 * <pre>{@code
 * Network.host()
 * Network.named("my-net").alias("db").ip("10.0.0.5")   // name=my-net,alias=db,ip=10.0.0.5
 * }</pre>
 *
 * <p>With settings the text has the long form, which is read in lower case and without blanks
 * around a value. A connection with settings therefore takes lower-case text only; for a network
 * with capitals in its name set the alias and the addresses by the options of the run instead.
 *
 * @param mode what the container is connected to
 * @param aliases further host names of the container, on a user-defined network only
 * @param ipv4 the container's IPv4 address, or {@link IpAddress#NONE}; the reference client does
 *     not check it
 * @param ipv6 the container's IPv6 address, or {@link IpAddress#NONE}; the reference client does
 *     not check it
 * @param linkLocalIps link-local addresses of the container; the reference client does not check
 *     them
 * @param macAddress the hardware address as typed, or {@link MacAddress#GENERATED}
 * @param driverOptions settings for the network's driver, sorted by key
 * @param gatewayPriority the connection with the highest number provides the default gateway; 0 is
 *     the default
 */
public record Network(
    NetworkMode mode,
    List<String> aliases,
    IpAddress ipv4,
    IpAddress ipv6,
    List<IpAddress> linkLocalIps,
    MacAddress macAddress,
    Map<String, String> driverOptions,
    int gatewayPriority) {

  /**
   * Refuses aliases outside user-defined networks, what is no hardware address, and text that the
   * long form cannot hold.
   */
  public Network {
    aliases = List.copyOf(aliases);
    linkLocalIps = List.copyOf(linkLocalIps);
    driverOptions = Words.sorted(driverOptions);
    if (!aliases.isEmpty() && !mode.isUserDefined()) {
      throw Secrets.refusal(
          "network-scoped aliases are only supported for user-defined networks; "
              + "drop the alias, or name a network of your own");
    }
    boolean isPlain =
        Stream.of(aliases, linkLocalIps).allMatch(List::isEmpty)
            && Stream.of(ipv4, ipv6).allMatch(IpAddress::isNone)
            && macAddress.equals(MacAddress.GENERATED)
            && driverOptions.isEmpty()
            && gatewayPriority == 0;
    if (!isPlain || NetworkText.isLong(mode.toString())) {
      NetworkText.requireWritable(mode, aliases, linkLocalIps, driverOptions);
      Stream.of(ipv4, ipv6, macAddress).map(Object::toString).forEach(NetworkText::requireWritable);
    }
  }

  /** A connection without settings. */
  public static Network of(NetworkMode mode) {
    return new Network(
        mode,
        List.of(),
        IpAddress.NONE,
        IpAddress.NONE,
        List.of(),
        MacAddress.GENERATED,
        Map.of(),
        0);
  }

  /** A network of the user's, by its name or id. */
  public static Network named(String name) {
    return of(NetworkMode.named(name));
  }

  /** The host's own network. */
  public static Network host() {
    return of(NetworkMode.host());
  }

  /** The engine's bridge. */
  public static Network bridge() {
    return of(NetworkMode.bridge());
  }

  /** No network. */
  public static Network none() {
    return of(NetworkMode.none());
  }

  /** The network of another container, by its name or id. */
  public static Network container(String reference) {
    return of(NetworkMode.container(reference));
  }

  /**
   * The network that {@code --ip}, {@code --network-alias} and their like speak of: the first, or
   * the engine's default network where a run names none.
   */
  public static Network first(List<Network> networks) {
    return networks.isEmpty() ? of(NetworkMode.defaultNetwork()) : networks.get(0);
  }

  /**
   * Reads the name of a network, or the long form {@code name=my-net,alias=db,ip=10.0.0.5}.
   *
   * <p>The text has the long form as soon as a letter or digit, an equals sign and a letter or
   * digit stand together in it. Its keys are {@code name}, {@code alias}, {@code ip}, {@code ip6},
   * {@code mac-address}, {@code link-local-ip}, {@code driver-opt} and {@code gw-priority}; a field
   * with a comma stands in double quotes.
   *
   * @throws IllegalArgumentException if the name is missing, a key is unknown or a value is wrong
   */
  public static Network parse(String text) {
    return NetworkText.isLong(text) ? NetworkText.read(text) : of(NetworkMode.parse(text));
  }

  /** The same with one host name more. */
  public Network alias(String name) {
    List<String> more = Stream.concat(aliases.stream(), Stream.of(name)).toList();
    return new Network(
        mode, more, ipv4, ipv6, linkLocalIps, macAddress, driverOptions, gatewayPriority);
  }

  /** The same with a fixed IPv4 address. */
  public Network ip(String address) {
    return ip(IpAddress.asTyped(address));
  }

  /** The same with a fixed IPv4 address. */
  public Network ip(IpAddress address) {
    return new Network(
        mode, aliases, address, ipv6, linkLocalIps, macAddress, driverOptions, gatewayPriority);
  }

  /** The same with a fixed IPv6 address. */
  public Network ip6(String address) {
    return ip6(IpAddress.asTyped(address));
  }

  /** The same with a fixed IPv6 address. */
  public Network ip6(IpAddress address) {
    return new Network(
        mode, aliases, ipv4, address, linkLocalIps, macAddress, driverOptions, gatewayPriority);
  }

  /** The same with one link-local address more. */
  public Network linkLocalIp(String address) {
    return linkLocalIp(IpAddress.asTyped(address));
  }

  /** The same with one link-local address more. */
  public Network linkLocalIp(IpAddress address) {
    List<IpAddress> more = Stream.concat(linkLocalIps.stream(), Stream.of(address)).toList();
    return new Network(mode, aliases, ipv4, ipv6, more, macAddress, driverOptions, gatewayPriority);
  }

  /** The same with a fixed hardware address. */
  public Network macAddress(String address) {
    return macAddress(MacAddress.parse(address));
  }

  /** The same with a fixed hardware address. */
  public Network macAddress(MacAddress address) {
    return new Network(
        mode, aliases, ipv4, ipv6, linkLocalIps, address, driverOptions, gatewayPriority);
  }

  /** The same with one setting for the network's driver more. */
  public Network driverOption(String key, String value) {
    Map<String, String> more = Words.plus(driverOptions, key, value);
    return new Network(mode, aliases, ipv4, ipv6, linkLocalIps, macAddress, more, gatewayPriority);
  }

  /** The same with another priority for the default gateway. */
  public Network gatewayPriority(int priority) {
    return new Network(
        mode, aliases, ipv4, ipv6, linkLocalIps, macAddress, driverOptions, priority);
  }

  /** The name alone, or the long form if anything else is set. Secrets are spelled out. */
  public String text() {
    return NetworkText.write(this, (key, value) -> value);
  }

  /** The {@link #text()}, with driver options masked whose names speak of secrets. */
  @Override
  public String toString() {
    return NetworkText.write(this, Secrets::masked);
  }
}
