package io.containerrun;

import static io.containerrun.ContainerRun.ENV;
import static io.containerrun.ContainerRun.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.containerrun.value.Cpus;
import io.containerrun.value.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Absurd input ends in a documented exception or in a run, and takes time that grows with its
 * length: where it grew with the square, these tests would take hours.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileInputTest {

  private static final ApiVersion API = new ApiVersion(1, 50);

  private static final List<String> UNITS =
      List.of(
          "0", "1", "9", "f", "_1", "1_", ".", "1.", "a.", "a-", "-", "+", ",", ":", "/", "../",
          "=", "\"", "\"\"", "'", " ", "\n", "\r\n", "\\", "[", "{", "a=b,", "0-1,", "1h", "\u00e9",
          "\u0000", "%", "$", "a@", "__", "0x", "ctrl-a,", "a b ", "::", "\"a\",", "\u0663");

  private static final List<String> PATTERNS =
      List.of(
          "1(0)m",
          "0.(0)1m",
          "1.(1)g",
          "1e(1)",
          "1e-(1)",
          "0x(f)",
          "0x(f)p9",
          "0x1p(1)",
          "0b(1)",
          "0o(1)",
          "-(1)",
          "1/(1)",
          "(1)/(1)",
          "(1)x",
          "(0)1",
          "(1)s",
          "0.(1)s",
          "(1):(1)",
          "(1)-(1)",
          "( )x( )y",
          "a(-)a",
          "a(.a)!",
          "a/a=(a.)",
          "/(a/../)",
          "/dev/sda:(1)",
          "/dev/sda:(1)m",
          "/dev/sda:(0)5",
          "nofile=(1):(1)",
          "on-failure:(1)",
          "type=volume,target=/x(,volume-label=a=b)",
          "type=tmpfs,target=/x,tmpfs-size=(1)m",
          "type=tmpfs,target=/x,tmpfs-mode=(0)7",
          "type=bind,source=/a,target=/x(,ro)",
          "name=x(,alias=a)",
          "name=x(,driver-opt=a=b)",
          "name=x,gw-priority=(1)",
          "device=(0,)",
          "count=(1)",
          "\"options=(a=b,)\"",
          "seccomp=([)",
          "seccomp={(\"a\":)",
          "label=(a:)",
          "(1):(1):80",
          "[::1]:(1):80",
          "80/(a)",
          "80(/)",
          "host:(1.)",
          "h=[(:)]",
          "c (1):(1) rwm",
          "linux(/a)",
          "(00:)00",
          "/a:/b(:ro)",
          "/a:/b:ro(,ro)",
          "net.(a.)=1",
          "a=(x)");

  static List<Option<?>> options() {
    return Option.all();
  }

  static Stream<Option<?>> repeatable() {
    return Option.all().stream().filter(Option::isRepeatable);
  }

  @ParameterizedTest
  @MethodSource("options")
  void aValueIsTakenOrRefused(Option<?> option) {
    texts(option, 2_500).forEach(text -> takeOrRefuse(option, text));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("options")
  void soIsALongerOne(Option<?> option) {
    texts(option, 20_000).forEach(text -> takeOrRefuse(option, text));
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void anOptionIsRepeated(Option<?> option) {
    useInEveryWay(repeated(option, 50_000, 1_000));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("repeatable")
  void anOptionIsRepeatedMoreOften(Option<?> option) {
    useInEveryWay(repeated(option, 100_000, 10_000));
  }

  @Test
  void aSizeOfAThousandDigitsIsASizeOrRefused() {
    String zeros = "0".repeat(1_000_000);
    assertThat(Size.parse(zeros + "1m")).isEqualTo(Size.mebibytes(1));
    assertThat(Size.parse("1." + zeros + "1g")).isEqualTo(Size.gibibytes(1));
    assertThat(Size.parse("0." + "0".repeat(995) + "1024e999")).isEqualTo(Size.bytes(1_024));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContainerRun.of("alpine").memory("1" + zeros + "m"))
        .withMessageContaining("more than an engine can count");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.parse("0x" + "f".repeat(10_000) + "p1"))
        .withMessageContaining("more than an engine can count");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cpus.parse("1" + zeros))
        .withMessageContaining("write a number such as 1.5");
  }

  @Test
  void allPortsArePublishedAHundredTimes() {
    for (String ports : List.of("1-65535", "1-65535:1-65535")) {
      ContainerRun run = ContainerRun.parse(("-p " + ports + " ").repeat(100) + "alpine");
      assertThat(run.all(PUBLISH)).hasSize(100);
      assertThat(run.validate()).isEmpty();
      assertThat(run.request(API).body().get("ExposedPorts"))
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
          .hasSize(65_535);
    }
  }

  @Test
  void thePortsOfManyAddressesAreCompared() {
    String line =
        IntStream.range(0, 20_000)
            .mapToObj(
                i -> "-p 127." + (i >> 8) + "." + (i & 255) + ".1:80:" + (i % 9_000 + 1) + " ")
            .collect(Collectors.joining());
    assertThat(ContainerRun.parse(line + "alpine").validate()).isEmpty();
    assertThat(ContainerRun.parse(line + "-p 80:9999 alpine").validate())
        .extracting(Violation::rule)
        .containsExactly("host-port-twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "#\n",
        " \\\n",
        "'' \\\n",
        "a\\\n",
        "\\ ",
        "\\\\",
        "'a'\"b\"",
        "-",
        "^\n",
        "`\n",
        "# ",
        "$ ",
        "\\ \n",
        "A=b ",
        "sudo ",
        "sudo -u ",
        "timeout 1 ",
        "docker ",
        "docker -D ",
        "docker -c ",
        "/a/",
        "C:\\\\",
        "a@b ",
        "docker run "
      })
  void aLineIsLong(String part) {
    String parts = part.repeat(500_000);
    for (String line :
        List.of(parts + "alpine", "--name a" + parts + " alpine", "alpine\n" + parts)) {
      try {
        assertThat(ContainerRun.parse(line).toCommandLine()).startsWith("docker run ");
      } catch (CommandLineException refused) {
        assertThat(refused).message().isNotBlank();
      }
    }
  }

  @Test
  void aVariableIsReplacedAgainAndAgain() {
    ContainerRun run = ContainerRun.of("alpine");
    for (int i = 0; i < 200_000; i++) {
      run = run.env("A" + i % 50_000, String.valueOf(i));
    }
    assertThat(run.all(ENV)).hasSize(50_000);
    assertThat(run.all(ENV).get(49_999).text()).isEqualTo("A49999=199999");
  }

  @Test
  void aLongFlagIsUnknown() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("--" + "a".repeat(1_000_000) + " alpine"))
        .withMessageContaining("unknown flag");
    assertThat(Option.nearest("memory".repeat(100_000))).isEmpty();
  }

  private static Stream<String> texts(Option<?> option, int length) {
    String example = option.example();
    Stream<String> ofExample =
        Stream.of("()", "(,)", "(:)", "( )", "(0)", "(1)").map(example::concat);
    return Stream.concat(
            UNITS.stream().map(unit -> "(" + unit + ")"),
            Stream.concat(PATTERNS.stream(), ofExample))
        .map(pattern -> expanded(pattern.replace("()", "(" + example + ")"), length));
  }

  /** The text with each part in parentheses as often as it takes to fill the length. */
  private static String expanded(String pattern, int length) {
    StringBuilder text = new StringBuilder();
    for (String part : pattern.split("[()]", -1)) {
      // Every second part stood in parentheses.
      boolean isRepeated = !part.isEmpty() && pattern.contains("(" + part + ")");
      text.append(isRepeated ? part.repeat(length / part.length()) : part);
    }
    return text.toString();
  }

  private static void takeOrRefuse(Option<?> option, String text) {
    try {
      useInEveryWay(ContainerRun.parse(List.of(option + "=" + text, "alpine")));
    } catch (CommandLineException refused) {
      assertThat(refused).message().isNotBlank();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ContainerRun.of("alpine").withText(option, text));
    }
  }

  /** Adds the option by words and by method; some of its values are used further. */
  private static ContainerRun repeated(Option<?> option, int count, int used) {
    List<String> words = new ArrayList<>();
    ContainerRun run = ContainerRun.of("alpine");
    ContainerRun some = run;
    for (int i = 0; i < count; i++) {
      String text = value(option, i);
      words.addAll(List.of(option.toString(), text));
      run = run.withText(option, text);
      some = i < used ? run : some;
    }
    words.add("alpine");
    assertThat(ContainerRun.parse(words)).isEqualTo(run);
    return some;
  }

  private static String value(Option<?> option, int i) {
    String address = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
    return switch (option.flag()) {
      case "env", "label", "annotation", "log-opt", "storage-opt" -> "A" + i + "=x";
      case "sysctl" -> "net.a" + i + "=1";
      case "dns", "link-local-ip" -> address;
      case "add-host" -> "h" + i + ":" + address;
      case "publish" -> address + ":" + (i % 60_000 + 1) + ":80";
      case "expose" -> String.valueOf(i % 65_535 + 1);
      case "volume", "tmpfs" -> "/a" + i;
      case "mount" -> "type=volume,target=/m" + i;
      case "device" -> "/dev/d" + i;
      case "device-read-bps", "device-write-bps" -> "/dev/d" + i + ":1m";
      case "device-read-iops", "device-write-iops" -> "/dev/d" + i + ":1";
      case "blkio-weight-device" -> "/dev/d" + i + ":100";
      case "ulimit" -> "nofile=" + i;
      case "attach" -> i % 2 == 0 ? "stdout" : "stderr";
      case "gpus" -> "device=" + i;
      case "device-cgroup-rule" -> "c " + i + ":* rmw";
      case "security-opt" -> "label=type:a" + i;
      case "link" -> "a" + i + ":b";
      default -> "x" + i;
    };
  }

  private static void useInEveryWay(ContainerRun run) {
    assertThat(run.validate()).doesNotContainNull();
    assertThat(run.validate(Target.of("linux", new ApiVersion(1, 40)))).doesNotContainNull();
    assertThat(run.validate(Target.of("windows", API))).doesNotContainNull();
    assertThat(run.request(API).toString()).startsWith("POST /containers/create");
    assertThat(run.toString()).startsWith("docker run ");
    assertThat(run.toJava()).startsWith("ContainerRun run =");
    assertThat(run.diff(ContainerRun.of("scratch"))).isNotEmpty();
    boolean isSame =
        ContainerRun.parse(run.toArguments()).equals(run)
            && ContainerRun.parse(run.toCommandLine()).equals(run);
    assertThat(isSame).isTrue();
  }
}
