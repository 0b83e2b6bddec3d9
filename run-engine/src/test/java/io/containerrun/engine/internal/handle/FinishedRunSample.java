package io.containerrun.engine.internal.handle;

import io.containerrun.engine.RunResult;
import io.containerrun.engine.internal.run.Completion;
import io.containerrun.engine.internal.stream.CapturedOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes results without an engine. */
public final class FinishedRunSample {

  private FinishedRunSample() {}

  /** The result of a run that ended with this code and output. */
  public static RunResult of(String id, int code, CapturedOutput output) {
    FinishedProgram.End end =
        new FinishedProgram.End(
            code, Completion.Exceeded.NOTHING, false, output, Instant.EPOCH, Duration.ZERO);
    return new FinishedRun(id, List.of(), end, false, List.of());
  }
}
