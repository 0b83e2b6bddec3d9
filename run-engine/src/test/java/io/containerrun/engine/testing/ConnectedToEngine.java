package io.containerrun.engine.testing;

import io.containerrun.engine.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests on a real engine that share one connection to it. */
public abstract class ConnectedToEngine {

  protected static Engine engine;

  @BeforeAll
  protected static void connect() {
    engine = TestTransport.connect();
  }

  @AfterAll
  protected static void close() {
    engine.close();
  }
}
