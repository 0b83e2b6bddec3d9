package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A sequence of values in a stream that may have no end. Used by one thread. */
public final class JsonSequence implements Closeable {

  /** The longest value; engines send objects of a few hundred bytes. */
  static final int MOST_BYTES = 1 << 24;

  private final Bounded bytes;
  private final JsonParser parser;

  JsonSequence(JsonFactory factory, InputStream stream) throws IOException {
    this.bytes = new Bounded(stream);
    this.parser = factory.createParser(bytes);
  }

  /**
   * The next value; empty at the end of the stream.
   *
   * @throws IOException if it is not JSON, or longer than 16 MiB
   */
  public Optional<JsonNode> next() throws IOException {
    bytes.count = 0;
    return parser.nextToken() == null ? Optional.empty() : Optional.of(PlainData.read(parser));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** Counts the bytes of one value. */
  private static final class Bounded extends FilterInputStream {
    private int count;

    Bounded(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int start, int most) throws IOException {
      int read = super.read(target, start, most);
      count(read);
      return read;
    }

    private void count(int more) throws IOException {
      count += Math.max(0, more);
      if (count > MOST_BYTES) {
        throw new IOException("a JSON value is longer than " + (MOST_BYTES >> 20) + " MiB");
      }
    }
  }
}
