package io.containerrun.internal.code;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Code beside the value that it makes. Each call is made by its name as it is written, so that code
 * of another value than the one that is asked for shows.
 *
 * @param value what the code makes
 * @param code an expression, or the arguments of a method that takes the value in parts
 */
record Expression(Object value, String code) {

  private static final int MOST_CALLS = 100;

  /** A call of a static factory. */
  static Expression of(Class<?> type, String factory, Object... arguments) {
    Object made = call(type, true, type, factory, arguments);
    return new Expression(made, type.getSimpleName() + written(factory, arguments));
  }

  /** The same with a further call. */
  Expression then(String method, Object... arguments) {
    Class<?> type = value.getClass();
    boolean visible = Modifier.isPublic(type.getModifiers());
    // The class of a lambda is not: what it implements has the method.
    Object made = call(visible ? type : type.getInterfaces()[0], false, value, method, arguments);
    return new Expression(made, code + written(method, arguments));
  }

  /** The same with a further call, where it is wanted. */
  Expression when(boolean wanted, String method, Object... arguments) {
    return wanted ? then(method, arguments) : this;
  }

  /** The same with a further call for each of these texts that is not empty. */
  Expression each(String method, Collection<String> texts) {
    requireFew(texts.size());
    Expression all = this;
    for (String text : texts) {
      all = all.when(!text.isEmpty(), method, text);
    }
    return all;
  }

  /** The same with a further call for each of these entries. */
  Expression each(String method, Map<String, String> entries) {
    requireFew(entries.size());
    Expression all = this;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      all = all.then(method, entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Each call copies the value, and nobody would read that many. */
  private static void requireFew(int calls) {
    if (calls > MOST_CALLS) {
      throw new IllegalArgumentException(calls + " calls are too many; write the value as text");
    }
  }

  private static String written(String method, Object... arguments) {
    return "."
        + method
        + Arrays.stream(arguments)
            .map(Expression::argument)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String argument(Object value) {
    if (value instanceof String text) {
      return literal(text);
    }
    if (value instanceof String[] texts) {
      return literal(Arrays.asList(texts));
    }
    return ValueCode.expression(value);
  }

  private static Object call(
      Class<?> type, boolean isStatic, Object target, String name, Object... arguments) {
    for (Method method : type.getMethods()) {
      boolean fits =
          method.getName().equals(name)
              && Modifier.isStatic(method.getModifiers()) == isStatic
              && method.getParameterCount() == arguments.length
              && !method.isBridge();
      if (fits && takes(method.getParameterTypes(), arguments)) {
        return invoke(method, target, arguments);
      }
    }
    throw new AssertionError(type + " has no " + name + " for " + Arrays.toString(arguments));
  }

  private static boolean takes(Class<?>[] parameters, Object... arguments) {
    for (int i = 0; i < parameters.length; i++) {
      if (!takes(parameters[i], arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean takes(Class<?> parameter, Object argument) {
    if (!parameter.isPrimitive()) {
      return parameter.isInstance(argument);
    }
    boolean isInt = argument instanceof Integer;
    return parameter == boolean.class
        ? argument instanceof Boolean
        : isInt || (parameter == long.class && argument instanceof Long);
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      return Objects.requireNonNull(method.invoke(target, arguments));
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException problem) {
        throw problem;
      }
      throw new LinkageError(method.toString(), refused);
    } catch (IllegalAccessException impossible) {
      throw new LinkageError(method.toString(), impossible);
    }
  }

  /** The text in quotes. */
  static String literal(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(escaped((char) c)));
    return quoted.append('"').toString();
  }

  /** The texts in quotes, with commas between them. */
  static String literal(Collection<String> texts) {
    return texts.stream().map(Expression::literal).collect(Collectors.joining(", "));
  }

  /** The number, with the suffix of {@code long} where an {@code int} does not hold it. */
  static String literal(long number) {
    return number == (int) number ? String.valueOf(number) : number + "L";
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
