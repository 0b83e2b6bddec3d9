package io.containerrun.engine.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.value.DetachKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetachFilterTest {

  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

  private boolean type(DetachFilter filter, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return filter.pass(bytes, 0, bytes.length, passed);
  }

  @Test
  void holdsABeginningOfTheKeysBackUntilItIsKnownHowItGoesOn() {
    DetachFilter filter = new DetachFilter(DetachKeys.DEFAULT.codes());
    assertThat(type(filter, "a\u0010")).isFalse();
    assertThat(passed).hasToString("a");
    assertThat(type(filter, "b")).isFalse();
    assertThat(passed).hasToString("a\u0010b");
    assertThat(type(filter, "\u0010")).isFalse();
    assertThat(type(filter, "\u0011dropped")).isTrue();
    assertThat(passed).hasToString("a\u0010b");
  }

  @ParameterizedTest
  @CsvSource({
    "'a,a,b', xaaab, xa, true",
    "'a,b,a,c', ababac, ab, true",
    "'a,b,a,b,c', ababab, ab, false",
    "'x', abc, abc, false",
    "'x', axb, a, true",
  })
  void findsKeysThatBeginWithinOthers(String keys, String typed, String through, boolean found) {
    DetachFilter filter = new DetachFilter(DetachKeys.parse(keys).codes());
    boolean complete = false;
    for (int i = 0; i < typed.length(); i++) {
      complete = complete || type(filter, typed.substring(i, i + 1));
    }
    assertThat(complete).isEqualTo(found);
    assertThat(passed).hasToString(through);
  }

  @Test
  void passesOnWhatItHeldBackAtTheEnd() {
    DetachFilter filter = new DetachFilter(DetachKeys.DEFAULT.codes());
    assertThat(type(filter, "a\u0010")).isFalse();
    filter.end(passed);
    assertThat(passed).hasToString("a\u0010");
  }

  @Test
  void findsNothingWithoutKeys() {
    assertThat(type(new DetachFilter(new byte[0]), "\u0010\u0011")).isFalse();
    assertThat(passed).hasToString("\u0010\u0011");
  }
}
