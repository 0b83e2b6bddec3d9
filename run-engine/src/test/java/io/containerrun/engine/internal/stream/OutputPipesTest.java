package io.containerrun.engine.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutputPipesTest {

  private static final int MANY = 20 << 20;

  private final OutputPipes pipes = new OutputPipes();

  private void write(StandardStream stream, int count) {
    byte[] bytes = new byte[1 << 15];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    try {
      for (int written = 0; written < count; written += bytes.length) {
        pipes.accept(stream, bytes, 0, Math.min(bytes.length, count - written));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private CompletableFuture<Void> writing(StandardStream first, int count, String last) {
    return CompletableFuture.runAsync(
        () -> {
          write(first, count);
          byte[] word = last.getBytes(StandardCharsets.UTF_8);
          try {
            pipes.accept(StandardStream.STDOUT, word, 0, word.length);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
          pipes.finish(Optional.empty());
        });
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void holdsTheWriterUpWhileNobodyReads() throws Exception {
    CompletableFuture<Void> writer = writing(StandardStream.STDOUT, 1 << 20, "");
    while (pipes.stdout().available() < 1 << 16) {
      Thread.sleep(20);
    }
    Thread.sleep(200); // it has time to go on, if it could
    assertThat(writer).isNotDone();
    assertThat(pipes.stdout().available()).isEqualTo(1 << 16);
    byte[] all = pipes.stdout().readAllBytes();
    assertThat(all).hasSize(1 << 20);
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i]).isEqualTo((byte) i);
    }
    writer.join();
  }

  @Test
  void givesOneStreamAfterTheOtherUpToSomeMebibytes() throws Exception {
    InputStream out = pipes.stdout();
    InputStream err = pipes.stderr();
    CompletableFuture<Void> writer = writing(StandardStream.STDERR, 8 << 20, "done");
    assertThat(text(out)).isEqualTo("done");
    assertThat(err.readAllBytes()).hasSize(8 << 20);
    writer.join();
  }

  @Test
  void leavesOutWhatNobodyHasAskedForWhileTheOtherStreamIsWaitedFor() throws Exception {
    CompletableFuture<Void> writer = writing(StandardStream.STDERR, MANY, "done");
    assertThat(text(pipes.stdout())).isEqualTo("done");
    byte[] kept = pipes.stderr().readAllBytes();
    assertThat(kept).hasSizeBetween(OutputPipe.MOST_UNREAD, OutputPipe.MOST_UNREAD + 100);
    String end = new String(kept, kept.length - 60, 60, StandardCharsets.UTF_8);
    writer.join();
    assertThat(end).contains((MANY - OutputPipe.MOST_UNREAD) + " bytes left out by ContainerRun");
  }

  @Test
  void losesNothingOfAStreamThatIsReadSlowly() throws Exception {
    InputStream err = pipes.stderr();
    CompletableFuture<Void> writer = writing(StandardStream.STDERR, MANY, "done");
    assertThat(err.read()).isZero();
    CompletableFuture<String> out =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return text(pipes.stdout());
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    Thread.sleep(200);
    assertThat(writer).isNotDone();
    assertThat(err.available()).isLessThanOrEqualTo(1 << 16);
    assertThat(err.readAllBytes()).hasSize(MANY - 1);
    assertThat(out.join()).isEqualTo("done");
  }

  @Test
  void dropsWhatComesToAClosedStream() throws Exception {
    InputStream err = pipes.stderr();
    assertThat(err.available()).isZero();
    err.close();
    CompletableFuture<Void> writer = writing(StandardStream.STDERR, MANY, "done");
    assertThat(text(pipes.stdout())).isEqualTo("done");
    writer.join();
    assertThatThrownBy(err::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
  }

  @Test
  void givesWhatCameBeforeItSaysThatTheOutputBrokeOff() throws Exception {
    write(StandardStream.STDOUT, 3);
    pipes.finish(Optional.of(new IOException("cut")));
    InputStream out = pipes.stdout();
    assertThat(out.readNBytes(3)).hasSize(3);
    assertThatThrownBy(out::read).isInstanceOf(IOException.class).hasMessageContaining("cut");
  }

  @Test
  void endsAReadThatIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pipes.stdout().read()).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
