package io.containerrun.engine.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {

  @Test
  void isWhatTheExceptionSays() {
    assertThat(Reason.of(new IOException("disk full"))).isEqualTo("disk full");
    assertThat(Reason.of(new FileSystemException("/a", null, "Is a directory")))
        .isEqualTo("/a: Is a directory");
  }

  @Test
  void isSaidForThoseThatNameAFileAlone() {
    assertThat(Reason.of(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or folder");
    assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("/a: no permission");
    assertThat(Reason.of(new FileAlreadyExistsException("/a"))).isEqualTo("/a: it already exists");
  }

  @Test
  void isTheKindOfThoseThatSayNothing() {
    assertThat(Reason.of(new EOFException())).isEqualTo("EOFException");
  }

  @Test
  void holdsForTheSystem(@TempDir Path folder) {
    Path missing = folder.resolve("none");
    assertThat(catchThrowable(() -> Files.newInputStream(missing)))
        .extracting(Reason::of)
        .isEqualTo(missing + ": no such file or folder");
  }
}
