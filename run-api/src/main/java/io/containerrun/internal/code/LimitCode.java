package io.containerrun.internal.code;

import io.containerrun.value.BytesRate;
import io.containerrun.value.Cpus;
import io.containerrun.value.OperationsRate;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;
import io.containerrun.value.Ulimit;
import io.containerrun.value.WeightDevice;
import org.jspecify.annotations.Nullable;

/** Code of sizes, rates and other limits. */
final class LimitCode {

  private LimitCode() {}

  static @Nullable Expression write(Object value) {
    if (value instanceof Size size) {
      return size(size);
    }
    if (value instanceof SwapLimit limit) {
      return swap(limit);
    }
    if (value instanceof Cpus cpus) {
      return cpus(cpus);
    }
    if (value instanceof Ulimit limit) {
      return ulimit(limit);
    }
    if (value instanceof WeightDevice device) {
      return Expression.of(WeightDevice.class, "of", device.path(), device.weight());
    }
    if (value instanceof BytesRate rate) {
      return Expression.of(BytesRate.class, "of", rate.path(), rate.perSecond());
    }
    if (value instanceof OperationsRate rate) {
      // One that no long holds makes another value, and shows as that.
      return Expression.of(OperationsRate.class, "of", rate.path(), rate.perSecond().longValue());
    }
    return value instanceof RestartPolicy policy ? policy(policy) : null;
  }

  private static Expression size(Size size) {
    String text = size.toString();
    long number = size.bytes() == 0 ? 0 : Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'k' -> Expression.of(Size.class, "kibibytes", number);
      case 'm' -> Expression.of(Size.class, "mebibytes", number);
      case 'g' -> Expression.of(Size.class, "gibibytes", number);
      case 't' -> Expression.of(Size.class, "gibibytes", number << 10);
      case 'p' -> Expression.of(Size.class, "gibibytes", number << 20);
      default -> Expression.of(Size.class, "bytes", size.bytes());
    };
  }

  /** A limit of swap is also taken as a size. */
  private static Expression swap(SwapLimit limit) {
    return limit.isUnlimited()
        ? Expression.of(SwapLimit.class, "unlimited")
        : new Expression(limit, size(Size.bytes(limit.bytes())).code());
  }

  private static Expression cpus(Cpus cpus) {
    String number = cpus.toString();
    boolean isInt = cpus.nano() / 1_000_000_000 <= Integer.MAX_VALUE;
    return new Expression(
        Cpus.of(Double.parseDouble(number)), isInt || number.contains(".") ? number : number + "d");
  }

  private static Expression ulimit(Ulimit limit) {
    if (limit.soft() != limit.hard()) {
      return unlimited(Expression.of(Ulimit.class, "of", limit.name(), limit.soft(), limit.hard()));
    }
    String factory =
        switch (limit.name()) {
          case "nofile" -> "openFiles";
          case "nproc" -> "processes";
          case "memlock" -> "lockedMemory";
          case "core" -> "coreDump";
          case "stack" -> "stack";
          default -> "";
        };
    Expression numbers =
        factory.isEmpty()
            ? Expression.of(Ulimit.class, "of", limit.name(), limit.soft())
            : Expression.of(Ulimit.class, factory, limit.soft());
    return unlimited(numbers);
  }

  private static Expression unlimited(Expression ulimit) {
    return new Expression(
        ulimit.value(), ulimit.code().replaceAll("-1(?=[,)])", "Ulimit.UNLIMITED"));
  }

  private static @Nullable Expression policy(RestartPolicy policy) {
    return policy instanceof RestartPolicy.OnFailure failure && failure.maxRetries() > 0
        ? Expression.of(RestartPolicy.class, "onFailure", failure.maxRetries())
        : RightsCode.byCase(policy);
  }
}
