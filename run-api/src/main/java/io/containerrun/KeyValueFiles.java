package io.containerrun;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.KeyValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of variables and labels in the environment of its caller. */
final class KeyValueFiles {

  private KeyValueFiles() {}

  /** A name without a value takes the caller's value; where the caller has none, it is dropped. */
  static List<String> readVariables(List<Path> files, Environment environment) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      KeyValueFile.variables(FileText.print(file), environment.read(file)).stream()
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
      KeyValueFile.labels(FileText.print(file), environment.read(file)).stream()
          .map(KeyValue::toString)
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
}
