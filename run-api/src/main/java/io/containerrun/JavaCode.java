package io.containerrun;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.HostEntry;
import io.containerrun.value.IpAddress;
import io.containerrun.value.PortBinding;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.SearchDomain;
import io.containerrun.value.Size;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the Java code of a run. It knows how values of some types are best written; any other is
 * parsed from its text. No option is named here.
 */
final class JavaCode {

  private static final String INDENT = "\n        ";

  private JavaCode() {}

  static String of(ContainerRun run) {
    Stream<String> options = run.settings().stream().flatMap(JavaCode::calls);
    Stream<String> silenced =
        run.silenced().isEmpty()
            ? Stream.of()
            : Stream.of(call("silence", literals(List.copyOf(run.silenced()))));
    Stream<String> command =
        run.command().isEmpty()
            ? Stream.of()
            : Stream.of(".command(" + literals(run.command()) + ")");
    String start = "ContainerRun.of(" + literal(run.image().toString()) + ")";
    return "ContainerRun run =\n    "
        + Stream.of(Stream.of(start), options, silenced, command)
            .flatMap(part -> part)
            .collect(Collectors.joining(INDENT))
        + ";";
  }

  private static Stream<String> calls(Setting<?> setting) {
    Option<?> option = setting.option();
    Object value = setting.value();
    if (value instanceof Map<?, ?> entries) {
      return entries.entrySet().stream()
          .map(e -> call(option.method(), literals(List.of(e.getKey(), e.getValue()))));
    }
    if (value instanceof List<?> elements) {
      return elements.stream().map(element -> call(option, element));
    }
    return Stream.of(call(option, value));
  }

  private static String call(Option<?> option, Object value) {
    if (value.equals(true) && hasMethod(option, List.of())) {
      return call(option.method(), "");
    }
    Optional<String> spread = spread(value);
    if (spread.isPresent()) {
      return call(option.method(), spread.get());
    }
    if (hasMethod(option, List.of(value))) {
      return call(option.method(), expression(value));
    }
    String key = "ContainerRun." + Catalogue.constantName(option);
    // A key of Long does not take an int.
    return call("with", key + ", " + (value instanceof Long ? value + "L" : expression(value)));
  }

  private static String call(String method, String arguments) {
    return "." + method + "(" + arguments + ")";
  }

  private static boolean hasMethod(Option<?> option, List<?> arguments) {
    return Arrays.stream(ContainerRun.class.getMethods())
        .filter(method -> method.getName().equals(option.method()))
        .anyMatch(method -> takes(method, arguments));
  }

  private static boolean takes(Method method, List<?> arguments) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean variable = method.isVarArgs() && parameters.length == arguments.size() + 1;
    if (parameters.length != arguments.size() && !variable) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!takes(parameters[i], arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean takes(Class<?> parameter, Object argument) {
    if (argument instanceof Long number) {
      return parameter == long.class || (parameter == int.class && number.intValue() == number);
    }
    return parameter.isInstance(argument)
        || (parameter == int.class && argument instanceof Integer)
        || (parameter == boolean.class && argument instanceof Boolean);
  }

  /** Values that a method takes in parts. */
  private static Optional<String> spread(Object value) {
    if (value instanceof EnvironmentVariable variable) {
      return Optional.of(
          variable.isFromCaller()
              ? literal(variable.name())
              : literals(List.of(variable.name(), variable.value())));
    }
    if (value instanceof HostEntry entry) {
      return Optional.of(literals(List.of(entry.name(), entry.address())));
    }
    if (value instanceof IpAddress || value instanceof SearchDomain) {
      return Optional.of(literal(value.toString()));
    }
    if (value instanceof Path file) {
      return Optional.of(literal(FileText.print(file)));
    }
    return value instanceof PortBinding binding ? ports(binding) : Optional.empty();
  }

  private static Optional<String> ports(PortBinding binding) {
    int container = binding.containerPorts().first();
    if (binding.equals(PortBinding.of(container))) {
      return Optional.of(String.valueOf(container));
    }
    try {
      int host = Integer.parseInt(binding.hostPorts());
      return binding.equals(PortBinding.of(host, container))
          ? Optional.of(host + ", " + container)
          : Optional.empty();
    } catch (IllegalArgumentException aRange) {
      return Optional.empty();
    }
  }

  private static String expression(Object value) {
    if (value instanceof String text) {
      return literal(text);
    }
    if (value instanceof Boolean || value instanceof Integer) {
      return value.toString();
    }
    if (value instanceof Long number) {
      return number.intValue() == number ? number.toString() : number + "L";
    }
    if (value instanceof BigInteger number) {
      return "new BigInteger(" + literal(number.toString()) + ")";
    }
    if (value instanceof Duration duration) {
      return duration(duration);
    }
    if (value instanceof Size size) {
      return size(size);
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
    if (value instanceof RestartPolicy policy) {
      return policy(policy);
    }
    return typeOf(value).getSimpleName() + ".parse(" + literal(value.toString()) + ")";
  }

  /** The type that has the factory: of a case of a choice it is the choice. */
  private static Class<?> typeOf(Object value) {
    Class<?> type = value.getClass();
    return type.getEnclosingClass() == null ? type : type.getEnclosingClass();
  }

  private static String duration(Duration duration) {
    if (duration.toNanosPart() == 0) {
      return "Duration.ofSeconds(" + duration.toSeconds() + ")";
    }
    return duration.toNanos() % 1_000_000 == 0
        ? "Duration.ofMillis(" + duration.toMillis() + ")"
        : "Duration.ofNanos(" + duration.toNanos() + "L)";
  }

  private static String size(Size size) {
    String text = size.toString();
    String number = text.substring(0, text.length() - 1);
    return switch (text.charAt(text.length() - 1)) {
      case 'k' -> "Size.kibibytes(" + number + ")";
      case 'm' -> "Size.mebibytes(" + number + ")";
      case 'g' -> "Size.gibibytes(" + number + ")";
      default -> "Size.bytes(" + size.bytes() + "L)";
    };
  }

  private static String policy(RestartPolicy policy) {
    if (policy.equals(RestartPolicy.always())) {
      return "RestartPolicy.always()";
    }
    if (policy.equals(RestartPolicy.unlessStopped())) {
      return "RestartPolicy.unlessStopped()";
    }
    return policy instanceof RestartPolicy.OnFailure failure
        ? "RestartPolicy.onFailure(" + expression(failure.maxRetries()) + ")"
        : "RestartPolicy.parse(" + literal(policy.toString()) + ")";
  }

  private static String literals(List<?> texts) {
    return texts.stream().map(text -> literal(text.toString())).collect(Collectors.joining(", "));
  }

  private static String literal(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(escaped((char) c)));
    return quoted.append('"').toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < ' ' || c == 0x7f ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    };
  }
}
