package io.containerrun.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints a table for each: time, processor time and memory of an operation,
 * each with its ratio to the baseline.
 *
 * <p>Every benchmark is measured several times in turns, in a JVM of its own each time; the median
 * counts. So a machine that is busy for a while does not fall on one of them alone.
 */
final class Benchmarks {

  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  /** What is measured together, beside which baseline. */
  private record Group(String name, String pattern, int threads, String baseline) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("describe", "DescribeBenchmark", 1, "validateWithoutOptions"),
          new Group("run", "RunBenchmark", 1, "socket"),
          new Group("threads", "RunBenchmark", 64, "socket"),
          new Group("stdout", "StreamBenchmark.stdout", 1, "stdoutSocket"),
          new Group("stdin", "StreamBenchmark.stdin", 1, "stdinSocket"));

  private static final String TURNS = "turns";
  private static final String FIRST = "first";

  /** Needs an engine, and is measured only where it is named. */
  private static final String STARTS = "starts";

  private Benchmarks() {}

  public static void main(String[] names) throws RunnerException, IOException {
    List<String> wanted = List.of(names);
    for (Group group : GROUPS) {
      if (wanted.isEmpty() || wanted.contains(group.name())) {
        print(group.name(), measure(group), group.baseline());
      }
    }
    if (wanted.isEmpty() || wanted.contains(TURNS)) {
      print(TURNS, Turns.scores(), "socket");
    }
    if (wanted.isEmpty() || wanted.contains(FIRST)) {
      print(FIRST, FirstRun.scores(), "socket");
    }
    if (wanted.contains(STARTS)) {
      List<List<Score>> scores = Starts.scores();
      print("start until ready", scores.get(0), Starts.BASELINE);
      print("stop", scores.get(1), Starts.BASELINE);
      print("first start", Starts.firstScores(), Starts.BASELINE);
    }
  }

  private static List<Score> measure(Group group) throws RunnerException {
    Map<String, List<Score>> rounds = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (RunResult result : run(group)) {
        Score score = score(result);
        rounds.computeIfAbsent(score.name(), name -> new ArrayList<>()).add(score);
      }
    }
    return rounds.values().stream().map(Benchmarks::median).toList();
  }

  private static Collection<RunResult> run(Group group) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(Benchmarks.class.getPackageName() + "." + group.pattern())
                .threads(group.threads())
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(3))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .timeUnit(TimeUnit.MICROSECONDS)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }

  private static Score score(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    return new Score(
        benchmark.substring(benchmark.lastIndexOf('.') + 1),
        result.getPrimaryResult().getScore(),
        secondary(result, CpuProfiler.LABEL),
        secondary(result, "gc.alloc.rate.norm"));
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    return found == null ? Double.NaN : found.getScore();
  }

  static Score median(List<Score> scores) {
    return new Score(
        scores.get(0).name(),
        median(scores, Score::time),
        median(scores, Score::cpu),
        median(scores, Score::allocated));
  }

  private static double median(List<Score> scores, ToDoubleFunction<Score> part) {
    return Score.median(scores.stream().mapToDouble(part).toArray());
  }

  private static void print(String group, List<Score> scores, String baseline) {
    Score base = scores.stream().filter(it -> it.name().equals(baseline)).findFirst().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%n%-24s %12s %7s %12s %7s %12s %7s%n",
        group,
        "us",
        "",
        "cpu us",
        "",
        "bytes",
        "");
    for (Score score : scores) {
      System.out.printf(
          Locale.ROOT,
          "%-24s%s%s%s%n",
          score.name(),
          columns("%.1f", score.time(), base.time()),
          columns("%.1f", score.cpu(), base.cpu()),
          columns("%.0f", score.allocated(), base.allocated()));
    }
  }

  /** A score and its ratio; empty where it was not measured. */
  private static String columns(String format, double score, double base) {
    return Double.isNaN(score)
        ? " ".repeat(21)
        : String.format(
            Locale.ROOT, " %12s %6.2fx", String.format(Locale.ROOT, format, score), score / base);
  }
}
