package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.handle.FinishedRunSample;
import io.containerrun.engine.internal.stream.CapturingReceiver;
import io.containerrun.value.StandardStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunResultTest {

  @Test
  void passesItselfOnIfTheExitCodeIsZero() {
    RunResult result = result(0, "out", "");
    assertThat(result.requireSuccess()).isSameAs(result);
    assertThat(result.isSuccess()).isTrue();
  }

  @Test
  void failsWithTheExitCodeAndTheLastWords() {
    assertThatThrownBy(() -> result(13, "out", "one\ntwo\n").requireSuccess())
        .isInstanceOf(ExitException.class)
        .hasMessage("container 0123456789ab exited with 13; its last output:\none\ntwo");
    assertThatThrownBy(() -> result(1, "from a terminal", "").requireSuccess())
        .hasMessageEndingWith("its last output:\nfrom a terminal");
    assertThatThrownBy(() -> result(1, "", "").requireSuccess())
        .hasMessage("container 0123456789ab exited with 1");
  }

  @Test
  void repeatsNoMoreThanTheLastLines() {
    String lines =
        IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> result(1, "", lines).requireSuccess())
        .hasMessageContaining("line 91\n")
        .hasMessageEndingWith("line 100")
        .satisfies(it -> assertThat(it.getMessage()).doesNotContain("line 90\n"));
    assertThatThrownBy(() -> result(1, "", "x".repeat(9_000)).requireSuccess())
        .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(2_100));
  }

  @Test
  void partOfAnOutputDoesNotPassForAll() {
    CapturingReceiver bounded = new CapturingReceiver(4);
    write(bounded, StandardStream.STDOUT, "0123456789");
    write(bounded, StandardStream.STDERR, "err");
    RunResult result = FinishedRunSample.of("0123456789abcdef", 0, bounded.captured());
    assertThat(result.requireSuccess().isTruncated()).isTrue();
    assertThat(result.stderr()).isEqualTo("err");
    assertThat(result.stdoutExcerpt()).startsWith("01\n").endsWith("\n89").contains(" 6 bytes ");
    assertThatThrownBy(result::stdoutBytes)
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessage(
            "container 0123456789ab exited with 0: its stdout has 6 bytes more than were captured:"
                + " use Output.captured(size) with a larger size, or stream it; stdoutExcerpt() has"
                + " the rest");
  }

  private static RunResult result(int code, String out, String err) {
    CapturingReceiver output = new CapturingReceiver(1 << 20);
    write(output, StandardStream.STDOUT, out);
    write(output, StandardStream.STDERR, err);
    return FinishedRunSample.of("0123456789abcdef", code, output.captured());
  }

  private static void write(CapturingReceiver output, StandardStream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.accept(stream, bytes, 0, bytes.length);
  }
}
