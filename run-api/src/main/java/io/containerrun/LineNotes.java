package io.containerrun;

import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of a line beside its run. */
final class LineNotes {

  private final List<Violation> notes = new ArrayList<>();

  private LineNotes() {}

  static RunLine add(ContainerRun run, LineFront front, @Nullable String foreignMark) {
    LineNotes notes = new LineNotes();
    notes.addStarters(front);
    notes.addProgram(front.program());
    notes.addConnection(front);
    notes.addVariables(front, run);
    if (foreignMark != null) {
      notes.add(
          "line-continuation",
          Severity.INFO,
          foreignMark,
          "continues lines in another shell; quotes and escapes are read as a POSIX shell does",
          "check words in quotes");
    }
    return new RunLine(run, front.variables(), front.options(), notes.notes);
  }

  private void addStarters(LineFront front) {
    if (!front.starters().isEmpty()) {
      add(
          "line-starter",
          Severity.INFO,
          Secrets.masked(ShellWords.join(front.starters())),
          "starts the docker command and is no part of the run",
          "start this program with it where it is needed");
    }
  }

  private void addProgram(String program) {
    if (program.equals("nvidia-docker")) {
      add(
          "line-program",
          Severity.INFO,
          program,
          "sets the runtime nvidia, which the engine has to know",
          "use --gpus where it does not");
    } else if (!program.isEmpty() && !program.equals("docker")) {
      add(
          "line-program",
          Severity.INFO,
          program,
          "the line is read as one of docker",
          "check options that both understand differently");
    }
  }

  private void addConnection(LineFront front) {
    List<String> given =
        Stream.concat(
                front.options().keySet().stream().map("--"::concat),
                front.variables().keySet().stream().filter(LineNotes::isOfConnection))
            .toList();
    if (!given.isEmpty()) {
      add(
          "line-connection",
          Severity.WARNING,
          String.join(", ", given),
          "is about the engine or how to connect to it, which a run does not know",
          "pass it to the connection");
    }
  }

  private void addVariables(LineFront front, ContainerRun run) {
    Set<String> without = new LinkedHashSet<>(front.variables().keySet());
    without.removeIf(LineNotes::isOfConnection);
    without.removeAll(LineFront.OF_THE_RUN);
    run.all(ContainerRun.ENV).forEach(variable -> without.remove(variable.name()));
    if (!without.isEmpty()) {
      add(
          "line-variables",
          Severity.INFO,
          String.join(", ", without),
          "is set for the docker command, not in the container",
          "use --env if the container is to have it");
    }
  }

  private static boolean isOfConnection(String variable) {
    return !LineFront.OF_THE_RUN.contains(variable)
        && (variable.startsWith("DOCKER_") || variable.startsWith("CONTAINER"));
  }

  private void add(String rule, Severity severity, String given, String problem, String fix) {
    notes.add(new Violation(rule, severity, false, List.of(), given, problem, fix));
  }
}
