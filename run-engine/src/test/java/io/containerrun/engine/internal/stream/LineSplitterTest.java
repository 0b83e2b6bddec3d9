package io.containerrun.engine.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter = new LineSplitter(lines::add);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 100})
  void makesTheSameLinesOfAnyPieces(int atOnce) {
    feed("grün\r\n\n日本語 🎉\nlast", atOnce);
    splitter.end();
    assertThat(lines).containsExactly("grün", "", "日本語 🎉", "last");
  }

  @Test
  void addsNothingAfterALastNewline() {
    feed("one\n", 100);
    splitter.end();
    assertThat(lines).containsExactly("one");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 4_096, 3_000_000})
  void passesVeryLongLinesOnInPiecesWithoutCuttingCharacters(int atOnce) {
    String line = "x" + "日".repeat(700_000);
    feed(line + "\nnext\n", atOnce);
    assertThat(lines).hasSize(4).last().isEqualTo("next");
    assertThat(String.join("", lines.subList(0, 3))).isEqualTo(line);
  }

  @Test
  void endsEvenOnBytesThatAreNoCharacters() {
    byte[] garbage = new byte[3 * LineSplitter.LONGEST];
    java.util.Arrays.fill(garbage, (byte) 0x80);
    splitter.write(garbage, 0, garbage.length);
    splitter.end();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
  }

  private void feed(String text, int atOnce) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += atOnce) {
      splitter.write(bytes, i, Math.min(atOnce, bytes.length - i));
    }
  }
}
