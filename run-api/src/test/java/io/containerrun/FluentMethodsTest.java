package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the fluent methods take the values of the options. */
class FluentMethodsTest {

  private static final ContainerRun PLAIN = ContainerRun.of("alpine:3");

  static List<Option<?>> optionsWithAValue() {
    return Option.all().stream().filter(option -> !option.isSwitch()).toList();
  }

  @ParameterizedTest
  @MethodSource("optionsWithAValue")
  void theTextFormReadsWhatTheFlagReads(Option<?> option) throws Exception {
    Method method = ContainerRun.class.getMethod(option.method(), String.class);
    ContainerRun parsed =
        ContainerRun.parse(List.of("--" + option.flag(), option.example(), "alpine:3"));
    assertThat(method.invoke(PLAIN, option.example())).isEqualTo(parsed);
  }

  @ParameterizedTest
  @MethodSource("optionsWithAValue")
  void theTextFormAddsWhereTheFlagMayBeRepeated(Option<?> option) throws Exception {
    Method method = ContainerRun.class.getMethod(option.method(), String.class);
    Object once = method.invoke(PLAIN, option.example());
    List<String> twice =
        List.of(option + "=" + option.example(), option + "=" + option.example(), "alpine:3");
    assertThat(method.invoke(once, option.example())).isEqualTo(ContainerRun.parse(twice));
  }
}
