package io.containerrun.engine;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that are connected to an engine that does as it is told. */
abstract class ConnectedToScript {

  ScriptedEngine scripted;
  Engine engine;

  /** What the engine does before a test tells it more. */
  abstract ScriptedEngine script() throws IOException;

  /** Connects to it; with surroundings of their own, tests connect in another way. */
  Engine connect(String host) {
    return Engine.connect(host);
  }

  /** Connects again, with other options. */
  final void reconnect(UnaryOperator<EngineOptions> change) {
    engine.close();
    engine = Engine.connect(change.apply(EngineOptions.standard().host(scripted.host())));
  }

  @BeforeEach
  void connect() throws IOException {
    scripted = script();
    engine = connect(scripted.host());
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }
}
