package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostEntryTest {

  @ParameterizedTest
  @CsvSource({
    "db:10.0.0.5, db, 10.0.0.5",
    "db=10.0.0.5, db, 10.0.0.5",
    "a:::1, a, ::1",
    "c=[::1], c, ::1",
    "a b:1.2.3.4, a b, 1.2.3.4",
    "h:host-gateway, h, host-gateway",
    "h:[1.2.3.4], h, 1.2.3.4",
  })
  void readsANameAndAnAddress(String text, String name, String address) {
    HostEntry entry = HostEntry.parse(text);
    assertThat(entry).isEqualTo(HostEntry.of(name, address)).hasToString(name + ":" + address);
    assertThat(HostEntry.parse(entry.toString())).isEqualTo(entry);
  }

  @Test
  void keepsTheAddressAsTyped() {
    assertThat(HostEntry.parse("a: 2001:DB8::1")).hasToString("a: 2001:DB8::1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "myhost", ":1.2.3.4", "=1.2.3.4", "a:b=1.2.3.4"})
  void refusesTextWithoutANameOrASeparator(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostEntry.parse(text))
        .withMessage(
            "bad format for add-host: \"" + text + "\"; write name:address, such as db:10.0.0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:", "a:b", "a=b=1.2.3.4", "a:fe80::1%eth0", "a:[]", "a:Host-Gateway"})
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostEntry.parse(text))
        .withMessageStartingWith("invalid IP address in add-host: \"")
        .withMessageContaining("or host-gateway");
  }

  @Test
  void knowsTheHostOfTheEngine() {
    assertThat(HostEntry.gateway("host.docker.internal").isHostGateway()).isTrue();
    assertThat(HostEntry.of("db", "10.0.0.5").isHostGateway()).isFalse();
  }
}
