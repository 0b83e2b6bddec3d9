package io.containerrun.engine.fuzz;

import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.engine.conformance.DocumentedRule;
import io.containerrun.engine.conformance.RecordedLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Values for each option, and whole lines, that people or rules have written: what is drawn begins
 * with them.
 */
final class Material {

  private final Map<Option<?>, Set<String>> values = new TreeMap<>();
  private final Set<String> images = new LinkedHashSet<>(List.of("alpine:3"));
  private final Set<List<String>> commands = new LinkedHashSet<>(Set.of(List.of()));
  private final List<List<String>> lines = new ArrayList<>();

  Material() throws IOException {
    for (Option<?> option : Option.all()) {
      values.put(option, new LinkedHashSet<>(Set.of(option.example())));
    }
    for (List<String> recorded : RecordedLines.all()) {
      add(recorded);
    }
    for (DocumentedRule rule : DocumentedRule.all()) {
      rule.refused().forEach(this::add);
      rule.accepted().forEach(this::add);
    }
  }

  private void add(String line) {
    add(ContainerRun.parse(line).toArguments());
  }

  private void add(List<String> arguments) {
    lines.add(arguments);
    try {
      ContainerRun run = ContainerRun.parse(arguments);
      for (Option<?> option : run.options()) {
        values.computeIfAbsent(option, its -> new LinkedHashSet<>()).addAll(run.texts(option));
      }
      images.add(run.image().toString());
      commands.add(run.command());
    } catch (CommandLineException refused) {
      // A line that the reference client refuses too is material as a line alone.
      return;
    }
  }

  Map<Option<?>, List<String>> values() {
    Map<Option<?>, List<String>> lists = new TreeMap<>();
    values.forEach((option, texts) -> lists.put(option, List.copyOf(texts)));
    return lists;
  }

  List<String> images() {
    return List.copyOf(images);
  }

  List<List<String>> commands() {
    return List.copyOf(commands);
  }

  List<List<String>> lines() {
    return List.copyOf(lines);
  }
}
