package io.containerrun.internal.code;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.HostEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How values are best written in Java, by their type. A type that is not here is one word of text,
 * such as an address or a capability, and is written as that text.
 */
public final class ValueCode {

  private ValueCode() {}

  /**
   * The arguments that a fluent method takes for a value: an expression, or several for a value
   * that is given in parts. Empty where the text of the value says it best, or where no factory
   * makes it.
   */
  public static Optional<String> arguments(Object value) {
    Objects.requireNonNull(value, "value");
    try {
      return Optional.ofNullable(write(value))
          .filter(expression -> expression.value().equals(value))
          .map(Expression::code);
    } catch (IllegalArgumentException noFactoryMakesIt) {
      return Optional.empty();
    }
  }

  /** A text as a literal. */
  public static String literal(String text) {
    return Expression.literal(text);
  }

  /** Texts as literals, with commas between them. */
  public static String literals(Collection<String> texts) {
    return Expression.literal(texts);
  }

  /** The expression of a value that stands within another, of which every one has one. */
  static String expression(Object value) {
    return arguments(value).orElseThrow(() -> new AssertionError(value));
  }

  private static @Nullable Expression write(Object value) {
    Expression expression = writeScalar(value);
    if (expression == null) {
      expression = LimitCode.write(value);
    }
    if (expression == null) {
      expression = NetworkCode.write(value);
    }
    if (expression == null) {
      expression = MountCode.write(value);
    }
    return expression == null ? RightsCode.write(value) : expression;
  }

  private static @Nullable Expression writeScalar(Object value) {
    if (value instanceof Enum<?> constant) {
      String type = constant.getDeclaringClass().getSimpleName();
      return new Expression(value, type + "." + constant.name());
    }
    if (value instanceof Integer || value instanceof Boolean) {
      return new Expression(value, value.toString());
    }
    if (value instanceof Long number) {
      return new Expression(value, Expression.literal(number));
    }
    if (value instanceof BigInteger number) {
      return new Expression(value, number(number));
    }
    if (value instanceof Duration duration) {
      return duration(duration);
    }
    if (value instanceof EnvironmentVariable variable) {
      return variable.isFromCaller() ? null : pair(value, variable.name(), variable.value());
    }
    return value instanceof HostEntry entry ? pair(value, entry.name(), entry.address()) : null;
  }

  private static Expression pair(Object value, String name, String text) {
    return new Expression(value, Expression.literal(name) + ", " + Expression.literal(text));
  }

  private static String number(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? Expression.literal(value.longValueExact())
        : "new BigInteger(" + Expression.literal(value.toString()) + ")";
  }

  private static Expression duration(Duration value) {
    if (value.toNanosPart() == 0) {
      long seconds = value.toSeconds();
      return seconds == 0 || seconds % 60 != 0
          ? Expression.of(Duration.class, "ofSeconds", seconds)
          : Expression.of(Duration.class, "ofMinutes", seconds / 60);
    }
    return value.toNanosPart() % 1_000_000 == 0
        ? Expression.of(Duration.class, "ofMillis", value.toMillis())
        : Expression.of(Duration.class, "ofNanos", value.toNanos());
  }
}
