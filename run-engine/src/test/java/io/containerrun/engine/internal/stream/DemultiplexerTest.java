package io.containerrun.engine.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.engine.internal.util.CallerStreamException;
import io.containerrun.value.StandardStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemultiplexerTest {

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private boolean ended;

  private final OutputSink sink =
      new OutputSink() {
        @Override
        public void accept(StandardStream stream, byte[] bytes, int offset, int length) {
          String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
          (stream == StandardStream.STDERR ? err : out).append(text);
        }

        @Override
        public void end() {
          ended = true;
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 64, 1_000_000})
  void takesFramesApartHoweverTheyArrive(int atOnce) throws IOException {
    byte[] bytes = frames(frame(1, "one"), frame(2, "two"), frame(1, ""), frame(0, "three"));
    Demultiplexer.pump(pieces(bytes, atOnce), false, sink);
    assertThat(out).hasToString("onethree");
    assertThat(err).hasToString("two");
    assertThat(ended).isFalse();
    Demultiplexer.end(sink);
    assertThat(ended).isTrue();
  }

  @Test
  void passesFramesOnThatAreLargerThanItsBuffer() throws IOException {
    String large = "x".repeat(300_000);
    Demultiplexer.pump(pieces(frames(frame(1, large), frame(2, "e")), 50_000), false, sink);
    assertThat(out.length()).isEqualTo(300_000);
    assertThat(err).hasToString("e");
  }

  @Test
  void passesRawBytesOnWhereThereIsATerminal() throws IOException {
    Demultiplexer.pump(pieces(frame(2, "raw"), 5), true, sink);
    assertThat(out.toString()).endsWith("raw").hasSize(11);
    assertThat(err).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void failsWhereItIsCutOffInsideAFrame(int missing) {
    byte[] bytes = frames(frame(1, "whole"), frame(1, "part"));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - missing);
    assertThatThrownBy(() -> Demultiplexer.pump(pieces(cut, 4), false, sink))
        .isInstanceOf(EOFException.class)
        .hasMessage("the output broke off: the connection was cut");
    assertThat(out.toString()).startsWith("whole").hasSize(5 + Math.max(0, 4 - missing));
    assertThat(ended).isFalse();
  }

  @Test
  void tellsAFailureOfTheSinkFromOneOfTheEngine() {
    IOException own = new IOException("disk full");
    OutputSink full =
        (stream, bytes, offset, length) -> {
          throw own;
        };
    assertThatThrownBy(() -> Demultiplexer.pump(pieces(frame(1, "x"), 9), false, full))
        .isInstanceOf(CallerStreamException.class)
        .hasMessage("the output cannot be written: disk full")
        .hasCause(own);
  }

  @Test
  void failsWithTheEnginesWordsOnStreamThree() {
    byte[] bytes = frames(frame(1, "before"), frame(3, "Error grabbing logs: gone\n"));
    assertThatThrownBy(() -> Demultiplexer.pump(pieces(bytes, 3), false, sink))
        .isInstanceOf(EngineStreamException.class)
        .hasMessage("Error grabbing logs: gone");
    assertThat(out).hasToString("before");
    assertThat(ended).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Error attaching: something", "\4\0\0\0\0\0\0\1x", "\1\0\1\0\0\0\0\1x"})
  void refusesWhatIsNoFrame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Demultiplexer.pump(pieces(bytes, 100), false, sink))
        .isInstanceOf(EngineStreamException.class)
        .hasMessageContaining("invalid frame of output");
  }

  private static byte[] frame(int stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(8 + bytes.length);
    return frame.put((byte) stream).put(new byte[3]).putInt(bytes.length).put(bytes).array();
  }

  private static byte[] frames(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private static ReadableByteChannel pieces(byte[] bytes, int atOnce) {
    return Channels.newChannel(
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, atOnce));
          }
        });
  }
}
