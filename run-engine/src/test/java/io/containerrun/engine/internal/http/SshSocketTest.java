package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shell script plays ssh and what is at its other end. */
@Timeout(120)
class SshSocketTest {

  /** Reads the ping and responds; each line of the request ends with a carriage return. */
  private static final String PONG =
      "while read -r line && [ ${#line} -gt 1 ]; do :; done;"
          + " printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nOK';";

  @SuppressWarnings("NullAway.Init") // set by start
  private SshSocket socket;

  private void start(String script) throws ConnectionFailure {
    socket = SshSocket.start(List.of("sh", "-c", script));
  }

  @AfterEach
  void endsTheProcess() throws Exception {
    if (socket != null) {
      socket.close();
      for (ProcessHandle child : ProcessHandle.current().children().toList()) {
        child.onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  private void write(String text) throws IOException {
    socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String readAll() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
    while (socket.read(bytes) >= 0) {}
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  @Test
  void carriesBytesBothWaysAndClosesOneDirection() throws IOException {
    start(PONG + "cat; echo end");
    assertThat(socket.isOpen()).isTrue();
    write("hello ");
    write("there\n");
    socket.closeWrite();
    socket.closeWrite();
    assertThat(readAll()).isEqualTo("hello there\nend\n");
    assertThat(socket.isQuiet()).isFalse();
  }

  @Test
  void canBeReusedWhileTheProcessRunsAndNothingIsUnread() throws IOException {
    start(PONG + "read line; echo $line; sleep 600");
    write("one\n");
    ByteBuffer bytes = ByteBuffer.allocate(4);
    while (bytes.hasRemaining()) {
      socket.read(bytes);
    }
    assertThat(socket.isQuiet()).isTrue();
    socket.close();
    assertThat(socket.isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "255; root@host: Permission denied (publickey).; ssh fails with exit code 255; load the key",
        "255; Host key verification failed.; ssh fails with exit code 255; log in once with ssh",
        "255; ssh: connect to host a port 22: Connection refused; ssh fails; Connection refused",
        "127; sh: 1: docker: not found; the docker command on that host fails; install the docker",
        "1; Cannot connect to the Docker daemon at unix:///x.; that host fails; that the engine runs there",
      })
  void saysWhySshFails(int exitCode, String said, String what, String hint)
      throws ConnectionFailure {
    start("echo '" + said + "' >&2; exit " + exitCode);
    assertThatThrownBy(() -> write("request"))
        .asInstanceOf(type(ConnectionFailure.class))
        .returns(Kind.UNREACHABLE, ConnectionFailure::kind)
        .extracting(ConnectionFailure::words)
        .asString()
        .contains(what, said, hint);
  }

  @Test
  void aProcessThatSaysNothingAndSucceedsIsNoEngine() throws ConnectionFailure {
    start("exit 0");
    assertThatThrownBy(() -> write("request"))
        .asInstanceOf(type(ConnectionFailure.class))
        .returns(Kind.UNREACHABLE, ConnectionFailure::kind);
  }

  @Test
  void takesALostConnectionForNoEnd() throws IOException {
    start(
        PONG
            + "read line; echo some; echo 'Connection to host closed by remote host.' >&2; exit 255");
    write("request\n");
    assertThatThrownBy(this::readAll)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ssh fails with exit code 255: Connection to host closed");
  }

  @Test
  void closingEndsAReadInProgress() throws Exception {
    start(PONG + "trap '' TERM; exec sleep 600"); // which ignores the signal as well
    write("request");
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return socket.read(ByteBuffer.allocate(1));
              } catch (IOException closed) {
                return -2;
              }
            });
    socket.close();
    assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(-2);
  }

  @Test
  void closingEndsAWriteInProgress() throws Exception {
    start(PONG + "exec sleep 600");
    write("request");
    CompletableFuture<Boolean> written =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                socket.write(ByteBuffer.allocate(1 << 20));
                return true;
              } catch (IOException closed) {
                return false;
              }
            });
    socket.close();
    assertThat(written.get(60, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void saysThatThereIsNoSsh() {
    assertThatThrownBy(() -> SshSocket.start(List.of("/nonexistent/ssh")))
        .asInstanceOf(type(ConnectionFailure.class))
        .returns(Kind.UNREACHABLE, ConnectionFailure::kind)
        .extracting(ConnectionFailure::words)
        .asString()
        .contains("ssh cannot be started", "install an OpenSSH client");
  }
}
