package io.containerrun;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.KeyValue;
import io.containerrun.value.KeyValueFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file of variables or labels on the caller's side, named by its path until the run is resolved.
 *
 * <p>Its text form is the path; what was read never shows in it.
 *
 * @param path as written; a relative one starts at the caller's working directory
 * @param lines what was read, {@code NAME=value} each; empty until then
 */
public record CallerFile(String path, List<String> lines) {

  /** Copies the lines. */
  public CallerFile {
    Objects.requireNonNull(path, "path");
    lines = List.copyOf(lines);
  }

  /** The file at a path, not read yet. */
  public static CallerFile at(String path) {
    return new CallerFile(path, List.of());
  }

  /** The path. */
  @Override
  public String toString() {
    return path;
  }

  /** A name without a value takes the caller's value; where the caller has none, it is dropped. */
  static List<CallerFile> readVariables(List<CallerFile> files, Caller caller) throws IOException {
    return read(files, caller, (path, content) -> variables(path, content, caller));
  }

  /** A name without a value is dropped, as the reference client does. */
  static List<CallerFile> readLabels(List<CallerFile> files, Caller caller) throws IOException {
    return read(files, caller, CallerFile::labels);
  }

  static List<String> linesOf(List<CallerFile> files) {
    return files.stream().flatMap(file -> file.lines.stream()).toList();
  }

  static Map<String, String> labelsOf(List<CallerFile> files) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String line : linesOf(files)) {
      int equals = line.indexOf('=');
      labels.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return labels;
  }

  private static List<CallerFile> read(List<CallerFile> files, Caller caller, Reader reader)
      throws IOException {
    List<CallerFile> read = new ArrayList<>();
    for (CallerFile file : files) {
      read.add(new CallerFile(file.path, reader.lines(file.path, caller.read(file.path))));
    }
    return read;
  }

  private static List<String> variables(String path, byte[] content, Caller caller) {
    return KeyValueFile.variables(path, content).stream()
        .map(variable -> variable.resolvedBy(caller::environment))
        .filter(variable -> !variable.isFromCaller())
        .map(EnvironmentVariable::text)
        .toList();
  }

  private static List<String> labels(String path, byte[] content) {
    return KeyValueFile.labels(path, content).stream().map(KeyValue::toString).toList();
  }

  /** Reads the content of one kind of file. */
  private interface Reader {
    List<String> lines(String path, byte[] content);
  }
}
