package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(60)
class OutputTest extends ConnectedToScript {

  private static final Logger LOG = LoggerFactory.getLogger(OutputTest.class);
  private static final ContainerRun RUN = ContainerRun.of("alpine").command("true");

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("one\ntwo\n", 0);
  }

  @Test
  void takesMethodReferencesThatHaveOverloads() {
    List<String> lines = new ArrayList<>();
    engine.run(RUN, Output.toLines(lines::add)).requireSuccess();
    assertThat(lines).containsExactly("one", "two");
    assertThat(engine.run(RUN, Output.toLines(LOG::info)).isSuccess()).isTrue();
  }

  @Test
  void tellsTheStreamOfALine() {
    List<String> lines = new ArrayList<>();
    Output output = Output.toLinesWithStream((stream, line) -> lines.add(stream + " " + line));
    engine.run(RUN, output).requireSuccess();
    assertThat(lines)
        .containsExactly(StandardStream.STDOUT + " one", StandardStream.STDOUT + " two");
  }
}
