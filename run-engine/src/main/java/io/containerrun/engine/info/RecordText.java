package io.containerrun.engine.info;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The text of a record for messages and logs: like that of every record, but of a map only the
 * keys. Labels and the options of drivers may hold passwords.
 */
final class RecordText {

  private RecordText() {}

  static String of(Record report) {
    return Arrays.stream(report.getClass().getRecordComponents())
        .map(component -> component.getName() + "=" + text(report, component))
        .collect(Collectors.joining(", ", report.getClass().getSimpleName() + "[", "]"));
  }

  private static String text(Record report, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(report);
      return value instanceof Map<?, ?> map
          ? new TreeSet<>(map.keySet()).toString()
          : String.valueOf(value);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
