package io.containerrun.internal.rules;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Option;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A constraint on a run, with its wording and its own proof: lines that break it and lines that do
 * not. A rule reads the run, and the engine it is meant for where it needs to; it does no I/O. What
 * is not known of an engine breaks no rule.
 *
 * @param id kebab-case and permanent: people search for it and may silence it
 * @param drops whether the engine drops a limit with no more than a warning, which a strict target
 *     counts as an error
 * @param enforcer who else refuses such a run
 * @param options the options that take part; where none of them is set, the rule is not asked. A
 *     rule without options is about the command
 * @param constraints the numbers of the documented constraints that the rule checks
 * @param shownOn the engine that the lines are meant for, with all facts without which the rule is
 *     silent; null for a rule on the run alone
 * @param excusedBy facts that make the rule silent where they are known; without them it speaks
 */
public record Rule(
    String id,
    Severity severity,
    boolean drops,
    Enforcer enforcer,
    List<Option<?>> options,
    Condition broken,
    Sentence problem,
    String fix,
    List<String> rejects,
    List<String> accepts,
    List<String> constraints,
    @Nullable Target shownOn,
    Set<Fact<?>> excusedBy) {

  /** Whether a run breaks a rule on an engine. */
  interface Condition {
    boolean holds(ContainerRun run, Target target, RunDetails details);
  }

  /** What is wrong with a run that breaks a rule. */
  interface Sentence {
    String of(ContainerRun run, Target target, RunDetails details);
  }

  /** What rules on the run alone are asked with; they do not look at it. */
  public static final Target ANY = Target.of("", new ApiVersion(0, 0));

  /** Begins a rule about these options. */
  static Builder of(String id, Option<?>... options) {
    return new Builder(id, List.of(options));
  }

  /** Whether the rule can only be checked where the engine is known. */
  public boolean needsTarget() {
    return shownOn != null;
  }

  /** What the rule wants to know of an engine beside its system and the version of its API. */
  public Set<Fact<?>> facts() {
    Set<Fact<?>> facts = new TreeSet<>(excusedBy);
    facts.addAll(shownOn == null ? Set.of() : shownOn.facts());
    return facts;
  }

  Optional<Violation> check(ContainerRun run, Target target, RunDetails details) {
    return broken.holds(run, target, details)
        ? Optional.of(violation(run, target, details))
        : Optional.empty();
  }

  private Violation violation(ContainerRun run, Target target, RunDetails details) {
    return new Violation(
        id,
        drops && target.isStrict() ? Severity.ERROR : severity,
        enforcer == Enforcer.CLIENT,
        flags(run),
        given(details),
        problem.of(run, target, details),
        fix);
  }

  private List<String> flags(ContainerRun run) {
    List<String> flags = new ArrayList<>();
    for (Option<?> option : options) {
      if (run.get(option).isPresent()) {
        flags.add(option.flag());
      }
    }
    return flags;
  }

  private String given(RunDetails details) {
    if (options.isEmpty()) {
      return details.shownCommand();
    }
    StringJoiner given = new StringJoiner(", ");
    options.stream().sorted().map(details::shown).forEach(shown -> shown.forEach(given::add));
    return given.toString();
  }

  /**
   * A rule in the making. {@link #accepts} comes last and gives the rule: none is made unproven.
   */
  static final class Builder {

    private final String id;
    private final List<Option<?>> options;
    private Severity severity = Severity.ERROR;
    private boolean drops;
    private Enforcer enforcer = Enforcer.ENGINE;
    private Condition broken = (run, target, details) -> false;
    private @Nullable Target shownOn;
    private Set<Fact<?>> excusedBy = Set.of();
    private Sentence problem = (run, target, details) -> "";
    private String fix = "";
    private List<String> rejects = List.of();
    private List<String> constraints = List.of();

    private Builder(String id, List<Option<?>> options) {
      this.id = id;
      this.options = options;
    }

    /** The numbers of the documented constraints, such as {@code R30}, that this rule checks. */
    Builder constraint(String... numbers) {
      constraints = List.of(numbers);
      return this;
    }

    Builder warning() {
      severity = Severity.WARNING;
      enforcer = Enforcer.NONE;
      return this;
    }

    /** A warning that a strict target counts as an error: the engine drops what was asked for. */
    Builder dropped() {
      drops = true;
      return warning();
    }

    Builder info() {
      severity = Severity.INFO;
      enforcer = Enforcer.NONE;
      return this;
    }

    Builder enforcedBy(Enforcer enforcer) {
      this.enforcer = enforcer;
      return this;
    }

    Builder brokenWhen(Predicate<ContainerRun> broken) {
      this.broken = (run, target, details) -> broken.test(run);
      return this;
    }

    /** Broken by what a run and the files that it names say; the files once they are resolved. */
    Builder brokenBy(Function<RunDetails, Optional<String>> offence) {
      this.broken = (run, target, details) -> offence.apply(details).isPresent();
      this.problem = (run, target, details) -> offence.apply(details).orElse("");
      return this;
    }

    /**
     * Broken by a run on certain engines.
     *
     * @param shownOn an engine on which the rejected lines break the rule, with the facts that it
     *     reads and no others
     */
    Builder brokenOn(Target shownOn, BiPredicate<ContainerRun, Target> broken) {
      this.shownOn = shownOn;
      this.broken = (run, target, details) -> broken.test(run, target);
      return this;
    }

    /**
     * Not broken on an engine of which this is known. The rule speaks where the fact is unknown:
     * for what hardly any engine can do. Comes after {@link #brokenOn}.
     */
    <V> Builder exceptOn(Fact<V> fact, Predicate<V> excuse) {
      Condition elsewhere = broken;
      this.broken =
          (run, target, details) ->
              elsewhere.holds(run, target, details) && target.get(fact).filter(excuse).isEmpty();
      this.excusedBy = Set.of(fact);
      return this;
    }

    /** Broken when the option is set to a value that fails the test. */
    <V> Builder unless(Option<V> option, Predicate<V> holds) {
      return brokenWhen(run -> run.get(option).filter(holds.negate()).isPresent());
    }

    Builder problem(String sentence) {
      return problem(run -> sentence);
    }

    Builder problem(Function<ContainerRun, String> sentence) {
      return problem((run, target) -> sentence.apply(run));
    }

    Builder problem(BiFunction<ContainerRun, Target, String> sentence) {
      this.problem = (run, target, details) -> sentence.apply(run, target);
      return this;
    }

    Builder fix(String advice) {
      this.fix = advice;
      return this;
    }

    /** Lines, without {@code docker run}, that break this rule and no other error or warning. */
    Builder rejects(String... lines) {
      this.rejects = List.of(lines);
      return this;
    }

    /** Ends the rule with lines that are near to breaking it and do not. */
    Rule accepts(String... lines) {
      return new Rule(
          id,
          severity,
          drops,
          enforcer,
          options,
          broken,
          problem,
          fix,
          rejects,
          List.of(lines),
          constraints,
          shownOn,
          excusedBy);
    }
  }
}
