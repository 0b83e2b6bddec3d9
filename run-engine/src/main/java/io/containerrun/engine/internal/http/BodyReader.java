package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a streaming response. */
@FunctionalInterface
public interface BodyReader {

  /** Reads it to the end. */
  void read(InputStream body) throws IOException;
}
