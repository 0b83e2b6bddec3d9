package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 4096})
  void readsTheHeadAndKeepsWhatComesBehindIt(int atOnce) throws IOException {
    ReadableByteChannel channel =
        pieces("HTTP/1.1 101 UPGRADED\r\nContent-Type:  a/b \r\nX: y\r\n\r\n\1\0rest", atOnce);
    ResponseHead head = ResponseHead.read(channel);
    assertThat(head.status()).isEqualTo(101);
    assertThat(head.headers()).containsEntry("content-type", "a/b").containsEntry("x", "y");
    assertThat(text(head) + drained(channel)).isEqualTo("\1\0rest");
  }

  @Test
  void readsAHeadThatIsLargerThanItsFirstBuffer() throws IOException {
    String value = "v".repeat(20_000);
    ResponseHead head =
        ResponseHead.read(pieces("HTTP/1.1 200 OK\r\nX: " + value + "\r\n\r\n!", 999));
    assertThat(head.headers()).containsEntry("x", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 999 X\r\n\r\n", "HTTP/1.1 200 OK\r\nbreaks"})
  void refusesWhatIsNoHead(String text) {
    assertThatThrownBy(() -> ResponseHead.read(pieces(text, 100)))
        .asInstanceOf(type(ConnectionFailure.class))
        .extracting(ConnectionFailure::kind)
        .isEqualTo(Kind.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void leavesInterimResponsesOut(int atOnce) throws IOException {
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n";
    ReadableByteChannel channel = pieces(interim + "HTTP/1.1 204 No Content\r\n\r\nrest", atOnce);
    ResponseHead head = ResponseHead.read(channel);
    assertThat(head.status()).isEqualTo(204);
    assertThat(head.reason()).isEqualTo("No Content");
    assertThat(head.headers()).isEmpty();
    assertThat(text(head) + drained(channel)).isEqualTo("rest");
  }

  @Test
  void givesUpAServerThatOnlyEverBegins() {
    String interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(200);
    assertThatThrownBy(() -> ResponseHead.read(pieces(interim, 4096)))
        .isInstanceOf(ConnectionFailure.class)
        .hasMessageContaining("interim");
  }

  @Test
  void readsLinesThatEndAsTheyDoOnUnix() throws IOException {
    ReadableByteChannel channel = pieces("HTTP/1.0 200\nX: y\n\nrest", 3);
    ResponseHead head = ResponseHead.read(channel);
    assertThat(head.reason()).isEmpty();
    assertThat(head.headers()).containsEntry("x", "y");
    assertThat(text(head) + drained(channel)).isEqualTo("rest");
  }

  /** A server that waits when it has sent something. */
  private record Waiting(ReadableByteChannel sent) implements ReadableByteChannel {

    @Override
    public int read(ByteBuffer target) throws IOException {
      int count = sent.read(target);
      assertThat(count).as("bytes after those that were sent").isPositive();
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void doesNotWaitForMoreOfAnotherProtocol() {
    assertThatThrownBy(() -> ResponseHead.read(new Waiting(pieces("SSH-2.0-x\r\n", 100))))
        .isInstanceOf(ConnectionFailure.class)
        .hasMessage("the response is not HTTP: SSH-2.0-x");
  }

  @Test
  void refusesAHeadWithoutEnd() {
    assertThatThrownBy(() -> ResponseHead.read(pieces("HTTP/1.1 200 " + "x".repeat(99_000), 4096)))
        .isInstanceOf(ConnectionFailure.class)
        .hasMessageContaining("is longer than");
  }

  @Test
  void tellsNoAnswerFromABrokenOne() {
    assertThatThrownBy(() -> ResponseHead.read(pieces("", 1)))
        .asInstanceOf(type(ConnectionFailure.class))
        .extracting(ConnectionFailure::kind)
        .isEqualTo(Kind.NO_RESPONSE);
  }

  @Test
  void readsWhatTheEngineSaidBeforeItClosed() throws IOException {
    IOException unsent = new IOException("Broken pipe");
    ReadableByteChannel refusal = pieces("HTTP/1.1 413 Too large\r\n\r\n", 100);
    assertThat(ResponseHead.readAfter(unsent, refusal).status()).isEqualTo(413);
    assertThatThrownBy(() -> ResponseHead.readAfter(unsent, pieces("", 1)))
        .isInstanceOf(ConnectionFailure.class)
        .satisfies(it -> assertThat(it.getSuppressed()).containsExactly(unsent));
  }

  private static String text(ResponseHead head) {
    return StandardCharsets.ISO_8859_1.decode(head.beyond().duplicate()).toString();
  }

  private static String drained(ReadableByteChannel channel) throws IOException {
    return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  static ReadableByteChannel pieces(String text, int atOnce) {
    return Channels.newChannel(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, atOnce));
          }
        });
  }
}
