package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  @Test
  void splitsAtBlanks() {
    assertThat(ShellWords.split("  a\tb  c ")).containsExactly("a", "b", "c");
  }

  @Test
  void quotesKeepBlanksAndGlueToTheirWord() {
    assertThat(ShellWords.split("a' b 'c \"d e\" ''")).containsExactly("a b c", "d e", "");
  }

  @Test
  void aBackslashTakesOffMagic() {
    assertThat(ShellWords.split("a\\ b \\$HOME \"\\$x \\\" \\n\" '\\n'"))
        .containsExactly("a b", "$HOME", "$x \" \\n", "\\n");
  }

  @Test
  void aBackslashAtTheEndOfALineGoesOnInTheNext() {
    assertThat(ShellWords.split("a \\\n  b\\\nc \\\r\n d")).containsExactly("a", "bc", "d");
  }

  @Test
  void aCommentEndsWithItsLine() {
    assertThat(ShellWords.split("# first\na b#c # rest")).containsExactly("a", "b#c");
    assertThat(ShellWords.split("a b\n# done\n\n")).containsExactly("a", "b");
    assertThat(ShellWords.split("a~ '~' x=~")).containsExactly("a~", "~", "x=~");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a $HOME",
        "a \"${x}\"",
        "a $(pwd)",
        "a `pwd`",
        "a | b",
        "a > b",
        "a; b",
        "a &",
        "-v ~/data:/d",
        "a $'x'"
      })
  void refusesWhatAShellWouldWorkOut(String line) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ShellWords.split(line))
        .withMessageContaining("is for a shell to work out")
        .withMessageContaining("quote it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a 'b", "a \"b", "a \"b\\\""})
  void refusesAQuoteThatIsNeverClosed(String line) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ShellWords.split(line))
        .withMessageContaining("at character 3 is never closed");
  }

  @Test
  void refusesASecondLine() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ShellWords.split("a b\nc"))
        .withMessageContaining("end it with a backslash");
  }

  @Test
  void aDollarThatExpandsToNothingIsADollar() {
    assertThat(ShellWords.split("a$ \"5 $\"")).containsExactly("a$", "5 $");
  }

  @Property
  void quotedWordsComeBack(@ForAll List<String> words) {
    assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
  }
}
