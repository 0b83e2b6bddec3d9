package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every option. */
class CatalogueTest {

  private static final ContainerRun PLAIN = ContainerRun.of("alpine:3");
  private static final ApiVersion OLDEST = new ApiVersion(1, 24);
  private static final ApiVersion NEWEST = new ApiVersion(1, 56);

  static List<Option<?>> options() {
    return Option.all();
  }

  private static ContainerRun withExample(Option<?> option) {
    return ContainerRun.parse(List.of(option + "=" + option.example(), "alpine:3"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void theExampleReadsAndPrintsBack(Option<?> option) {
    ContainerRun run = withExample(option);
    assertThat(run.options()).containsExactly(option);
    assertThat(ContainerRun.parse(run.toArguments())).isEqualTo(run);
    assertThat(ContainerRun.parse(run.toCommandLine())).isEqualTo(run);
  }

  @ParameterizedTest
  @MethodSource("options")
  void theExampleChangesTheRequestUnlessTheOptionStaysOnTheClient(Option<?> option) {
    ContainerRun run = withExample(option).resolve(new ScriptedEnvironment());
    boolean changes =
        !run.request(NEWEST).equals(PLAIN.request(NEWEST))
            || !run.request(OLDEST).equals(PLAIN.request(OLDEST));
    assertThat(changes).isNotEqualTo(option.isClientSide());
  }

  @ParameterizedTest
  @MethodSource("options")
  void theMethodThatTheCatalogueNamesIsThere(Option<?> option) {
    Set<String> methods =
        Arrays.stream(ContainerRun.class.getMethods())
            .filter(method -> method.getReturnType() != void.class)
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(methods).contains(option.method());
  }

  @ParameterizedTest
  @MethodSource("options")
  void theDocumentHasWhatItNeeds(Option<?> option) {
    assertThat(option.summary()).matches("[A-Z].*\\.");
    assertThat(option.example()).isNotBlank();
    assertThat(option.grammar().isEmpty()).isEqualTo(option.isSwitch());
    assertThat(option.flag()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  @ParameterizedTest
  @MethodSource("options")
  void withoutForgetsIt(Option<?> option) {
    assertThat(withExample(option).without(option)).isEqualTo(PLAIN);
  }

  @Test
  void noFlagOrLetterStandsForTwoOptions() {
    List<String> names =
        Option.all().stream()
            .flatMap(
                option ->
                    java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(option.flag()), option.aliases().stream()))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(Option.all().stream().flatMap(option -> option.letter().stream()).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void findsAnOptionByItsFlagAndByItsAliases() {
    assertThat(Option.named("net")).contains(ContainerRun.NETWORK);
    assertThat(Option.named("memory")).contains(ContainerRun.MEMORY);
    assertThat(Option.named("nonsense")).isEmpty();
  }
}
