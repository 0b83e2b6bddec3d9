package io.containerrun.engine.conformance;

import java.io.IOException;
import java.util.List;

/** The words of all recorded command lines, for tests that draw from them. */
public final class RecordedLines {

  private RecordedLines() {}

  public static List<List<String>> all() throws IOException {
    return ConformanceTest.cases().stream().map(ConformanceCase::arguments).toList();
  }
}
