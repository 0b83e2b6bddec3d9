package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunChecksTest {

  @Test
  void proxiesReachTheEnvironmentUnlessTheRunNamesThem() {
    ContainerRun run = ContainerRun.of("alpine").env("HTTP_PROXY", "mine").env("http_proxy");
    Map<String, String> proxies =
        Map.of("HTTP_PROXY", "http://p:1", "http_proxy", "http://p:1", "NO_PROXY", "local");
    assertThat(RunChecks.withProxies(run, proxies)).isEqualTo(run.env("NO_PROXY", "local"));
  }
}
