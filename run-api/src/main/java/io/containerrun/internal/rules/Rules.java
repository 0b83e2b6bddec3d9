package io.containerrun.internal.rules;

import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Option;
import io.containerrun.Target;
import io.containerrun.Violation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** All rules. They are the constants of the classes named here, in the order of the lines there. */
public final class Rules {

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
          ApiRules.class,
          GateRules.class,
          LimitRules.class,
          HostRules.class,
          SetupRules.class,
          StorageRules.class);

  /** The indexes in the list of the rules that an option takes part in. */
  private static final Map<Option<?>, BitSet> ABOUT = new HashMap<>();

  private static final BitSet ABOUT_THE_COMMAND = new BitSet();

  private static final BitSet ON_THE_RUN_ALONE = new BitSet();

  static {
    for (int i = 0; i < RULES.size(); i++) {
      for (Option<?> option : RULES.get(i).options()) {
        ABOUT.computeIfAbsent(option, first -> new BitSet()).set(i);
      }
      ABOUT_THE_COMMAND.set(i, RULES.get(i).options().isEmpty());
      ON_THE_RUN_ALONE.set(i, !RULES.get(i).needsTarget());
    }
  }

  private Rules() {}

  /** Every rule, in the order of their classes. */
  public static List<Rule> all() {
    return RULES;
  }

  /** The id, if there is such a rule. */
  public static String requireKnown(String id) {
    Set<String> ids = new TreeSet<>(TargetRules.IDS);
    RULES.forEach(rule -> ids.add(rule.id()));
    if (!ids.contains(id)) {
      throw new IllegalArgumentException(
          RunQueries.withGuess(
              "there is no rule '" + id + "'; take the id from a violation", id, ids));
    }
    return id;
  }

  /** What is wrong with a run, as far as the run alone shows. */
  public static List<Violation> check(ContainerRun run, RunDetails details) {
    Objects.requireNonNull(details, "details");
    BitSet asked = about(run);
    asked.and(ON_THE_RUN_ALONE);
    List<Violation> found = new ArrayList<>();
    ask(asked, run, Rule.ANY, details, found);
    return Collections.unmodifiableList(found);
  }

  /** What is wrong with a run on a certain engine. */
  public static List<Violation> check(ContainerRun run, Target target, RunDetails details) {
    Objects.requireNonNull(details, "details");
    List<Violation> found = new ArrayList<>();
    ask(about(run), run, target, details, found);
    TargetRules.check(run, target, details, found);
    return Collections.unmodifiableList(found);
  }

  /** What rules on the options of a run want to know of an engine. */
  public static Set<Fact<?>> factsFor(ContainerRun run) {
    Set<Fact<?>> facts = new TreeSet<>();
    about(run).stream().mapToObj(RULES::get).map(Rule::facts).forEach(facts::addAll);
    return Collections.unmodifiableSet(facts);
  }

  private static void ask(
      BitSet asked, ContainerRun run, Target target, RunDetails details, List<Violation> found) {
    for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
      Rule rule = RULES.get(i);
      if (!run.silenced().contains(rule.id())) {
        rule.check(run, target, details).ifPresent(found::add);
      }
    }
  }

  /** Most runs have few options: only rules about one that is set are asked, in their order. */
  private static BitSet about(ContainerRun run) {
    BitSet about = new BitSet();
    if (!run.command().isEmpty()) {
      about.or(ABOUT_THE_COMMAND);
    }
    for (Option<?> option : run.options()) {
      BitSet rules = ABOUT.get(option);
      if (rules != null) {
        about.or(rules);
      }
    }
    return about;
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
