package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.IP;
import static io.containerrun.ContainerRun.IP6;
import static io.containerrun.ContainerRun.LINK;
import static io.containerrun.ContainerRun.LINK_LOCAL_IP;
import static io.containerrun.ContainerRun.MAC_ADDRESS;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.NETWORK_ALIAS;
import static io.containerrun.internal.rules.Enforcer.CLIENT;

import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.internal.text.Nearest;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rules on networks, ports and addresses. */
final class NetworkRules {

  private static final List<String> MODES = List.of("bridge", "default", "host", "none");

  static final Rule NETWORK_TWICE =
      Rule.of("network-twice", NETWORK)
          .constraint("R81")
          .enforcedBy(CLIENT)
          .brokenWhen(run -> modes(run).size() < run.all(NETWORK).size())
          .problem("a network is specified multiple times")
          .fix("name each network once")
          .rejects("--network a --network name=a,alias=x alpine")
          .accepts("--network a --network b alpine");

  static final Rule NETWORKS_MIXED =
      Rule.of("networks-mixed", NETWORK)
          .constraint("R82")
          .enforcedBy(CLIENT)
          .brokenWhen(
              run -> modes(run).stream().map(NetworkMode::isUserDefined).distinct().count() > 1)
          .problem("cannot attach both user-defined and non-user-defined network-modes")
          .fix("join user-defined networks only, or one of the others alone")
          .rejects("--network host --network mine alpine")
          .accepts("--network mine --network other alpine");

  static final Rule ALIAS_USER_DEFINED =
      Rule.of("alias-user-defined", NETWORK, NETWORK_ALIAS)
          .constraint("R67", "R78")
          .enforcedBy(CLIENT)
          .brokenWhen(
              run -> !run.all(NETWORK_ALIAS).isEmpty() && !RunQueries.mode(run).isUserDefined())
          .problem("network-scoped aliases are only supported for user-defined networks")
          .fix("join a network of your own, or drop the alias")
          .rejects("--network-alias db alpine", "--network host --network-alias db alpine")
          .accepts(
              "--network mine --network-alias db alpine", "--network name=mine,alias=db alpine");

  static final Rule ALIAS_ONCE =
      sameTwice(
          "alias-once",
          NETWORK_ALIAS,
          "alias",
          run -> !run.all(NETWORK_ALIAS).isEmpty(),
          n -> !n.aliases().isEmpty(),
          "db");
  static final Rule IP_ONCE =
      sameTwice(
          "ip-once",
          IP,
          "ip",
          run -> RunQueries.hasAddress(run, IP),
          n -> !n.ipv4().isNone(),
          "10.0.0.5");
  static final Rule IP6_ONCE =
      sameTwice(
          "ip6-once",
          IP6,
          "ip6",
          run -> RunQueries.hasAddress(run, IP6),
          n -> !n.ipv6().isNone(),
          "2001:db8::5");
  static final Rule LINK_LOCAL_IP_ONCE =
      sameTwice(
          "link-local-ip-once",
          LINK_LOCAL_IP,
          "link-local-ip",
          run -> !run.all(LINK_LOCAL_IP).isEmpty(),
          n -> !n.linkLocalIps().isEmpty(),
          "169.254.1.1");
  static final Rule MAC_ADDRESS_ONCE =
      sameTwice(
          "mac-address-once",
          MAC_ADDRESS,
          "mac-address",
          RunQueries::hasMacAddress,
          n -> !n.macAddress().equals(MacAddress.GENERATED),
          "02:42:ac:11:00:02");

  static final Rule NETWORK_NAME_NEAR_MODE =
      Rule.of("network-name-near-mode", NETWORK)
          .info()
          .brokenWhen(run -> nearMode(run).isPresent())
          .problem(
              run ->
                  "this is a network of your own; did you mean " + nearMode(run).orElse("") + "?")
          .fix("correct it, or silence this rule where the network has that name")
          .rejects("--network brigde alpine", "--network hots alpine")
          .accepts("--network bridge alpine", "--network backend alpine");

  static final Rule CONTAINER_NETWORK_REFERENCE =
      Rule.of("container-network-reference", NETWORK)
          .constraint("R60")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      NETWORK,
                      it -> Set.of("container", "container:").contains(it.mode().toString())))
          .problem("no container is named whose network is shared")
          .fix("write container:name")
          .rejects("--network container: alpine", "--network container alpine")
          .accepts("--network container:web alpine");

  static final Rule LINK_DEPRECATED =
      Rule.of("link-deprecated", LINK, NETWORK)
          .constraint("R79")
          .warning()
          .brokenWhen(
              run -> isOnBridge(run) && RunQueries.any(run, LINK, it -> !it.container().isEmpty()))
          .problem("links on the default bridge are deprecated")
          .fix("join both containers to a network of your own, where names are known")
          .rejects("--link db:database alpine")
          .accepts("--network mine --link db:database alpine");

  static final Rule LINK_CONTAINER =
      Rule.of("link-container", LINK, NETWORK)
          .constraint("R79")
          .brokenWhen(
              run -> isOnBridge(run) && RunQueries.any(run, LINK, it -> it.container().isEmpty()))
          .problem("a link names no container")
          .fix("write container or container:alias")
          .rejects("--link : alpine", "--link :database alpine")
          .accepts("--network mine --link db:database alpine", "--network mine --link : alpine");

  private NetworkRules() {}

  private static boolean isOnBridge(ContainerRun run) {
    return RunQueries.isOneOf(
        RunQueries.mode(run), NetworkMode.defaultNetwork(), NetworkMode.bridge());
  }

  private static Optional<String> nearMode(ContainerRun run) {
    return run.all(NETWORK).stream()
        .filter(it -> it.mode().isUserDefined())
        .flatMap(it -> Nearest.to(it.mode().toString(), MODES).stream())
        .findFirst();
  }

  private static Set<NetworkMode> modes(ContainerRun run) {
    Set<NetworkMode> modes = new HashSet<>();
    run.all(NETWORK).forEach(network -> modes.add(network.mode()));
    return modes;
  }

  /** What is said both by an option of its own and in the first network's long form. */
  private static Rule sameTwice(
      String id,
      Option<?> option,
      String key,
      Predicate<ContainerRun> apart,
      Predicate<Network> within,
      String value) {
    return Rule.of(id, NETWORK, option)
        .constraint("R80")
        .enforcedBy(CLIENT)
        .brokenWhen(run -> apart.test(run) && within.test(RunQueries.firstNetwork(run)))
        .problem("cannot specify both " + option + " and " + key + "= of the first network")
        .fix("say it in one place")
        .rejects(
            "--network name=mine," + key + "=" + value + " " + option + " " + value + " alpine")
        .accepts(
            "--network name=mine," + key + "=" + value + " alpine",
            "--network mine --network name=other,"
                + key
                + "="
                + value
                + " "
                + option
                + " "
                + value
                + " alpine");
  }
}
