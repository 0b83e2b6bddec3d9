package io.containerrun.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests on a real engine that share one connection to it. */
abstract class ConnectedToEngine {

  static Engine engine;

  @BeforeAll
  static void connect() {
    engine = Engine.connect();
  }

  @AfterAll
  static void close() {
    engine.close();
  }
}
