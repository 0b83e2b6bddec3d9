package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortBindingTest {

  @ParameterizedTest
  @CsvSource({
    "80, 80",
    "8080:80, 8080:80",
    "8080:80/TCP, 8080:80",
    "80/udp, 80/udp",
    ":80, 80",
    "::80, 80",
    "127.0.0.1::80, 127.0.0.1::80",
    "127.0.0.1:8080:80, 127.0.0.1:8080:80",
    "[]:80:80, 80:80",
    "[::1]:8080:80/udp, [::1]:8080:80/udp",
    "::1:8080:80, [::1]:8080:80",
    "8000-8010:80, 8000-8010:80",
    "'published=8080,target=80,protocol=udp', 8080:80/udp",
    "target=80, 80",
    "'mode=host,published=127.0.0.1:80,target=80', 127.0.0.1:80:80",
  })
  void readsTheShortAndTheLongForm(String text, String canonical) {
    PortBinding binding = PortBinding.parse(text);
    assertThat(binding).hasToString(canonical);
    assertThat(PortBinding.parse(canonical)).isEqualTo(binding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no port specified: <empty>",
        ":: | no port specified: ::<empty>",
        "published=8080 | no port specified: 8080:/tcp<empty>",
        "127.0.0.1:80 | invalid hostPort: 127.0.0.1",
        "abc | invalid containerPort: abc",
        "80/icmp | invalid proto: icmp",
        "8000:80-83 | invalid ranges specified for container and host Ports: 80-83 and 8000",
        "fe80::1%eth0:80:80 | invalid IP address: fe80::1%eth0",
        "[::1:80:80 | invalid IP address [::1: address [::1:: missing ']' in address",
        "published=1500,444 | invalid publish opts format (should be name=value but got '444')",
        "=80,target=1 | invalid publish opts format (should be name=value but got '=80')",
      })
  void refusesWhatCannotBePublished(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortBinding.parse(text))
        .withMessageStartingWith(problem + "; ");
  }

  @Test
  void pairsTheHostsPortsWithTheContainers() {
    assertThat(PortBinding.of(PortRange.of(9800, 9801), PortRange.of(80, 81)).mappings())
        .containsExactly(
            new PortBinding.Mapping("80/tcp", "", "9800"),
            new PortBinding.Mapping("81/tcp", "", "9801"));
  }

  @Test
  void leavesTheEngineAChoiceForOnePortOfTheContainer() {
    assertThat(PortBinding.parse("8000-8010:80/udp").mappings())
        .isEqualTo(List.of(new PortBinding.Mapping("80/udp", "", "8000-8010")));
    assertThat(PortBinding.of(80).hostIp("127.0.0.1").mappings())
        .isEqualTo(List.of(new PortBinding.Mapping("80/tcp", "127.0.0.1", "")));
  }

  @Test
  void refusesAnAddressWithBracketsInTheFactory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortBinding.of(8080, 80).hostIp("[::1]"))
        .withMessageContaining("invalid IP address: [::1]");
  }

  @Property
  void readsBackWhatItPrints(
      @ForAll @IntRange(max = 65_000) int host,
      @ForAll @IntRange(max = 65_000) int container,
      @ForAll @IntRange(max = 500) int more,
      @ForAll Protocol protocol) {
    PortRange hosts = PortRange.of(host, host + more);
    for (PortBinding binding :
        List.of(
            PortBinding.of(container),
            PortBinding.of(hosts, PortRange.of(container)).hostIp("2001:DB8::1"),
            PortBinding.of(hosts, PortRange.of(container, container + more)).hostIp("0.0.0.0"))) {
      PortBinding value = binding.protocol(protocol);
      assertThat(PortBinding.parse(value.toString())).isEqualTo(value);
    }
  }
}
