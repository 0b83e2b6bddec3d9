package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What exceptions still tell once they were sent elsewhere, as test runners do. */
class ExceptionsTest {

  private static <T> T sent(T exception) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(exception);
    @SuppressWarnings("unchecked")
    T copy = (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    return copy;
  }

  @Test
  void keepTheLastLines() throws Exception {
    List<String> lines = List.of("starting", "no disk");
    NotReadyException late = new NotReadyException("late", Duration.ZERO, Optional.of(lines));
    assertThat(sent(late).lastLines()).isEqualTo(lines);
    assertThat(sent(new BuildFailedException("m", "step", "p", lines)).lastLines())
        .isEqualTo(lines);
  }
}
