package io.containerrun.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.containerrun.ContainerRun;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.VolumeSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Services where no engine is, and those that can be none. */
class ServiceTest {

  private static final String NOWHERE = "unix:///nowhere/docker.sock";
  private static final Map<String, String> NO_ENGINE = Map.of("containerrun.host", NOWHERE);

  private static final Service SERVICE = Service.of(ContainerRun.of("postgres:16"));

  static class WithService {
    @RegisterExtension static final Service db = Service.of(ContainerRun.of("postgres:16"));

    @Test
    void uses() {
      assertThat(db.container().isRunning()).isTrue();
    }
  }

  @EnabledIfEngine
  static class OnlyWithEngine {
    @RegisterExtension static final Service db = Service.of(ContainerRun.of("postgres:16"));

    @Test
    void uses() {
      assertThat(db.container().isRunning()).isTrue();
    }
  }

  static class InACircle {
    @RegisterExtension
    static final Service one = Service.of(ContainerRun.of("a").name("one").volumesFrom("two"));

    @RegisterExtension
    static final Service two =
        Service.of(ContainerRun.of("b").name("two").network("container:one"));

    @Test
    void uses() {
      assertThat(one.container()).isNotEqualTo(two.container());
    }
  }

  @Test
  void fails() {
    EngineExecutionResults results = Executed.classes(NO_ENGINE, WithService.class);
    assertThat(Executed.failure(results))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining(NOWHERE);
    assertThat(results.testEvents().started().count()).isZero();
  }

  @Test
  void isSkippedWithTheReason() {
    EngineExecutionResults results = Executed.classes(NO_ENGINE, OnlyWithEngine.class);
    assertThat(results.containerEvents().skipped().stream())
        .singleElement()
        .satisfies(
            skipped ->
                assertThat(skipped.getRequiredPayload(String.class))
                    .startsWith("no engine: ")
                    .contains(NOWHERE));
    assertThat(results.testEvents().started().count()).isZero();
  }

  @Test
  void isNotSkippedWhereAnEngineIsRequired() {
    EngineExecutionResults results =
        Executed.classes(
            Map.of("containerrun.host", NOWHERE, "containerrun.required", "true"),
            OnlyWithEngine.class);
    assertThat(Executed.failure(results)).hasRootCauseMessage("No such file or directory");
  }

  @Test
  void needsNoItself() {
    assertThat(Executed.failure(Executed.classes(NO_ENGINE, InACircle.class)))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "service one (a) is not started: it needs itself to be started before, by way of"
                + " service one (a), service two (b)");
  }

  @Test
  void hasNoContainerOutsideOfTests() {
    assertThatIllegalStateException()
        .isThrownBy(SERVICE::container)
        .withMessage(
            "service postgres:16 does not run: annotate its field with @RegisterExtension, and use"
                + " it from @BeforeAll on, or from @BeforeEach on if the field is not static");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "-db", "or ders", "a/b"})
  void reusesNoContainerWithoutAName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SERVICE.reused(name))
        .withMessageContaining("'" + name + "' is no name of a container");
  }

  @Test
  void reusesNoContainerWhoseNetworkOrVolumeGoes() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SERVICE.network(NetworkSpec.standard()).reused("orders"))
        .withMessageContaining("service postgres:16 is kept after the tests, its network");
    assertThatIllegalStateException()
        .isThrownBy(() -> SERVICE.reused("orders").volume(VolumeSpec.standard(), "/data"));
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SERVICE.volume(VolumeSpec.standard(), "a:b:c"));
  }

  @Test
  void staysAsItIs() {
    assertThat(SERVICE.shared()).isNotSameAs(SERVICE);
    assertThat(SERVICE.run()).isEqualTo(ContainerRun.of("postgres:16"));
  }
}
