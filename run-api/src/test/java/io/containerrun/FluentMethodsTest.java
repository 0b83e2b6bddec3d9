package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.containerrun.value.IpAddress;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the fluent methods take the values of the options. */
class FluentMethodsTest {

  private static final ContainerRun PLAIN = ContainerRun.of("alpine:3");

  static List<Option<?>> optionsWithAValue() {
    return Option.all().stream().filter(option -> !option.isSwitch()).toList();
  }

  /** An option with the type of its key: what {@code get} gives. */
  record Typed(String key, Option<?> option, Type value) {

    static Typed of(Field field) {
      try {
        Type value = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        return new Typed(field.getName(), (Option<?>) field.get(null), value);
      } catch (IllegalAccessException impossible) {
        throw new AssertionError(impossible);
      }
    }

    /** What one occurrence of the flag adds or sets. */
    List<Class<?>> parameters() {
      if (value instanceof Class<?> type) {
        return List.of(type);
      }
      ParameterizedType type = (ParameterizedType) value;
      Type[] arguments = type.getActualTypeArguments();
      assertThat(type.getRawType()).isIn(List.class, Map.class);
      return Arrays.stream(arguments).<Class<?>>map(argument -> (Class<?>) argument).toList();
    }
  }

  static Stream<Typed> keys() {
    return Arrays.stream(ContainerRun.class.getFields())
        .filter(field -> field.getType() == Option.class)
        .map(Typed::of);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theMethodTakesWhatTheKeyGives(Typed key) {
    List<List<Class<?>>> taken =
        Arrays.stream(ContainerRun.class.getMethods())
            .filter(method -> method.getName().equals(key.option.method()))
            .map(FluentMethodsTest::parameters)
            .toList();
    if (key.option.isSwitch()) {
      assertThat(taken).containsAnyOf(List.of(), List.of(Boolean.class));
    } else {
      assertThat(taken).contains(key.parameters());
    }
  }

  /** Boxed; of a method with variable arguments those that must be there. */
  private static List<Class<?>> parameters(Method method) {
    Class<?>[] all = method.getParameterTypes();
    return Arrays.stream(all)
        .limit(method.isVarArgs() ? all.length - 1 : all.length)
        .<Class<?>>map(type -> MethodType.methodType(type).wrap().returnType())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void noNumberIsNarrowerThanItsKey(Typed key) {
    if (key.value == Long.class) {
      assertThat(ContainerRun.class.getMethods())
          .filteredOn(method -> method.getName().equals(key.option.method()))
          .noneMatch(method -> Arrays.asList(method.getParameterTypes()).contains(int.class));
    }
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

  @Test
  void aTimeToStopCountsWholeSecondsAndNeverLessThanWasAskedFor() {
    assertThat(PLAIN.stopTimeout(Duration.ofMillis(1_500)))
        .isEqualTo(PLAIN.with(ContainerRun.STOP_TIMEOUT, Duration.ofSeconds(2)))
        .isEqualTo(PLAIN.stopTimeout("2"));
    assertThat(PLAIN.stopTimeout(Duration.ofNanos(1))).isEqualTo(PLAIN.stopTimeout("1"));
    assertThat(PLAIN.stopTimeout(Duration.ofSeconds(2))).isEqualTo(PLAIN.stopTimeout("2"));
    assertThat(PLAIN.stopTimeout(Duration.ZERO)).isEqualTo(PLAIN.stopTimeout("0"));
    assertThat(PLAIN.stopTimeout(Duration.ofSeconds(-1))).isEqualTo(PLAIN.stopTimeout("-1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.stopTimeout(Duration.ofMillis(-500)))
        .withMessage(
            "--stop-timeout -500ms: a negative time has no part of a second; use -1 second to wait"
                + " for ever");
  }

  @Test
  void variablesOfAMapKeepTheirOrderAndReplace() {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("Z", "1");
    more.put("A", "");
    more.put("M", "x=y");
    ContainerRun run = PLAIN.env("A", "old").env("B", "2").env(more);
    assertThat(run).isEqualTo(PLAIN.env("B", "2").env("Z", "1").env("A", "").env("M", "x=y"));
    assertThat(run.texts(ContainerRun.ENV)).containsExactly("B=2", "Z=1", "A=", "M=x=y");
    more.clear();
    assertThat(run.all(ContainerRun.ENV)).hasSize(4).isUnmodifiable();
    assertThat(PLAIN.env(Map.of())).isEqualTo(PLAIN);
    assertThat(ExecCommand.of("env").env(Map.of("A", "1")))
        .isEqualTo(ExecCommand.of("env").env("A", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.env(Map.of("", "1")));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.env(Map.of("A=B", "1")));
  }

  @Test
  void labelsOfAMapReplace() {
    Map<String, String> more = new HashMap<>(Map.of("z", "1", "a", "2"));
    ContainerRun run = PLAIN.label("a", "old").label("b", "3").labels(more);
    assertThat(run).isEqualTo(PLAIN.label("a", "2").label("b", "3").label("z", "1"));
    more.clear();
    assertThat(run.get(ContainerRun.LABEL).orElseThrow()).hasSize(3).isUnmodifiable();
    assertThat(PLAIN.labels(Map.of())).isEqualTo(PLAIN);
  }

  @Test
  void noNameAndNoValueOfAMapIsNull() {
    Map<String, String> noValue = Collections.singletonMap("a", null);
    Map<String, String> noName = Collections.singletonMap(null, "a");
    for (Map<String, String> map : List.of(noValue, noName)) {
      assertThatNullPointerException().isThrownBy(() -> PLAIN.env(map));
      assertThatNullPointerException().isThrownBy(() -> PLAIN.labels(map));
    }
  }

  @Test
  void anAddressIsKeptAsTypedWhereTheReferenceClientDoesNotReadIt() {
    IpAddress typed = IpAddress.asTyped("2001:DB8::0:1");
    assertThat(PLAIN.ip6(typed).get(ContainerRun.IP6)).contains(typed);
    assertThat(PLAIN.ip6("2001:DB8::0:1")).isEqualTo(PLAIN.ip6(typed));
    assertThat(PLAIN.dns(typed)).isEqualTo(PLAIN.dns("2001:db8::1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.dns(IpAddress.asTyped("here")))
        .withMessageContaining("here; write an address");
  }

  @Test
  void aPathPrintsAsItWasTyped() {
    assertThat(PLAIN.envFile("./a b/c.env").toArguments())
        .containsExactly("--env-file", "./a b/c.env", "alpine:3");
    assertThat(PLAIN.envFile("a//b/").get(ContainerRun.ENV_FILE)).contains(List.of(Path.of("a/b")));
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(List.of("--cidfile", "a\0b", "alpine")))
        .withMessageContaining("is no path: Nul character not allowed; write the path of a file");
  }
}
