package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.value.GpuRequest;
import io.containerrun.value.HealthCheck;
import io.containerrun.value.ImageReference;
import io.containerrun.value.KeyValue;
import io.containerrun.value.Mount;
import io.containerrun.value.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No message, violation or {@code toString} has a secret, whatever option it was given to. */
class NoSecretsTest {

  private static final String SECRET = "s3cret";

  private static final List<String> TEXTS =
      List.of(
          "password=s3cret",
          "splunk-token=s3cret",
          "DB_PASSWD=s3cret",
          "com.example.api-key=a,s3cret",
          "com.example.ApiKey=it's s3cret",
          "https://user:s3cret@host.example.com:8088/path",
          "gelf-address=udp://s3cret@192.0.2.1:12201",
          "a=http://user:pass/s3cret@proxy.example.com",
          "a:b:auth=s3cret",
          "x y:private_key=s3cret",
          "type=volume,target=/x,\"volume-opt=o=username=me,password=s3cret\"",
          "type=volume,target=/x,volume-label=secret=a s3cret",
          "type=volume,target=/x,volume-opt=device=https://me:s3cret@host/x",
          "type=volume,password=s3cret",
          "type=odd,target=/x,credential=s3cret",
          "name=own,driver-opt=com.example.token=s3cret",
          "name=own,token=s3cret",
          "\"options=secret=s3cret\",count=1",
          "token=s3cret,count=1",
          "published=80,password=s3cret",
          "net.password=s3cret",
          "MODE s3=1,passphrase=s3cret");

  private static final List<Target> TARGETS =
      List.of(
          Target.of("linux", new ApiVersion(1, 24)),
          Target.of("linux", new ApiVersion(1, 50)),
          Target.of("windows", new ApiVersion(1, 50)));

  static List<Option<?>> options() {
    // In a path or in the two parts of a tmpfs a URL is none.
    return Option.all().stream()
        .filter(option -> !option.grammar().equals("<path>") && option != ContainerRun.TMPFS)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("options")
  void noOptionShowsOne(Option<?> option) {
    for (String text : TEXTS) {
      String shown;
      try {
        ContainerRun run = ContainerRun.parse(List.of(option.toString(), text, "alpine"));
        assertThat(run.toArguments().toString()).containsIgnoringCase(SECRET);
        shown = shown(run);
      } catch (CommandLineException refused) {
        shown = refused.word() + shown(refused) + refusedByMethod(option, text);
      }
      assertThat(shown).as(option + " " + text).doesNotContainIgnoringCase(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e 'MODE=s3cret' alpine",
        "-e MODE DB=s3cret alpine",
        "---env=MODE=s3cret alpine",
        "--envv=MODE=s3cret alpine",
        "-zeMODE=s3cret alpine",
        "https://me:s3cret@registry.example.com/app",
        "alpine psql postgres://me:s3cret@db/app",
        "alpine sh -c 'PASSWORD=s3cret run'",
        "alpine --api-key=s3cret",
        "--entrypoint --token=s3cret alpine",
        "--health-cmd 'curl http://me:s3cret@localhost' alpine"
      })
  void noWordShowsOne(String line) {
    String shown;
    try {
      shown = shown(ContainerRun.parse(line));
    } catch (CommandLineException refused) {
      shown = refused.word() + shown(refused);
    }
    assertThat(shown).doesNotContain(SECRET);
  }

  @Test
  void everyVariableIsMaskedInARequest() {
    ContainerRun run =
        ContainerRun.parse("-e MODE=s3cret -l token=s3cret -l team=web --log-opt a=b alpine");
    CreateRequest request = run.request(new ApiVersion(1, 50));
    assertThat(request.body().toString()).contains("MODE=s3cret", "token=s3cret");
    assertThat(request.toString()).contains("MODE=***", "token=***", "team=web", "a=b");
    assertThat(request.masked().masked()).isEqualTo(request.masked());
  }

  @Test
  void valuesAreWrittenInFullOnlyAsText() {
    Mount mount = Mount.volume("data").at("/x").driver("own").option("password", SECRET);
    assertThat(mount.text()).endsWith("volume-opt=password=s3cret");
    assertThat(mount).hasToString(mount.text().replace(SECRET, "***"));
    Network network = Network.named("own").driverOption("token", SECRET);
    assertThat(network.text()).isEqualTo("name=own,driver-opt=token=s3cret");
    assertThat(network).hasToString("name=own,driver-opt=token=***");
    GpuRequest gpus = GpuRequest.all().option("secret", SECRET);
    assertThat(gpus.text()).isEqualTo("count=all,options=secret=s3cret");
    assertThat(gpus).hasToString("count=all,options=secret=***");
    assertThat(KeyValue.parse("auth=s3cret")).hasToString("auth=***");
    assertThat(KeyValue.parse("auth=s3cret").text()).isEqualTo("auth=s3cret");
    assertThat(HealthCheck.shell("PASSWORD=s3cret check").toString()).doesNotContain(SECRET);
  }

  @Test
  void anImageThatIsNoneDoesNotShowAVariable() {
    for (String text : List.of("MODE=s3cret", "https://me:s3cret@registry.example.com/app")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> ImageReference.parse(text))
          .satisfies(refused -> assertThat(shown(refused)).doesNotContain(SECRET));
    }
  }

  private static String shown(ContainerRun run) {
    ContainerRun more = run.memory("1m").image("busybox").command("a");
    StringBuilder shown = new StringBuilder(run.toString());
    TARGETS.forEach(target -> shown.append(more.validate(target)).append(run.validate(target)));
    return shown
        .append(run.diff(ContainerRun.of("scratch")))
        .append(run.request(new ApiVersion(1, 50)))
        .toString();
  }

  private static String shown(Throwable problem) {
    return Stream.iterate(problem, it -> it != null, Throwable::getCause).toList().toString();
  }

  private static String refusedByMethod(Option<?> option, String text) {
    try {
      return ContainerRun.of("alpine").withText(option, text).toString();
    } catch (IllegalArgumentException refused) {
      return shown(refused);
    }
  }
}
