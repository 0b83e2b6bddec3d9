package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class InvalidRunExceptionTest {

  @Test
  void keepsItsViolationsOnTheWayToAnotherProcess() throws IOException, ClassNotFoundException {
    InvalidRunException thrown =
        catchThrowableOfType(
            InvalidRunException.class,
            () -> ContainerRun.parse("-m 4m -w here alpine").requireValid());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      InvalidRunException read = (InvalidRunException) in.readObject();
      assertThat(read.violations()).hasSize(2).isEqualTo(thrown.violations());
      assertThat(read).hasMessage(thrown.getMessage());
    }
  }
}
