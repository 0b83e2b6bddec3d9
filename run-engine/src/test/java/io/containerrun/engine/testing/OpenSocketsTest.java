package io.containerrun.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.Engine;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OpenSocketsTest {

  @Test
  void seesTheConnectionsOfAnOpenEngine() throws IOException {
    try (ScriptedEngine scripted = new ScriptedEngine()) {
      Set<String> before = OpenSockets.ofThisProcess();
      try (Engine engine = Engine.connect(scripted.host())) {
        assertThat(OpenSockets.ofThisProcess()).as(engine.address()).isNotEqualTo(before);
      }
    }
  }
}
