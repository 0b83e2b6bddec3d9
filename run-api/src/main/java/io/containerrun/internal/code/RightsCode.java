package io.containerrun.internal.code;

import io.containerrun.value.CgroupnsMode;
import io.containerrun.value.Device;
import io.containerrun.value.GpuRequest;
import io.containerrun.value.IpcMode;
import io.containerrun.value.PidMode;
import io.containerrun.value.SecurityOption;
import io.containerrun.value.UsernsMode;
import io.containerrun.value.UtsMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Code of namespaces, devices, GPUs and settings of security modules. */
final class RightsCode {

  private RightsCode() {}

  static @Nullable Expression write(Object value) {
    if (value instanceof Device device) {
      return device(device);
    }
    if (value instanceof GpuRequest request) {
      return gpus(request);
    }
    if (value instanceof SecurityOption option) {
      return securityOption(option);
    }
    if (value instanceof IpcMode || value instanceof PidMode) {
      return byCase(value);
    }
    boolean isWord =
        value instanceof CgroupnsMode || value instanceof UsernsMode || value instanceof UtsMode;
    return isWord ? byWord(value) : null;
  }

  private static Expression byWord(Object value) {
    String factory =
        switch (value.toString()) {
          case "" -> value instanceof UtsMode ? "own" : "engine";
          case "private" -> "ownPrivate";
          default -> value.toString();
        };
    return Expression.of(value.getClass(), factory);
  }

  /** The factory has the name of the case; none makes what engines refuse. */
  static @Nullable Expression byCase(Object value, Object... arguments) {
    Class<?> choice = Objects.requireNonNull(value.getClass().getEnclosingClass());
    String name = value.getClass().getSimpleName();
    String text = value.toString();
    return switch (name) {
      case "Other" -> null;
      case "Private" -> Expression.of(choice, "ownPrivate");
      case "Container" -> Expression.of(choice, "container", text.substring(text.indexOf(':') + 1));
      default ->
          Expression.of(
              choice, Character.toLowerCase(name.charAt(0)) + name.substring(1), arguments);
    };
  }

  private static @Nullable Expression device(Device device) {
    if (!(device instanceof Device.Mapping mapping)) {
      return byCase(device, device.toString());
    }
    return Expression.of(Device.class, "of", mapping.hostPath())
        .when(!mapping.containerPath().equals(mapping.hostPath()), "at", mapping.containerPath())
        .when(!mapping.permissions().equals("rwm"), "permissions", mapping.permissions());
  }

  private static Expression gpus(GpuRequest request) {
    Expression start;
    if (!request.devices().isEmpty()) {
      start = Expression.of(GpuRequest.class, "devices", words(request.devices()));
    } else {
      start =
          request.count() == -1
              ? Expression.of(GpuRequest.class, "all")
              : Expression.of(GpuRequest.class, "count", request.count());
    }
    return start
        .each("driver", List.of(request.driver()))
        .when(!request.capabilities().isEmpty(), "capabilities", words(request.capabilities()))
        .each("option", request.options());
  }

  private static Object words(List<String> words) {
    return words.toArray(String[]::new);
  }

  private static @Nullable Expression securityOption(SecurityOption option) {
    if (option instanceof SecurityOption.AppArmor) {
      return Expression.of(SecurityOption.class, "apparmor", option.value());
    }
    if (option instanceof SecurityOption.NoNewPrivileges kept) {
      return kept.value().isEmpty() ? byCase(kept) : byCase(kept, kept.isEnabled());
    }
    boolean isWhole =
        option instanceof SecurityOption.UnconfinedSystemPaths
            || option instanceof SecurityOption.WritableCgroups;
    return isWhole ? byCase(option) : byCase(option, option.value());
  }
}
