package io.containerrun.engine.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageNotFoundException;
import io.containerrun.engine.NameConflictException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorMapperTest {

  private static final Operation START = Operation.container("start container", "0123456789abcdef");

  @ParameterizedTest
  @CsvSource({
    "exec: \"x\": Executable file not found in $PATH, 127",
    "stat /x: no such file or directory, 127",
    "CreateProcess: The system cannot find the file specified., 127",
    "exec /x: permission denied, 126",
    "exec /etc: is a directory, 126",
    "port is already allocated, 125",
  })
  void derivesTheExitStatusOfDockerRun(String words, int status) {
    assertThat(ErrorMapper.of(START, 500, words).exitStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "404, No such image: a:1, true",
    "404, no such image: a:1, true",
    "404, image was found but does not match the specified platform, true",
    "404, a:1: image not known, true",
    "404, error looking up volume plugin x, false",
    "404, page not found, false",
    "500, No such image: a:1, false",
  })
  void knowsTheAnswersThatAreAboutTheImage(int status, String words, boolean image) {
    assertThat(ErrorMapper.namesImage(status, words)).isEqualTo(image);
    assertThat(ErrorMapper.of(START, status, words) instanceof ImageNotFoundException)
        .isEqualTo(image);
  }

  @Test
  void knowsANameThatIsTakenAlsoInPodmansWords() {
    String words = "the container name \"db\" is already in use by 12ab";
    assertThat(ErrorMapper.of(START, 500, words)).isInstanceOf(NameConflictException.class);
  }

  @Test
  void saysWhatFailedWithTheEnginesWordsAndWhatToDo() {
    EngineException refusal =
        ErrorMapper.of(START, 500, "driver failed: port is already allocated");
    assertThat(refusal)
        .hasMessage(
            "start container 0123456789ab: driver failed: port is already allocated;"
                + " publish another port, or stop what uses it");
    assertThat(refusal.engineMessage()).isEqualTo("driver failed: port is already allocated");
    assertThat(ErrorMapper.of(START, 503, ""))
        .hasMessage(
            "start container 0123456789ab: the engine responds with status 503 and no message");
  }
}
