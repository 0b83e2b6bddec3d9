package io.containerrun.engine.fuzz;

import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws runs and lines. May be shared between threads, each with its own source of chance. */
final class RandomRuns {

  private final List<Option<?>> options = Option.all();
  private final Map<Option<?>, List<String>> values;
  private final List<String> images;
  private final List<List<String>> commands;
  private final List<List<String>> lines;

  RandomRuns() throws IOException {
    Material material = new Material();
    values = material.values();
    images = material.images();
    commands = material.commands();
    lines = material.lines();
  }

  /** A run of up to a dozen options. A value that is refused is refused as it should be. */
  ContainerRun run(RandomGenerator random) {
    Mutation mutation = new Mutation(random);
    ContainerRun run = ContainerRun.of("alpine:3");
    for (int left = random.nextInt(13); left > 0; left--) {
      Option<?> option = pick(options, random);
      for (int times = 1 + random.nextInt(2); times > 0; times--) {
        run = with(run, option, value(option, random, mutation));
      }
    }
    return withImageAndCommand(run, random, mutation);
  }

  private String value(Option<?> option, RandomGenerator random, Mutation mutation) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      return mutation.hostile();
    }
    String known = pick(values.getOrDefault(option, List.of()), random);
    return kind < 4 ? mutation.of(known) : known;
  }

  private static <V> ContainerRun with(ContainerRun run, Option<V> option, String text) {
    try {
      return run.withText(option, text);
    } catch (IllegalArgumentException refused) {
      // Reading a value fails with this and nothing else; whatever else comes ends the test.
      return run;
    }
  }

  private ContainerRun withImageAndCommand(
      ContainerRun run, RandomGenerator random, Mutation mutation) {
    String image = pick(images, random);
    List<String> command = new ArrayList<>(pick(commands, random));
    if (random.nextInt(4) == 0) {
      command.add(mutation.hostile());
    }
    List<String> words = new ArrayList<>(run.toArguments());
    words.set(words.size() - 1, random.nextInt(8) == 0 ? mutation.of(image) : image);
    words.addAll(command);
    try {
      return ContainerRun.parse(words);
    } catch (CommandLineException refused) {
      return run.command(command);
    }
  }

  /** Words that may be a run: a known line with some words changed, dropped or said twice. */
  List<String> words(RandomGenerator random) {
    Mutation mutation = new Mutation(random);
    List<String> words = new ArrayList<>(pick(lines, random));
    for (int left = random.nextInt(4); left > 0 && !words.isEmpty(); left--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(5)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, words.get(random.nextInt(words.size())));
        case 2 -> words.add(at, mutation.hostile());
        case 3 -> words.add(at, "--" + pick(options, random).flag());
        default -> words.set(at, mutation.of(words.get(at)));
      }
    }
    return words;
  }

  /** A line that may be a run, with quotes that may be closed. */
  String line(RandomGenerator random) {
    String joined = "docker run " + String.join(" ", words(random));
    return random.nextBoolean() ? joined : new Mutation(random).of(joined);
  }

  private static <T> T pick(List<T> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }
}
