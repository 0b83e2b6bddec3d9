package io.containerrun;

import io.containerrun.internal.text.Secrets;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.KeyValue;
import io.containerrun.value.SecurityOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of the environment: their paths as text, and what options read of them.
 *
 * <p>A path is written with slashes on every system, so that a line means the same on all of them.
 * A {@link Path} drops doubled slashes and one at the end; the file stays the same.
 */
final class EnvironmentFiles {

  private EnvironmentFiles() {}

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if no file of this system can have that name
   */
  static Path parse(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException unusable) {
      throw Secrets.refusal(
          "'" + text + "' is no path: " + unusable.getReason() + "; write the path of a file",
          unusable);
    }
  }

  static String print(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** A name without a value takes the caller's value; where the caller has none, it is dropped. */
  static List<String> readVariables(List<Path> files, Environment environment) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      KeyValueFile.variables(print(file), environment.read(file)).stream()
          .map(variable -> variable.resolvedBy(environment::variable))
          .filter(variable -> !variable.isFromCaller())
          .map(EnvironmentVariable::text)
          .forEach(lines::add);
    }
    return lines;
  }

  /** A name without a value is dropped, as the reference client does. */
  static List<String> readLabels(List<Path> files, Environment environment) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      KeyValueFile.labels(print(file), environment.read(file)).stream()
          .map(KeyValue::text)
          .forEach(lines::add);
    }
    return lines;
  }

  static Map<String, String> labels(List<String> lines) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String line : lines) {
      KeyValue label = KeyValue.parse(line);
      labels.put(label.key(), label.value());
    }
    return labels;
  }

  /** Seccomp profiles are files; the engine gets what stands in them. */
  static List<SecurityOption> readProfiles(List<SecurityOption> options, Environment environment)
      throws IOException {
    List<SecurityOption> read = new ArrayList<>();
    for (SecurityOption option : options) {
      read.add(
          option instanceof SecurityOption.Seccomp profile && profile.isFile()
              ? SecurityOption.parse(profile.sent(json(profile, environment)))
              : option);
    }
    return read;
  }

  private static String json(SecurityOption.Seccomp profile, Environment environment)
      throws IOException {
    try {
      return new String(environment.read(parse(profile.value())), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new IOException(
          "opening seccomp profile (" + profile.value() + ") failed: " + problem.getMessage(),
          problem);
    }
  }
}
