package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

  @ParameterizedTest
  @CsvSource({
    "unix:///var/run/docker.sock, unix:///var/run/docker.sock",
    "' tcp://10.0.0.1:2375 ', tcp://10.0.0.1:2375",
    "tcp://engine, tcp://engine:2375",
    "engine:4000, tcp://engine:4000",
    ":4000, tcp://localhost:4000",
    "tcp://:4000, tcp://localhost:4000",
    "tcp://[::1]:2375, tcp://[::1]:2375",
    "tcp://host:1/base/, tcp://host:1/base",
    "http://host:1, tcp://host:1",
    "https://host, https://host:2376",
    "https://host:443/docker/, https://host:443/docker",
    "tcp://docker_proxy:2375, tcp://docker_proxy:2375",
    "tcp://a_b, tcp://a_b:2375",
    "_host_:1/base, tcp://_host_:1/base",
    "tcp://host:, tcp://host:2375",
    "tcp://10.0.0.1, tcp://10.0.0.1:2375",
    "tcp://[fe80::1%eth0]:2375, tcp://[fe80::1%eth0]:2375",
    "tcp://[fe80::1%25eth0]:2375, tcp://[fe80::1%eth0]:2375",
    "'[::1]', tcp://[::1]:2375",
    "tcp://[::ffff:10.0.0.1]:65535, tcp://[::ffff:10.0.0.1]:65535",
    "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine",
    "npipe:////server/pipe/a/b-c, npipe:////server/pipe/a/b-c",
    "ssh://host, ssh://host",
    "SSH://me@host/, ssh://me@host",
    "ssh://me@docker_host.example:2222, ssh://me@docker_host.example:2222",
    "ssh://me@[::1]:22/run/user/1/docker.sock, ssh://me@[::1]:22/run/user/1/docker.sock",
    "ssh://me%40corp@host, ssh://me@corp@host",
  })
  void readsEveryFormDockerReads(String text, String canonical) {
    EngineAddress address = EngineAddress.parse(text);
    assertThat(address).hasToString(canonical);
    assertThat(EngineAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unix://relative",
        "gopher://x",
        "tcp://a b",
        "tcp://host:1?x=y",
        "tcp://localhost:99999",
        "tcp://localhost:65536",
        "tcp://localhost:0",
        "tcp://localhost:-1",
        "tcp://localhost:+1",
        "tcp://localhost:x",
        "tcp://localhost:12345678901",
        "tcp://host:1:2",
        "tcp://::1:2375",
        "tcp://[::1",
        "tcp://[host]:1",
        "tcp://[1:2]:1",
        "tcp://[::1]x:1",
        "tcp:///path",
        "tcp://host/a b",
        "tcp://host:1/#x",
        "tcp://ho\u0000st:1",
        "tcp://ho%20st:1",
        "tcp://host\r\nX: y:1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("use unix:///path/to/socket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://user:hunter2@host:2375",
        "https://hunter2@host",
        "user:hunter2@host:1",
        "tcp://user:hunter2/@x@host",
        "gopher://user:hunter2@host",
        "unix://user:hunter2@host",
        "tcp://user:hunter2@[::1"
      })
  void doesNotRepeatAPassword(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse(text))
        .withNoCause()
        .withMessageContaining("***@")
        .withMessageNotContaining("hunter2")
        .withMessageNotContaining("user:");
  }

  @Test
  void probesConnectionsThatAreIdle() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SocketChannel channel =
            new EngineAddress.Tcp("localhost", server.getLocalPort(), "", false).channel()) {
      assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
      for (SocketOption<?> option : channel.supportedOptions()) {
        if (option.name().equals("TCP_KEEPIDLE")) {
          assertThat(channel.getOption(option)).isEqualTo(30);
        }
        if (option.name().equals("TCP_KEEPINTERVAL")) {
          assertThat(channel.getOption(option)).isEqualTo(10);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"npipe://host", "npipe:////./docker_engine", "npipe:////./pipe/a b"})
  void saysWhatIsNoPipe(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse(text))
        .withMessageContaining("this is no pipe; use npipe:////./pipe/NAME");
  }

  @Test
  void isByDefaultWhereTheEngineOfTheSystemIs() {
    assertThat(EngineAddress.defaultOn("Linux")).hasToString("unix:///var/run/docker.sock");
    assertThat(EngineAddress.defaultOn("Mac OS X")).hasToString("unix:///var/run/docker.sock");
    assertThat(EngineAddress.defaultOn("Windows 11")).hasToString("npipe:////./pipe/docker_engine");
  }

  @Test
  void saysWhatIsNotSupported() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse("fd://"))
        .withMessageContaining("is not supported; use a unix socket or tcp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ssh://host; -- host docker system dial-stdio",
        "ssh://me@host:2222; -l me -p 2222 -- host docker system dial-stdio",
        "ssh://[::1]; -- ::1 docker system dial-stdio",
        "ssh://me@host/run/d.sock; -l me -- host docker --host=unix:///run/d.sock system dial-stdio",
        "ssh://host/a b'c; -- host docker '--host=unix:///a b'\\''c' system dial-stdio",
      })
  void startsSshAsTheDockerCommandDoes(String address, String words) {
    assertThat(EngineAddress.parse(address))
        .asInstanceOf(type(EngineAddress.Ssh.class))
        .satisfies(
            it ->
                assertThat(String.join(" ", it.command()))
                    .isEqualTo("ssh -o ConnectTimeout=30 -T " + words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://",
        "ssh:///run/docker.sock",
        "ssh://-oProxyCommand=id",
        "ssh://me@-oProxyCommand=id",
        "ssh://-oProxyCommand=id@host",
        "ssh://%2Dl@host",
        "ssh://@host",
        "ssh://me:s3cret@host",
        "ssh://me%3As3cret@host",
        "ssh://a b",
        "ssh://a;id",
        "ssh://$(id)",
        "ssh://me\nx@host",
        "ssh://host:0",
        "ssh://host:99999",
        "ssh://host:x",
        "ssh://host?x",
        "ssh://host/sock?x",
        "ssh://host/so\nck",
        "ssh://[host]",
      })
  void refusesWhatSshOrAShellWouldTakeForSomethingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse(text))
        .withMessageContaining("invalid engine address: ssh://")
        .withMessageContaining("use ssh://user@host")
        .satisfies(it -> assertThat(it.getMessage()).doesNotContain("s3cret"));
  }
}
