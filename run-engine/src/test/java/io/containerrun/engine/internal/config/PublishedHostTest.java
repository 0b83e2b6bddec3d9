package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.containerrun.Environment;
import io.containerrun.engine.internal.http.EngineAddress;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedHostTest {

  private static final String ROUTES =
      """
      Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
      eth1	00000000	%s	0003	0	0	100	00000000	0	0	0
      eth0	00000000	%s	0003	0	0	0	00000000	0	0	0
      eth0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
      """
          .formatted(bytes(10, 0, 0, 1), bytes(172, 17, 0, 1));

  private static final String SOCKETS =
      """
      Num       RefCount Protocol Flags    Type St Inode Path
      0000000000000000: 00000002 00000000 00010000 0001 01 18968 /run/docker.sock
      0000000000000000: 00000003 00000000 00000000 0001 03 18969 /run/podman.sock
      0000000000000000: 00000002 00000000 00010000 0001 01 18970 @/docker-abstract
      """;

  private final Map<Path, String> files = new HashMap<>();

  /** An address as the kernel prints it: the number that its bytes are on this machine. */
  private static String bytes(int a, int b, int c, int d) {
    boolean little = ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN);
    return little
        ? String.format("%02X%02X%02X%02X", d, c, b, a)
        : String.format("%02X%02X%02X%02X", a, b, c, d);
  }

  private String hostFor(String address) {
    Environment environment = new FileEnvironment(files);
    return new PublishedHost(environment).of(Optional.empty(), EngineAddress.parse(address));
  }

  private void inContainer(String marker) {
    files.put(Path.of(marker), "");
    files.put(Path.of("/proc/net/route"), ROUTES);
    files.put(Path.of("/proc/net/unix"), SOCKETS);
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///run/docker.sock, 127.0.0.1",
    "tcp://build:2375, build",
    "tcp://[::1]:1, ::1"
  })
  void isTheHostOfTheAddressOrThisMachine(String address, String host) {
    files.put(Path.of("/proc/net/route"), ROUTES);
    assertThat(hostFor(address)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.dockerenv", "/run/.containerenv"})
  void isTheGatewayInsideAContainer(String marker) {
    inContainer(marker);
    assertThat(hostFor("unix:///run/mounted.sock")).isEqualTo("172.17.0.1");
    assertThat(hostFor("unix:///run/podman.sock")).isEqualTo("172.17.0.1");
    assertThat(hostFor("tcp://build:2375")).isEqualTo("build");
  }

  @Test
  void isThisMachineInsideAContainerThatHasTheEngineToo() {
    inContainer("/.dockerenv");
    assertThat(hostFor("unix:///var/run/docker.sock")).isEqualTo("127.0.0.1");
  }

  @Test
  void isThisMachineInsideAContainerWithoutADefaultGateway() {
    inContainer("/.dockerenv");
    files.put(Path.of("/proc/net/route"), ROUTES.lines().findFirst().orElseThrow());
    assertThat(hostFor("unix:///run/mounted.sock")).isEqualTo("127.0.0.1");
    files.remove(Path.of("/proc/net/route"));
    files.remove(Path.of("/proc/net/unix"));
    assertThat(hostFor("unix:///run/mounted.sock")).isEqualTo("127.0.0.1");
  }

  @Test
  void isWhatIsAskedFor() {
    inContainer("/.dockerenv");
    PublishedHost decision = new PublishedHost(new FileEnvironment(files));
    Optional<String> wanted = Optional.of("host.docker.internal");
    assertThat(decision.of(wanted, EngineAddress.parse("unix:///run/mounted.sock")))
        .isEqualTo("host.docker.internal");
    assertThat(decision.of(wanted, EngineAddress.parse("tcp://build")))
        .isEqualTo("host.docker.internal");
  }

  @ParameterizedTest
  @CsvSource({
    "docker_proxy, docker_proxy",
    "10.0.0.1, 10.0.0.1",
    "[::1], ::1",
    "fe80::1%eth0, fe80::1%eth0"
  })
  void readsNamesAndAddresses(String text, String host) {
    assertThat(PublishedHost.parse(text)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:80", "tcp://a", "a/b", "a b", "a\r\nb", "[]"})
  void refusesWhatIsNoHost(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PublishedHost.parse(text))
        .withMessageContaining("use a name or an IP address");
  }

  /** A caller that sees only these files. */
  private record FileEnvironment(Map<Path, String> files) implements Environment {
    @Override
    public Optional<String> variable(String name) {
      return Optional.empty();
    }

    @Override
    public byte[] read(Path file) throws IOException {
      String content = files.get(file);
      if (content == null) {
        throw new NoSuchFileException(file.toString());
      }
      return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean exists(Path file) {
      return files.containsKey(file);
    }

    @Override
    public Path workingDirectory() {
      return Path.of("/");
    }
  }
}
