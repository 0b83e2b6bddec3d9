package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {

  private int reusable;

  private ResponseBody body(String method, String answer, int atOnce) throws IOException {
    ReadableByteChannel channel = ResponseHeadTest.pieces(answer, atOnce);
    return new ResponseBody(ResponseHead.read(channel), method, channel, () -> reusable++);
  }

  private static String text(ResponseBody body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10_000})
  void endsAfterItsLength(int atOnce) throws IOException {
    assertThat(text(body("GET", "HTTP/1.1 200 X\r\nContent-Length: 4\r\n\r\ngone", atOnce)))
        .isEqualTo("gone");
    assertThat(reusable).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10_000})
  void putsItsChunksTogether(int atOnce) throws IOException {
    String chunks = "5\r\nhello\r\n3;x=y\r\n\r\nA\r\n0\r\nTrailer: x\r\n\r\n";
    String answer = "HTTP/1.1 200 X\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks;
    assertThat(text(body("GET", answer, atOnce))).isEqualTo("hello\r\nA");
    assertThat(reusable).isEqualTo(1);
  }

  @Test
  void readsLargeBodiesPastItsBuffer() throws IOException {
    String large = "x".repeat(100_000);
    String answer = "HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n" + large;
    assertThat(text(body("GET", answer, 7_000))).isEqualTo(large);
  }

  @Test
  void endsWithTheConnectionWhereNothingElseIsSaid() throws IOException {
    assertThat(text(body("GET", "HTTP/1.1 200 X\r\n\r\nto the end", 4))).isEqualTo("to the end");
    assertThat(reusable).isZero();
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 200", "GET, 204", "POST, 304"})
  void isEmptyWhereThereIsNone(String method, int status) throws IOException {
    String answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 9\r\n\r\n";
    assertThat(text(body(method, answer, 100))).isEmpty();
    assertThat(reusable).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close\r\nContent-Length: 2\r\n\r\nok",
        "Content-Length: 2\r\n\r\nok and what nobody asked for",
      })
  void keepsNoConnectionThatCannotServeAgain(String rest) throws IOException {
    assertThat(text(body("GET", "HTTP/1.1 200 X\r\n" + rest, 100))).isEqualTo("ok");
    assertThat(reusable).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 9\r\n\r\nbegun",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nbeg",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n",
        "Transfer-Encoding: chunked\r\n\r\nwhat\r\n",
      })
  void failsWhereItBreaksOff(String rest) {
    assertThatThrownBy(() -> text(body("GET", "HTTP/1.1 200 X\r\n" + rest, 100)))
        .isInstanceOf(IOException.class);
    assertThat(reusable).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n",
        "\r\n",
        "Content-Length: 67108865\r\n\r\n"
      })
  void doesNotReadABodyWithoutEndAsAWhole(String rest) throws IOException {
    ReadableByteChannel channel = endless("HTTP/1.1 200 X\r\n" + rest, "[");
    ResponseBody body = new ResponseBody(ResponseHead.read(channel), "GET", channel, () -> {});
    assertThatThrownBy(body::readAllBytes)
        .isInstanceOf(ConnectionFailure.class)
        .hasMessage("the response is longer than 64 MiB; given up");
  }

  @ParameterizedTest
  @CsvSource({"a: b\\r\\n,more than 100 trailers", "x,too long"})
  void doesNotReadTrailersWithoutEnd(String trailer, String problem) throws IOException {
    String start = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
    ReadableByteChannel channel = endless(start, trailer.replace("\\r\\n", "\r\n"));
    ResponseBody body = new ResponseBody(ResponseHead.read(channel), "GET", channel, () -> {});
    assertThatThrownBy(body::readAllBytes).hasMessageContaining(problem);
  }

  @Test
  void doesNotReadAHeadWithoutEnd() {
    assertThatThrownBy(() -> ResponseHead.read(endless("HTTP/1.1 200 X\r\n", "a: b\r\n")))
        .isInstanceOf(ConnectionFailure.class)
        .hasMessageContaining("longer than 65536 bytes");
  }

  /** A response that starts with a text and goes on for ever. */
  private static ReadableByteChannel endless(String start, String more) {
    byte[] first = start.getBytes(StandardCharsets.US_ASCII);
    byte[] rest = more.getBytes(StandardCharsets.US_ASCII);
    return new ReadableByteChannel() {
      private int position;

      @Override
      public int read(ByteBuffer target) {
        int count = target.remaining();
        while (target.hasRemaining()) {
          int at = position++;
          target.put(at < first.length ? first[at] : rest[(at - first.length) % rest.length]);
        }
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void refusesALengthThatIsNone() {
    assertThatThrownBy(() -> body("GET", "HTTP/1.1 200 X\r\nContent-Length: -1\r\n\r\n", 100))
        .isInstanceOf(ConnectionFailure.class)
        .hasMessageContaining("Content-Length: -1");
  }
}
