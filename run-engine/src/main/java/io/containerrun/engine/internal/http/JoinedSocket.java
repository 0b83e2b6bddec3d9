package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Two connections to the same streams, one for each direction: so that one can end where a
 * connection only ends as a whole.
 *
 * @param output its bytes are read
 * @param input is written to
 */
record JoinedSocket(UpgradedConnection output, UpgradedConnection input)
    implements TransportSocket {

  @Override
  public int read(ByteBuffer target) throws IOException {
    return output.read(target);
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    input.write(source);
  }

  @Override
  public void closeWrite() throws IOException {
    input.closeWrite();
  }

  @Override
  public boolean isOpen() {
    return output.isOpen();
  }

  @Override
  public boolean isQuiet() {
    return false; // used once
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }
}
