package io.containerrun;

import static io.containerrun.OptionBuilder.each;
import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.texts;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.value.ExposedPort;
import io.containerrun.value.HostEntry;
import io.containerrun.value.IpAddress;
import io.containerrun.value.Link;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import io.containerrun.value.PortBinding;
import io.containerrun.value.SearchDomain;
import java.util.List;

/** Networks, addresses, names and ports of a container. */
@CheckReturnValue
public sealed interface NetworkOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<List<Network>> NETWORK =
      many("network", Network::parse, Network::text)
          .alias("net")
          .grammar("<mode>|<name>|name=<name>[,<key>=<value>...]")
          .byDefault("default")
          .sentAs(
              NetworkData::networks, "HostConfig.NetworkMode", "NetworkingConfig.EndpointsConfig")
          .readBy(NetworkData::readNetworks)
          .summary("Network that the container joins, or the mode that stands in for one.")
          .example("name=backend,alias=db,ip=172.30.100.104");

  /** Joins a network. Several networks need API 1.44, and all of them must be user-defined. */
  default R network(Network network) {
    return plus(NETWORK, network);
  }

  /**
   * The same in docker's text form: {@code network("backend")}, {@code network("host")}, {@code
   * network("name=backend,alias=db")}.
   */
  default R network(String text) {
    return withText(NETWORK, text);
  }

  Option<List<String>> NETWORK_ALIAS =
      texts("network-alias")
          .alias("net-alias")
          .grammar("<name>")
          .sentAs("NetworkingConfig.EndpointsConfig.{network}.Aliases")
          .summary("Further name of the container on its first network.")
          .example("db");

  /** Adds a name that other containers on the first network find this one by. */
  default R networkAlias(String name) {
    return plus(NETWORK_ALIAS, name);
  }

  Option<IpAddress> IP =
      one("ip", IpAddress::asTyped)
          .grammar("<IPv4 address>")
          .byDefault("the engine picks one")
          .sentAs(
              "NetworkingConfig.EndpointsConfig.{network}.IPAMConfig.IPv4Address", IpAddress::text)
          .summary("IPv4 address on the first network, which must be user-defined.")
          .example("172.30.100.104");

  /** Sets the IPv4 address on the first network, which must be user-defined. */
  default R ip(IpAddress address) {
    return with(IP, address);
  }

  /** The same in docker's text form: {@code ip("172.30.100.104")}. */
  default R ip(String text) {
    return withText(IP, text);
  }

  Option<IpAddress> IP6 =
      one("ip6", IpAddress::asTyped)
          .grammar("<IPv6 address>")
          .byDefault("the engine picks one")
          .sentAs(
              "NetworkingConfig.EndpointsConfig.{network}.IPAMConfig.IPv6Address", IpAddress::text)
          .summary("IPv6 address on the first network, which must be user-defined.")
          .example("2001:db8::33");

  /** Sets the IPv6 address on the first network, which must be user-defined. */
  default R ip6(IpAddress address) {
    return with(IP6, address);
  }

  /** The same in docker's text form: {@code ip6("2001:db8::33")}. */
  default R ip6(String text) {
    return withText(IP6, text);
  }

  Option<List<IpAddress>> LINK_LOCAL_IP =
      many("link-local-ip", IpAddress::asTyped)
          .grammar("<address>")
          .sentAs(
              "NetworkingConfig.EndpointsConfig.{network}.IPAMConfig.LinkLocalIPs",
              all -> each(all, IpAddress::text))
          .summary("Link-local address on the first network.")
          .example("169.254.34.22");

  /** Adds a link-local address on the first network. */
  default R linkLocalIp(IpAddress address) {
    return plus(LINK_LOCAL_IP, address);
  }

  /** The same in docker's text form: {@code linkLocalIp("169.254.34.22")}. */
  default R linkLocalIp(String text) {
    return withText(LINK_LOCAL_IP, text);
  }

  Option<MacAddress> MAC_ADDRESS =
      one("mac-address", MacAddress::parse)
          .checkedLate()
          .grammar("<address>")
          .byDefault("the engine makes one up")
          .sentAs(
              NetworkData::macAddress,
              "NetworkingConfig.EndpointsConfig.{network}.MacAddress",
              "MacAddress")
          .readBy(NetworkData::readMacAddress)
          .summary("MAC address on the first network.")
          .example("92:d0:c6:0a:29:33");

  /** Sets the MAC address on the first network. */
  default R macAddress(MacAddress address) {
    return with(MAC_ADDRESS, address);
  }

  /** The same in docker's text form: {@code macAddress("92:d0:c6:0a:29:33")}. */
  default R macAddress(String text) {
    return withText(MAC_ADDRESS, text);
  }

  Option<List<Link>> LINK =
      many("link", Link::parse)
          .grammar("<container>[:<alias>]")
          .sentAs(
              NetworkData::links,
              "HostConfig.Links",
              "NetworkingConfig.EndpointsConfig.{network}.Links")
          .readBy(NetworkData::readLinks)
          .deprecated("on the default bridge; join the containers to a network of their own")
          .summary("Other container to know by a name.")
          .example("postgres:db");

  /** Lets this container know another by a name. On a network of your own an alias is simpler. */
  default R link(Link link) {
    return plus(LINK, link);
  }

  /** The same in docker's text form: {@code link("postgres:db")}. */
  default R link(String text) {
    return withText(LINK, text);
  }

  Option<List<IpAddress>> DNS =
      many("dns", IpAddress::of)
          .canonical(all -> all.stream().map(IpAddress::canonical).toList())
          .grammar("<address>")
          .byDefault("the engine's, or the host's")
          .sentAs("HostConfig.Dns", all -> each(all, IpAddress::text))
          .summary("Name server.")
          .example("8.8.8.8");

  /** Adds a name server, in place of the engine's. */
  default R dns(IpAddress address) {
    return plus(DNS, address);
  }

  /** The same in docker's text form: {@code dns("8.8.8.8")}. */
  default R dns(String text) {
    return withText(DNS, text);
  }

  Option<List<String>> DNS_OPTION =
      texts("dns-option")
          .alias("dns-opt")
          .grammar("<option>")
          .sentAs("HostConfig.DnsOptions")
          .summary("Option of the resolver, as in resolv.conf.")
          .example("ndots:1");

  /** Adds an option of the resolver, as in {@code resolv.conf}. */
  default R dnsOption(String option) {
    return plus(DNS_OPTION, option);
  }

  Option<List<SearchDomain>> DNS_SEARCH =
      many("dns-search", SearchDomain::parse)
          .grammar("<domain>|.")
          .byDefault("the engine's, or the host's")
          .sentAs("HostConfig.DnsSearch", all -> each(all, SearchDomain::text))
          .summary("Domain that short names are looked up in; a single dot for none.")
          .example("example.com");

  /** Adds a domain that short names are looked up in. */
  default R dnsSearch(SearchDomain domain) {
    return plus(DNS_SEARCH, domain);
  }

  /** The same in docker's text form: {@code dnsSearch("example.com")}. */
  default R dnsSearch(String text) {
    return withText(DNS_SEARCH, text);
  }

  Option<List<HostEntry>> ADD_HOST =
      many("add-host", HostEntry::parse)
          .grammar("<name>:<address>|<name>:host-gateway")
          .sentAs("HostConfig.ExtraHosts", all -> each(all, HostEntry::toString))
          .summary("Line of the container's hosts file.")
          .example("docker:10.180.0.1");

  /** Adds a line to the container's hosts file. */
  default R addHost(HostEntry entry) {
    return plus(ADD_HOST, entry);
  }

  /**
   * Adds a line to the container's hosts file.
   *
   * @param name without a colon
   * @param address IPv4 or IPv6, or {@code host-gateway} for the engine's host
   */
  default R addHost(String name, String address) {
    return addHost(HostEntry.of(name, address));
  }

  /** The same in docker's text form: {@code addHost("docker:10.180.0.1")}. */
  default R addHost(String text) {
    return withText(ADD_HOST, text);
  }

  Option<List<PortBinding>> PUBLISH =
      many("publish", PortBinding::parse)
          .letter('p')
          .grammar("[[<address>:][<host port>]:]<container port>[/<protocol>]")
          .sentAs(NetworkData::bindings, "ExposedPorts", "HostConfig.PortBindings")
          .readBy(NetworkData::readBindings)
          .summary("Port of the container to reach through a port of the host; ranges too.")
          .example("127.0.0.1:8080:80");

  /** Makes a port of the container reachable through the host. */
  default R publish(PortBinding binding) {
    return plus(PUBLISH, binding);
  }

  /**
   * Makes a TCP port of the container reachable through a port of the host.
   *
   * @param hostPort 1 to 65535, or 0 for a free one
   * @param containerPort 1 to 65535
   */
  default R publish(int hostPort, int containerPort) {
    return publish(PortBinding.of(hostPort, containerPort));
  }

  /** Makes a TCP port of the container reachable through a free port of the host. */
  default R publish(int containerPort) {
    return publish(PortBinding.of(containerPort));
  }

  /** The same in docker's text form: {@code publish("127.0.0.1:8080:80")}. */
  default R publish(String text) {
    return withText(PUBLISH, text);
  }

  Option<Boolean> PUBLISH_ALL =
      toggle("publish-all")
          .letter('P')
          .sentAs("HostConfig.PublishAllPorts")
          .summary("Publish every exposed port on a free port of the host.")
          .example("true");

  /** Publishes every exposed port, the image's too, on a free port of the host. */
  default R publishAll() {
    return with(PUBLISH_ALL, true);
  }

  Option<List<ExposedPort>> EXPOSE =
      many("expose", ExposedPort::parse)
          .grammar("<port>[-<port>][/<protocol>]")
          .sentAs(NetworkData::exposed, "ExposedPorts")
          .readBy(NetworkData::readExposed)
          .summary("Port, or range, that the container listens on.")
          .example("8080-8090/tcp");

  /** Says that the container listens on a port. {@link #publishAll} publishes it. */
  default R expose(ExposedPort port) {
    return plus(EXPOSE, port);
  }

  /** Says that the container listens on a TCP port. {@link #publishAll} publishes it. */
  default R expose(int port) {
    return expose(ExposedPort.of(port));
  }

  /** The same in docker's text form: {@code expose("8080-8090/tcp")}. */
  default R expose(String text) {
    return withText(EXPOSE, text);
  }
}
