package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.IP;
import static io.containerrun.ContainerRun.IP6;
import static io.containerrun.ContainerRun.LINK_LOCAL_IP;
import static io.containerrun.ContainerRun.MAC_ADDRESS;
import static io.containerrun.ContainerRun.NETWORK;

import io.containerrun.ContainerRun;
import io.containerrun.value.IpAddress;
import java.util.stream.Stream;

/** Rules on addresses of a container in its networks. */
final class AddressRules {

  static final Rule IP_USER_DEFINED =
      Rule.of("ip-user-defined", NETWORK, IP, IP6)
          .constraint("R77")
          .brokenWhen(
              run ->
                  (!RunQueries.mode(run).isUserDefined()
                          && (RunQueries.hasAddress(run, IP) || RunQueries.hasAddress(run, IP6)))
                      || RunQueries.any(
                          run,
                          NETWORK,
                          it ->
                              !it.mode().isUserDefined()
                                  && !(it.ipv4().isNone() && it.ipv6().isNone())))
          .problem("an address can only be chosen on a user-defined network")
          .fix("join a network of your own, or drop the address")
          .rejects(
              "--ip 172.30.100.104 alpine",
              "--network bridge --ip6 2001:db8::33 alpine",
              "--network name=bridge,ip=172.17.0.5 alpine")
          .accepts("--network mine --ip 172.30.100.104 alpine", "--network bridge alpine");

  static final Rule IP_FAMILY =
      Rule.of("ip-family", NETWORK, IP, IP6)
          .constraint("R77")
          .brokenWhen(
              run ->
                  isNot(4, run.get(IP).orElse(IpAddress.NONE))
                      || isNot(6, run.get(IP6).orElse(IpAddress.NONE))
                      || RunQueries.any(
                          run, NETWORK, it -> isNot(4, it.ipv4()) || isNot(6, it.ipv6())))
          .problem("--ip takes an IPv4 address, --ip6 an IPv6 address, and neither takes all zeros")
          .fix("write an address such as 172.30.100.104 or 2001:db8::33")
          .rejects(
              "--network mine --ip 2001:db8::33 alpine",
              "--network mine --ip6 172.30.100.104 alpine",
              "--network mine --ip 0.0.0.0 alpine",
              "--network name=mine,ip=somewhere alpine")
          .accepts("--network mine --ip 172.30.100.104 --ip6 2001:db8::33 alpine");

  static final Rule LINK_LOCAL_IP_VALID =
      Rule.of("link-local-ip-valid", NETWORK, LINK_LOCAL_IP)
          .constraint("R86")
          .brokenWhen(run -> linkLocal(run).anyMatch(it -> canonical(it).isEmpty()))
          .problem("this is no address")
          .fix("write an address such as 169.254.34.22")
          .rejects("--network mine --link-local-ip here alpine")
          .accepts("--network mine --link-local-ip 169.254.34.22 alpine");

  static final Rule LINK_LOCAL_IP_RANGE =
      Rule.of("link-local-ip-range", NETWORK, LINK_LOCAL_IP)
          .constraint("R86")
          .warning()
          .brokenWhen(
              run ->
                  linkLocal(run)
                      .map(AddressRules::canonical)
                      .anyMatch(it -> !it.isEmpty() && !it.matches("169\\.254\\..*|fe[89ab].:.*")))
          .problem("link-local addresses are those of 169.254.0.0/16 and fe80::/10")
          .fix("use one of them, or set --ip")
          .rejects("--network mine --link-local-ip 10.0.0.5 alpine")
          .accepts("--network mine --link-local-ip 169.254.34.22 --link-local-ip fe80::1 alpine");

  static final Rule MAC_ADDRESS_BLANKS =
      Rule.of("mac-address-blanks", MAC_ADDRESS)
          .constraint("R85")
          .unless(MAC_ADDRESS, it -> it.text().strip().equals(it.text()))
          .problem("there are blanks around the address")
          .fix("drop them")
          .rejects("--mac-address ' 02:42:ac:11:00:02' alpine")
          .accepts("--mac-address 02:42:ac:11:00:02 alpine");

  static final Rule MAC_ADDRESS_MULTICAST =
      Rule.of("mac-address-multicast", NETWORK, MAC_ADDRESS)
          .constraint("R85")
          .warning()
          .brokenWhen(
              run ->
                  run.get(MAC_ADDRESS).filter(it -> isMulticast(it.text())).isPresent()
                      || RunQueries.any(run, NETWORK, it -> isMulticast(it.macAddress().text())))
          .problem("this is the address of a group, no host can have it")
          .fix("make the first byte even, such as 02")
          .rejects(
              "--mac-address 03:42:ac:11:00:02 alpine",
              "--network name=mine,mac-address=01:00:5e:00:00:01 alpine")
          .accepts("--mac-address 02:42:ac:11:00:02 alpine");

  private AddressRules() {}

  private static Stream<IpAddress> linkLocal(ContainerRun run) {
    return Stream.concat(
        run.all(LINK_LOCAL_IP).stream(),
        run.all(NETWORK).stream().flatMap(it -> it.linkLocalIps().stream()));
  }

  private static boolean isNot(int family, IpAddress typed) {
    if (typed.isNone()) {
      return false;
    }
    String address = canonical(typed);
    return address.isEmpty() || address.contains(":") != (family == 6);
  }

  /** The address in its one form; empty for what is none, and for that of no host. */
  private static String canonical(IpAddress typed) {
    if (!typed.isValid()) {
      return "";
    }
    String address = typed.canonical().text();
    return address.equals("0.0.0.0") || address.equals("::") ? "" : address;
  }

  private static boolean isMulticast(String mac) {
    String digits = mac.strip();
    return digits.length() > 1 && (Character.digit(digits.charAt(1), 16) & 1) == 1;
  }
}
