package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.Platform;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultsTest {

  private static final ContainerRun RUN = ContainerRun.of("alpine");
  private static final DetachKeys KEYS = DetachKeys.parse("ctrl-x");

  private static final Defaults SOME =
      new Defaults(
          Optional.of(Platform.of("linux", "arm64")),
          KEYS,
          Map.of("HTTP_PROXY", "http://p:1", "http_proxy", "http://p:1", "NO_PROXY", "local"));

  @Test
  void aRunKeepsThePlatformThatItNames() {
    assertThat(SOME.on(RUN)).isEqualTo(RUN.platform(Platform.of("linux", "arm64")));
    ContainerRun chosen = RUN.platform(Platform.of("linux", "amd64"));
    assertThat(SOME.on(chosen)).isEqualTo(chosen);
  }

  @Test
  void onlyARunWithATerminalAndItsInputIsLeftByKeys() {
    ContainerRun typed = RUN.platform(Platform.of("linux", "amd64")).interactive().tty();
    assertThat(SOME.on(typed)).isEqualTo(typed.detachKeys(KEYS));
    ContainerRun own = typed.detachKeys(DetachKeys.DEFAULT);
    assertThat(SOME.on(own)).isEqualTo(own);
    ContainerRun unseen = typed.without(ContainerRun.INTERACTIVE);
    assertThat(SOME.on(unseen)).isEqualTo(unseen);
    assertThat(SOME.on(typed.detach())).isEqualTo(typed.detach());
  }

  @Test
  void askedForKeysWin() {
    assertThat(SOME.keys(DetachKeys.parse("a"))).hasToString("a");
    assertThat(SOME.keys(DetachKeys.parse(""))).isEqualTo(KEYS);
  }

  @Test
  void proxiesReachTheEnvironmentUnlessTheRunNamesThem() {
    ContainerRun run = RUN.env("HTTP_PROXY", "mine").env("http_proxy");
    assertThat(SOME.withProxies(run)).isEqualTo(run.env("NO_PROXY", "local"));
  }
}
