package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuRequestTest {
  @Test
  void isBuiltStepByStep() {
    assertThat(GpuRequest.all()).hasToString("count=all");
    assertThat(GpuRequest.count(2).driver("nvidia")).hasToString("count=2,driver=nvidia");
    assertThat(GpuRequest.devices("0", "2").capabilities("utility").option("a", "b,c"))
        .hasToString("\"device=0,2\",capabilities=utility,\"options=\"\"a=b,c\"\"\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "all; count=all",
        "-1; count=all",
        "-2; count=-2",
        "2; count=2",
        "device=0; device=0",
        "count=0,device=0; device=0",
        "count=all,device=0; count=all,device=0",
        "1,2; count=2",
        "count=1,all; count=all",
        "driver=nvidia; count=1,driver=nvidia",
        "options=a; count=1,options=a=",
        "device=; device=",
        "device=0,1; count=1,device=0",
        "capabilities=; count=1,capabilities=",
        "count=0; count=0",
      })
  void readsANumberOrFields(String text, String printed) {
    assertThat(GpuRequest.parse(text)).hasToString(printed).isEqualTo(GpuRequest.parse(printed));
  }

  @Test
  void asksForTheCapabilityGpuAlways() {
    assertThat(GpuRequest.parse("\"capabilities=compute,utility\"").allCapabilities())
        .containsExactly("compute", "utility", "gpu");
    assertThat(GpuRequest.all().allCapabilities()).containsExactly("gpu");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 'invalid count (1.5): value must be either \"all\" or an integer: invalid syntax'",
    "count=, invalid count (): value must be",
    "device, invalid count (device): value must be",
    "bogus=1, unexpected key 'bogus' in 'bogus=1'",
    "'all,count=1', gpu request key 'count' can be specified only once",
    "'1,1', gpu request key '1' can be specified only once",
    "options=, failed to read gpu options: EOF",
    "'', EOF",
  })
  void refusesOtherForms(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GpuRequest.parse(text))
        .withMessageContaining(reason)
        .withMessageContaining("; ");
  }

  @Test
  void refusesSeparatorsInsideItsParts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GpuRequest.devices("0,1"))
        .withMessageContaining("give each device and capability apart");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GpuRequest.all().option("a=b", "c"))
        .withMessageContaining("give the value apart");
  }
}
