package io.containerrun.engine;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that are connected to an engine that does as it is told. */
abstract class ConnectedToScript {

  ScriptedEngine scripted;
  Engine engine;

  /** What the engine does before a test tells it more. */
  abstract ScriptedEngine script() throws IOException;

  @BeforeEach
  void connect() throws IOException {
    scripted = script();
    engine = Engine.connect(scripted.host());
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }
}
