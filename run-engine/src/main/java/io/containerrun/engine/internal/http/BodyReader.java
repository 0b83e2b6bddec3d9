package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a response while it comes. */
@FunctionalInterface
public interface BodyReader {

  /** Reads it to the end. */
  void read(InputStream body) throws IOException;
}
