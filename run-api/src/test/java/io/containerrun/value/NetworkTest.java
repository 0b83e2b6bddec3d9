package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @Test
  void printsANameAloneUntilSomethingIsSet() {
    assertThat(Network.named("My-Net")).hasToString("My-Net");
    assertThat(Network.named("my-net").alias("db").ip("10.0.0.5"))
        .hasToString("name=my-net,alias=db,ip=10.0.0.5");
  }

  @Test
  void readsEveryKeyOfTheLongForm() {
    assertThat(
            Network.parse(
                "name=n,alias=a,alias=b,ip=10.0.0.5,ip6=2001:db8::5,mac-address=02-42-AC-11-00-02,"
                    + "link-local-ip=169.254.1.1,driver-opt=k=v,gw-priority=-5"))
        .isEqualTo(
            new Network(
                NetworkMode.named("n"),
                List.of("a", "b"),
                IpAddress.of("10.0.0.5"),
                IpAddress.of("2001:db8::5"),
                List.of(IpAddress.of("169.254.1.1")),
                MacAddress.parse("02-42-ac-11-00-02"),
                Map.of("k", "v"),
                -5));
  }

  @Test
  void readsTheLongFormInLowerCaseAndTrimmed() {
    assertThat(Network.parse("NAME=My-Net, Alias= DB ,\"driver-opt= K = V,W\""))
        .isEqualTo(Network.named("my-net").alias("db").driverOption("k", "v,w"));
  }

  @Test
  void takesTheLongFormOnlyWhereKeyAndValueTouch() {
    assertThat(Network.parse("name = my-net")).isEqualTo(Network.named("name = my-net"));
    assertThat(Network.parse("name=a=b")).isEqualTo(Network.named("a=b")).hasToString("name=a=b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network=n,x=y | invalid field key network",
        "my-net,alias=web | invalid field my-net",
        "name=n,=x | invalid field =x",
        "name=,alias=a | network name/id is not specified",
        "name=n,gw-priority=1.5 | invalid gw-priority (1.5): invalid syntax",
        "name=n,gw-priority=99999999999999999999 | invalid gw-priority (99999999999999999999): value out of range",
        "name=n,driver-opt=a | invalid key value pair format in driver options",
        "name=n,driver-opt==b | invalid key value pair format in driver options",
        "name=n,mac-address=foobar | foobar is not a valid mac address",
        "name=host,alias=x | network-scoped aliases are only supported for user-defined networks",
      })
  void refusesAWrongLongForm(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.parse(text))
        .withMessageStartingWith(problem + "; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DB", " db"})
  void refusesASettingThatTheLongFormCannotHold(String alias) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.named("n").alias(alias))
        .withMessageStartingWith("network setting");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.named("My-Net").alias("db"))
        .withMessageContaining("would be read in lower case");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab1-.:=,\"\n\u00e9 ").ofMaxLength(6).map(Words::trim);
  }

  @Property
  void readsBackWhatItPrints(
      @ForAll("texts") String name,
      @ForAll("texts") String alias,
      @ForAll("texts") String ip,
      @ForAll("texts") String value,
      @ForAll int priority) {
    Network plain = Network.named("n" + name);
    assertThat(Network.parse(plain.toString())).isEqualTo(plain);
    Network signs = Network.named("-").alias(alias).ip(ip).linkLocalIp(ip).driverOption("-", value);
    assertThat(Network.parse(signs.toString())).isEqualTo(signs);
    Network full = plain.ip6(ip).driverOption("k", value).gatewayPriority(priority).alias(alias);
    assertThat(Network.parse(full.toString())).isEqualTo(full);
  }
}
