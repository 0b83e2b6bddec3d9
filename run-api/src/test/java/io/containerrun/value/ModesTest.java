package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes of namespaces and networks are spelled one way: a static factory for each. */
class ModesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        CgroupnsMode.class,
        IpcMode.class,
        NetworkMode.class,
        PidMode.class,
        UsernsMode.class,
        UtsMode.class
      })
  void haveAFactoryForEachCase(Class<?> mode) throws Exception {
    Method host = mode.getMethod("host");
    assertThat(Modifier.isStatic(host.getModifiers())).isTrue();
    assertThat(host.invoke(null)).hasToString("host");
    assertThat(mode.getFields()).filteredOn(field -> field.getType() == mode).isEmpty();
    assertThat(mode.isEnum()).isFalse();
  }
}
