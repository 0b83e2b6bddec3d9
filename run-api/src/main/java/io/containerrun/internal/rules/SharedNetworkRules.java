package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.ADD_HOST;
import static io.containerrun.ContainerRun.DNS;
import static io.containerrun.ContainerRun.DNS_OPTION;
import static io.containerrun.ContainerRun.DNS_SEARCH;
import static io.containerrun.ContainerRun.DOMAINNAME;
import static io.containerrun.ContainerRun.EXPOSE;
import static io.containerrun.ContainerRun.HOSTNAME;
import static io.containerrun.ContainerRun.LINK;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.PUBLISH;
import static io.containerrun.ContainerRun.PUBLISH_ALL;
import static io.containerrun.ContainerRun.UTS;

import io.containerrun.ContainerRun;
import io.containerrun.value.NetworkMode;
import io.containerrun.value.UtsMode;

/**
 * Rules on runs without a network of their own: that of the host, of another container, or none.
 */
final class SharedNetworkRules {

  static final Rule CONTAINER_NETWORK_PORTS =
      Rule.of("container-network-ports", NETWORK, PUBLISH, PUBLISH_ALL, EXPOSE)
          .constraint("R65", "R66")
          .brokenWhen(
              run ->
                  RunQueries.mode(run) instanceof NetworkMode.Container
                      && (!run.all(PUBLISH).isEmpty()
                          || run.is(PUBLISH_ALL)
                          || !run.all(EXPOSE).isEmpty()))
          .problem("ports belong to the container whose network this one shares")
          .fix("publish and expose them there")
          .rejects(
              "--network container:web -p 80:80 alpine",
              "--network container:web -P alpine",
              "--network container:web --expose 80 alpine")
          .accepts("--network container:web alpine", "--network mine -p 80:80 alpine");

  static final Rule CONTAINER_NETWORK_HOSTNAME =
      Rule.of("container-network-hostname", NETWORK, HOSTNAME)
          .constraint("R61")
          .brokenWhen(run -> RunQueries.sharesNetwork(run) && RunQueries.isGiven(run, HOSTNAME))
          .problem("the host name is that of the container whose network this one shares")
          .fix("drop --hostname")
          .rejects("--network container:web -h db alpine")
          .accepts("--network container:web alpine", "--network mine -h db alpine");

  static final Rule CONTAINER_NETWORK_LINKS =
      Rule.of("container-network-links", NETWORK, LINK)
          .constraint("R62")
          .brokenWhen(run -> RunQueries.sharesNetwork(run) && !run.all(LINK).isEmpty())
          .problem("a shared network has no links")
          .fix("drop --link")
          .rejects("--network container:web --link db:db alpine")
          .accepts("--network mine --link db:db alpine");

  static final Rule CONTAINER_NETWORK_DNS =
      Rule.of("container-network-dns", NETWORK, DNS)
          .constraint("R63")
          .brokenWhen(run -> RunQueries.sharesNetwork(run) && !run.all(DNS).isEmpty())
          .problem("name servers are those of the container whose network this one shares")
          .fix("set them there")
          .rejects("--network container:web --dns 1.2.3.4 alpine")
          .accepts("--network mine --dns 1.2.3.4 alpine");

  static final Rule CONTAINER_NETWORK_DNS_SEARCH =
      Rule.of("container-network-dns-search", NETWORK, DNS_SEARCH, DNS_OPTION)
          .constraint("R63")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.sharesNetwork(run)
                      && !(run.all(DNS_SEARCH).isEmpty() && run.all(DNS_OPTION).isEmpty()))
          .problem("the resolver is that of the container whose network this one shares")
          .fix("set it there")
          .rejects(
              "--network container:web --dns-search example.com alpine",
              "--network container:web --dns-option ndots:1 alpine")
          .accepts("--network mine --dns-search example.com alpine");

  static final Rule CONTAINER_NETWORK_HOSTS =
      Rule.of("container-network-hosts", NETWORK, ADD_HOST)
          .constraint("R64")
          .brokenWhen(run -> RunQueries.sharesNetwork(run) && !run.all(ADD_HOST).isEmpty())
          .problem("the hosts file is that of the container whose network this one shares")
          .fix("add the host there")
          .rejects("--network container:web --add-host db:10.0.0.5 alpine")
          .accepts("--network mine --add-host db:10.0.0.5 alpine");

  static final Rule CONTAINER_NETWORK_DOMAINNAME =
      Rule.of("container-network-domainname", NETWORK, DOMAINNAME)
          .constraint("R69")
          .warning()
          .brokenWhen(run -> RunQueries.sharesNetwork(run) && RunQueries.isGiven(run, DOMAINNAME))
          .problem("the domain name is that of the container whose network this one shares")
          .fix("set it there")
          .rejects("--network container:web --domainname example.com alpine")
          .accepts("--network mine --domainname example.com alpine");

  static final Rule HOST_NETWORK_LINKS =
      Rule.of("host-network-links", NETWORK, LINK)
          .constraint("R71")
          .brokenWhen(run -> RunQueries.hasHostNetwork(run) && !run.all(LINK).isEmpty())
          .problem("the network of the host has no links")
          .fix("drop --link, or use a network of your own")
          .rejects("--network host --link db:db alpine")
          .accepts("--network mine --link db:db alpine");

  static final Rule HOST_NETWORK_PORTS =
      Rule.of("host-network-ports", NETWORK, PUBLISH, PUBLISH_ALL)
          .constraint("R72")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.hasHostNetwork(run)
                      && (!run.all(PUBLISH).isEmpty() || run.is(PUBLISH_ALL)))
          .problem(
              "every port of the container is a port of the host already, publishing is discarded")
          .fix("drop --publish and --publish-all")
          .rejects("--network host -p 8080:80 alpine", "--network host -P alpine")
          .accepts("--network host alpine", "--network mine -p 8080:80 alpine");

  static final Rule NONE_NETWORK_PORTS =
      Rule.of("none-network-ports", NETWORK, PUBLISH, PUBLISH_ALL)
          .constraint("R73")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.mode(run) instanceof NetworkMode.None
                      && (!run.all(PUBLISH).isEmpty() || run.is(PUBLISH_ALL)))
          .problem("without a network no port can be reached")
          .fix("drop --publish and --publish-all, or join a network")
          .rejects("--network none -p 8080:80 alpine", "--network none -P alpine")
          .accepts("--network none alpine", "--network mine -p 8080:80 alpine");

  static final Rule HOST_UTS_HOSTNAME =
      Rule.of("host-uts-hostname", UTS, HOSTNAME)
          .constraint("R121")
          .brokenWhen(run -> hasHostNames(run) && RunQueries.isGiven(run, HOSTNAME))
          .problem("the host name is the host's own")
          .fix("drop --hostname, or drop --uts host")
          .rejects("--uts host -h web alpine")
          .accepts("--uts host alpine", "-h web alpine");

  static final Rule HOST_UTS_DOMAINNAME =
      Rule.of("host-uts-domainname", UTS, DOMAINNAME)
          .constraint("R122")
          .brokenWhen(run -> hasHostNames(run) && RunQueries.isGiven(run, DOMAINNAME))
          .problem("the domain name is the host's own; the container would not start")
          .fix("drop --domainname, or drop --uts host")
          .rejects("--uts host --domainname example.com alpine")
          .accepts("--uts host alpine", "--domainname example.com alpine");

  private SharedNetworkRules() {}

  private static boolean hasHostNames(ContainerRun run) {
    return run.get(UTS).filter(UtsMode.host()::equals).isPresent();
  }
}
