package io.containerrun.engine.testing;

import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that are connected to an engine that does as it is told. */
public abstract class ConnectedToScript {

  protected ScriptedEngine scripted;
  protected Engine engine;

  /** What the engine does before a test tells it more. */
  protected abstract ScriptedEngine script() throws IOException;

  /** Connects to it; with surroundings of their own, tests connect in another way. */
  protected Engine connect(String host) {
    return Engine.connect(host);
  }

  /** Connects again, with other options. */
  protected final void reconnect(UnaryOperator<EngineOptions> change) {
    engine.close();
    engine = Engine.connect(change.apply(EngineOptions.standard().host(scripted.host())));
  }

  @BeforeEach
  protected void connect() throws IOException {
    scripted = script();
    engine = connect(scripted.host());
  }

  @AfterEach
  protected void close() throws IOException {
    engine.close();
    scripted.close();
  }
}
