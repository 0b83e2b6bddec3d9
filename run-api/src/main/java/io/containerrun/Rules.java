package io.containerrun;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules. They are the constants of the classes named here, in the order of the lines there. */
final class Rules {

  private static final List<Rule> RULES =
      constantsOf(
          LifecycleRules.class,
          HealthRules.class,
          IdentityRules.class,
          ProcessRules.class,
          MemoryRules.class,
          CpuRules.class,
          BlockIoRules.class,
          WindowsRules.class,
          NetworkRules.class,
          SharedNetworkRules.class,
          AddressRules.class,
          PortRules.class,
          SysctlRules.class,
          MountRules.class,
          VolumeRules.class,
          LoggingRules.class,
          SecurityRules.class,
          SystemRules.class,
          ApiRules.class);

  private static final List<Rule> ON_THE_RUN_ALONE =
      RULES.stream().filter(rule -> !rule.needsTarget()).toList();

  private Rules() {}

  static List<Rule> all() {
    return RULES;
  }

  static List<Violation> check(ContainerRun run) {
    return ON_THE_RUN_ALONE.stream()
        .map(rule -> rule.check(run))
        .flatMap(Optional::stream)
        .toList();
  }

  static List<Violation> check(ContainerRun run, Target target) {
    return Stream.concat(
            RULES.stream().map(rule -> rule.check(run, target)).flatMap(Optional::stream),
            TargetRules.check(run, target).stream())
        .toList();
  }

  private static List<Rule> constantsOf(Class<?>... holders) {
    List<Rule> rules = new ArrayList<>();
    for (Class<?> holder : holders) {
      for (Field field : holder.getDeclaredFields()) {
        if (field.getType() == Rule.class) {
          rules.add(constant(field));
        }
      }
    }
    return List.copyOf(rules);
  }

  private static Rule constant(Field field) {
    try {
      return (Rule) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError("rules are visible in their package", impossible);
    }
  }
}
