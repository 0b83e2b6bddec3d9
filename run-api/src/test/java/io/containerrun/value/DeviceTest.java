package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
  @Test
  void isBuiltStepByStep() {
    assertThat(Device.of("/dev/sdc").at("/dev/xvdc").permissions("r"))
        .hasToString("/dev/sdc:/dev/xvdc:r");
    assertThat(Device.of("/dev/sdc")).hasToString("/dev/sdc");
    assertThat(Device.of("/dev/sdc").permissions("rw")).hasToString("/dev/sdc:rw");
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/sda, /dev/sda, /dev/sda, rwm",
    "/dev/sda:/x, /dev/sda, /x, rwm",
    "/dev/sda:rw, /dev/sda, /dev/sda, rw",
    "/dev/sda:/x:mrw, /dev/sda, /x, mrw",
    "relative:/x, relative, /x, rwm",
    "/a//b/../c, /a/c, /a/c, rwm",
    "/a//b:/c/, /a//b, /c, rwm",
    "/a//b:/c/:r, /a//b, /c/, r",
    "/a/./b:r, /a/b, /a/b, r",
    "/dev/x:w, /dev/x, /dev/x, w",
  })
  void readsOneToThreeParts(String text, String host, String container, String permissions) {
    Device device = Device.parse(text);
    assertThat(device).isEqualTo(new Device.Mapping(host, container, permissions));
    assertThat(Device.parse(device.toString())).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvidia.com/gpu=all", "v.x/c_1=a:b", "class/CLSID=1", "v/c=0"})
  void readsQualifiedNames(String text) {
    assertThat(Device.parse(text)).isEqualTo(Device.cdi(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class/5B45201D-F2F2-4F3B-85BB-30FF1F953599",
        "vpci-location-path://PCIROOT(0)#PCI(0100)"
      })
  void readsTheFormsOfWindows(String text) {
    assertThat(Device.parse(text)).isEqualTo(Device.windows(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'bad format for path: '",
    ":/x, bad format for path: :/x",
    "a:b:c:d, bad format for path: a:b:c:d",
    "sda, sda is not an absolute path",
    "/dev/sda:rr, rr is not an absolute path",
    "/tmp:, ' is not an absolute path'",
    "path:rw, path is not an absolute path",
    "/a:/b:, bad mode specified: ",
    "/a:/b:rwr, bad mode specified: rwr",
    "/a:rw:r, rw is not an absolute path",
    "nvidia.com/gpu:0, 0 is not an absolute path",
    "'nvidia.com/gpu=0,1', 'nvidia.com/gpu=0,1 is not an absolute path'",
  })
  void refusesOtherForms(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.parse(text))
        .withMessageStartingWith(reason)
        .withMessageContaining("; write ");
  }
}
