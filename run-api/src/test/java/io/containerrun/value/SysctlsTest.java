package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SysctlsTest {
  @Test
  void knowsTheNamespaceOfAName() {
    assertThat(Sysctls.isNetwork("net.ipv4.ip_forward")).isTrue();
    assertThat(Sysctls.isIpc("fs.mqueue.msg_max")).isTrue();
    assertThat(Sysctls.isIpc("kernel.sem")).isTrue();
    assertThat(Sysctls.isAllowed("kernel.domainname")).isFalse();
  }
}
