package io.containerrun.engine.internal.dockerjava;

import io.containerrun.engine.internal.http.TransportSocket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The raw bytes of a response, as long as its connection. */
class CarriedSocket implements TransportSocket {

  private final CarriedExchange exchange;
  private final InputStream body;

  CarriedSocket(CarriedExchange exchange) {
    this.exchange = exchange;
    this.body = exchange.body();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    byte[] bytes = target.hasArray() ? target.array() : new byte[target.remaining()];
    int offset = target.hasArray() ? target.arrayOffset() + target.position() : 0;
    int most = target.remaining();
    int count = CarriedFailures.reading(() -> body.read(bytes, offset, most));
    if (count > 0 && target.hasArray()) {
      target.position(target.position() + count);
    } else if (count > 0) {
      target.put(bytes, 0, count);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    throw new IOException("the connection has no input");
  }

  /** Does nothing: there is no input. */
  @Override
  public void closeWrite() throws IOException {}

  @Override
  public boolean isOpen() {
    return exchange.isOpen();
  }

  @Override
  public boolean isQuiet() {
    return false; // used once
  }

  @Override
  public void close() {
    exchange.close();
  }
}
