package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VolumesFromTest {

  @Test
  void keepsTheTextAsTyped() {
    assertThat(VolumesFrom.parse("")).hasToString("");
    assertThat(VolumesFrom.parse("c1:bogus")).hasToString("c1:bogus");
  }

  @Test
  void tellsContainerAndModeApart() {
    VolumesFrom data = VolumesFrom.container("data").readOnly();
    assertThat(data).isEqualTo(VolumesFrom.parse("data:ro"));
    assertThat(data.container()).isEqualTo("data");
    assertThat(data.mode()).isEqualTo("ro");
    assertThat(VolumesFrom.parse("data").mode()).isEmpty();
  }
}
