package io.containerrun.engine.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBytesTest {

  @ParameterizedTest
  @CsvSource({"'', ''", "abc, abc", "abcdefgh, abcdefgh"})
  void keepsWhatFits(String text, String kept) {
    assertThat(kept(text, 1)).isEqualTo(kept);
    assertThat(kept(text, 100)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 26})
  void keepsTheFirstAndTheLastHalfOfMore(int atOnce) {
    assertThat(kept("abcdefghijklmnopqrstuvwxyz", atOnce))
        .isEqualTo("abcd\n[… 18 bytes left out by ContainerRun …]\nwxyz");
    assertThat(kept("abcdefghi", atOnce))
        .isEqualTo("abcd\n[… 1 bytes left out by ContainerRun …]\nfghi");
  }

  @Test
  void tellsHowMuchIsMissing() {
    BoundedBytes bytes = new BoundedBytes(8);
    bytes.write(new byte[1000], 0, 1000);
    assertThat(bytes.leftOut()).isEqualTo(992);
  }

  private static String kept(String text, int atOnce) {
    BoundedBytes kept = new BoundedBytes(8);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += atOnce) {
      kept.write(bytes, i, Math.min(atOnce, bytes.length - i));
    }
    return new String(kept.toByteArray(), StandardCharsets.UTF_8);
  }
}
