package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.internal.text.Durations;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
  /** Letters that the grammars are made of; most texts of them are refused, and are left out. */
  private static final Map<String, Function<String, ?>> GRAMMARS =
      Map.ofEntries(
          Map.entry("0123456789.eExp/_+-", Cpus::parse),
          Map.entry("-10kmg.b ", SwapLimit::parse),
          Map.entry("/ab.:rwm", Device::parse),
          Map.entry("ab/=.-_", Device::parse),
          Map.entry("012,=al\"driveco-", GpuRequest::parse),
          Map.entry("cor=:-120", Ulimit::parse),
          Map.entry("no:-120alwys", RestartPolicy::parse),
          Map.entry("CAP_caplALx ", Capability::parse),
          Map.entry("seccomp=:a", SecurityOption::parse),
          Map.entry("hostcainer:x", IpcMode::parse),
          Map.entry("ab= \t", KeyValue::label),
          Map.entry("a= ", KeyValue::annotation),
          Map.entry("0123456789hmsun.-+", text -> Durations.format(Durations.parse(text))));

  private static final List<String> STARTS =
      List.of(
          "",
          "/dev/a",
          "device=",
          "options=",
          "core=",
          "on-failure:",
          "CAP_",
          "no-new-privileges",
          "container:");

  @Property(tries = 20_000)
  void aValueReadsBackWhatItPrints(@ForAll("texts") Text text) {
    Object value;
    try {
      value = text.parser.apply(text.text);
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat((Object) text.parser.apply(value.toString())).isEqualTo(value);
  }

  @Provide
  Arbitrary<Text> texts() {
    return Combinators.combine(Arbitraries.of(STARTS), Arbitraries.of(GRAMMARS.entrySet()))
        .flatAs(
            (start, grammar) ->
                Arbitraries.strings()
                    .withChars(grammar.getKey())
                    .ofMaxLength(9)
                    .map(rest -> new Text(start + rest, grammar.getValue())));
  }

  record Text(String text, Function<String, ?> parser) {}

  @Property
  void aDeviceOfAnyPathsReadsBack(
      @ForAll("paths") String host,
      @ForAll("paths") String container,
      @ForAll("permissions") String permissions) {
    Device device = new Device.Mapping(host, container, permissions);
    assertThat(Device.parse(device.toString())).isEqualTo(device);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings().withChars("/a.").ofMaxLength(6).map(rest -> "/" + rest);
  }

  @Provide
  Arbitrary<String> permissions() {
    return Arbitraries.of("rwm", "r", "wr", "mrw");
  }

  @Property
  void aRequestForGpusOfAnyPartsReadsBack(
      @ForAll("words") String driver,
      @ForAll("counts") long count,
      @ForAll("lists") List<String> devices,
      @ForAll("lists") List<String> capabilities,
      @ForAll("options") Map<String, String> options) {
    GpuRequest request = new GpuRequest(driver, count, devices, capabilities, options);
    assertThat(GpuRequest.parse(request.toString())).isEqualTo(request);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("a\" \r\n").ofMaxLength(4);
  }

  @Provide
  Arbitrary<Long> counts() {
    return Arbitraries.longs().between(-2, 3);
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return words().list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, String>> options() {
    return Arbitraries.maps(words(), words().map(word -> word + ",=")).ofMaxSize(2);
  }
}
