package io.containerrun;

import io.containerrun.internal.code.ValueCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the Java code of a run: each value as its type is best written, and else in docker's text
 * form, which every method takes. No option is named here.
 */
final class JavaCode {

  private static final String INDENT = "\n        ";

  private JavaCode() {}

  static String of(ContainerRun run) {
    Stream<String> options = run.settings().stream().flatMap(JavaCode::calls);
    Stream<String> silenced =
        run.silenced().isEmpty()
            ? Stream.of()
            : Stream.of(call("silence", ValueCode.literals(run.silenced())));
    Stream<String> command =
        run.command().isEmpty()
            ? Stream.of()
            : Stream.of(call("command", ValueCode.literals(run.command())));
    String start = "ContainerRun.of(" + ValueCode.literal(run.image().toString()) + ")";
    return "ContainerRun run =\n    "
        + Stream.of(Stream.of(start), options, silenced, command)
            .flatMap(part -> part)
            .collect(Collectors.joining(INDENT))
        + ";";
  }

  private static Stream<String> calls(Setting<?> setting) {
    Option<?> option = setting.option();
    if (setting.value() instanceof Boolean on) {
      return Stream.of(call(option, on));
    }
    if (setting.value() instanceof Map<?, ?> entries) {
      return entries.entrySet().stream()
          .map(e -> List.of(e.getKey().toString(), e.getValue().toString()))
          .map(entry -> call(option.method(), ValueCode.literals(entry)));
    }
    List<?> values =
        setting.value() instanceof List<?> elements ? elements : List.of(setting.value());
    List<String> texts = setting.texts();
    return IntStream.range(0, values.size())
        .mapToObj(
            i -> {
              String text = ValueCode.literal(texts.get(i));
              return call(option.method(), ValueCode.arguments(values.get(i)).orElse(text));
            });
  }

  /** A switch takes nothing, unless it is on by default; then it takes whether it is to be on. */
  private static String call(Option<?> option, boolean on) {
    if (on && hasMethod(option)) {
      return call(option.method(), "");
    }
    return hasMethod(option, boolean.class)
        ? call(option.method(), String.valueOf(on))
        : call("with", "ContainerRun." + Catalogue.constantName(option) + ", " + on);
  }

  private static String call(String method, String arguments) {
    return "." + method + "(" + arguments + ")";
  }

  private static boolean hasMethod(Option<?> option, Class<?>... parameters) {
    return Arrays.stream(ContainerRun.class.getMethods())
        .filter(method -> method.getName().equals(option.method()))
        .anyMatch(method -> Arrays.equals(method.getParameterTypes(), parameters));
  }
}
