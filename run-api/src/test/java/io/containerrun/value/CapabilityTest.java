package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityTest {
  @ParameterizedTest
  @CsvSource({
    "net_admin, CAP_NET_ADMIN",
    "CAP_NET_ADMIN, CAP_NET_ADMIN",
    "all, ALL",
    "bogus, CAP_BOGUS",
    "'', CAP_",
    "CAP_ALL, CAP_ALL",
    "' net_admin ', 'CAP_ NET_ADMIN '",
    "straße, CAP_STRAßE",
  })
  void bringsTheNameIntoItsFullForm(String text, String name) {
    assertThat(Capability.parse(text).name()).isEqualTo(name);
  }

  @Test
  void printsTheShortName() {
    assertThat(Capability.of("cap_net_admin"))
        .isEqualTo(Capability.NET_ADMIN)
        .hasToString("NET_ADMIN");
    assertThat(Capability.ALL).hasToString("ALL");
    assertThat(Capability.of("CAP_ALL")).hasToString("CAP_ALL");
  }

  @Test
  void knowsTheCapabilitiesOfLinux() {
    assertThat(Capability.known()).hasSize(41).containsAll(Capability.defaults());
    assertThat(Capability.defaults()).hasSize(14);
    assertThat(Capability.SYS_ADMIN.isKnown()).isTrue();
    assertThat(Capability.ALL.isKnown()).isTrue();
    assertThat(Capability.of("SYS_ADMN").isKnown()).isFalse();
  }
}
