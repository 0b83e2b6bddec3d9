package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Passes output on and counts it, so that it can be continued from the log if its connection
 * breaks. Used by one thread at a time.
 */
public final class CountedOutput implements OutputSink {

  private final OutputSink target;
  private final Position stdout = new Position();
  private final Position stderr = new Position();

  /** Passes on to a sink; nothing has been received yet. */
  public CountedOutput(OutputSink target) {
    this.target = target;
  }

  @Override
  public void accept(StandardStream stream, byte[] bytes, int offset, int length)
      throws IOException {
    (stream == StandardStream.STDERR ? stderr : stdout).advance(bytes, offset, length);
    target.accept(stream, bytes, offset, length);
  }

  @Override
  public void end() throws IOException {
    target.end();
  }

  /**
   * A sink for the whole log of the program, which skips what was passed on before. It fails with
   * an {@link EngineStreamException} if the log does not contain that, as after a rotation.
   */
  public OutputSink continuation() {
    Rest out = new Rest(StandardStream.STDOUT, stdout);
    Rest err = new Rest(StandardStream.STDERR, stderr);
    return new OutputSink() {
      @Override
      public void accept(StandardStream stream, byte[] bytes, int offset, int length)
          throws IOException {
        (stream == StandardStream.STDERR ? err : out).accept(bytes, offset, length);
      }

      @Override
      public void end() throws IOException {
        out.requireAllSkipped();
        err.requireAllSkipped();
      }
    };
  }

  /** How far a stream has been read, with its last bytes to recognize the place. */
  private static final class Position {

    private static final int TAIL = 64;

    private long count;
    private final byte[] tail = new byte[TAIL];

    void advance(byte[] bytes, int offset, int length) {
      count += length;
      int kept = Math.min(length, TAIL);
      System.arraycopy(tail, kept, tail, 0, TAIL - kept);
      System.arraycopy(bytes, offset + length - kept, tail, TAIL - kept, kept);
    }

    boolean isAt(Position other) {
      return count == other.count && Arrays.equals(tail, other.tail);
    }
  }

  /** The rest of one stream in its log. */
  private final class Rest {

    private final StandardStream stream;
    private final Position skipped = new Position();
    private final Position start;
    private final long from;
    private boolean begun;

    /** The log ends an unfinished last line with a newline, which the program did not write. */
    private boolean newline;

    Rest(StandardStream stream, Position start) {
      this.stream = stream;
      this.start = start;
      this.from = start.count;
    }

    void accept(byte[] bytes, int offset, int length) throws IOException {
      int before = (int) Math.min(length, from - skipped.count);
      skipped.advance(bytes, offset, before);
      if (before < length) {
        pass(bytes, offset + before, length - before);
      }
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
      if (!begun) {
        requireAllSkipped();
        begun = true;
        newline = length == 1 && bytes[offset] == '\n';
        if (newline) {
          return;
        }
      }
      if (newline) {
        newline = false;
        CountedOutput.this.accept(stream, new byte[] {'\n'}, 0, 1);
      }
      CountedOutput.this.accept(stream, bytes, offset, length);
    }

    void requireAllSkipped() throws EngineStreamException {
      if (!begun && !skipped.isAt(start)) {
        throw new EngineStreamException("the log does not contain the output so far");
      }
    }
  }
}
