package io.containerrun.engine.internal.dockerjava;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The raw bytes of a response, and input that the client of docker-java reads and sends. */
final class InputSocket extends CarriedSocket {

  private static final int BUFFER = 1 << 10;

  private final HandedInput input;

  InputSocket(CarriedExchange exchange, HandedInput input) {
    super(exchange);
    this.input = input;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    input.write(source);
  }

  /** Waits until all input is sent; the end of the connection is the end of the input. */
  @Override
  public void closeWrite() throws IOException {
    input.end();
    close();
  }

  /** Reads until the engine has closed the connection: then no more input can be sent. */
  void awaitEnd() {
    try {
      ByteBuffer ignored = ByteBuffer.allocate(BUFFER);
      int count;
      do {
        count = read(ignored.clear());
      } while (count >= 0);
    } catch (IOException closed) {
      return;
    } finally {
      input.breakOff();
    }
  }

  @Override
  public void close() {
    input.breakOff();
    super.close();
  }
}
