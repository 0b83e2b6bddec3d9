package io.containerrun.examples.behaviour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands for the placeholders of one case: put in before it is run, and out of what comes. */
final class Placeholders {

  private static final int MOST = 8192;
  private static final AtomicInteger CASES = new AtomicInteger();

  private final String prefix;
  private final Map<String, String> values = new LinkedHashMap<>();

  Placeholders(Path folder) throws IOException {
    this.prefix = "bh" + ProcessHandle.current().pid() + "x" + CASES.incrementAndGet() + "-";
    values.put("{CWD}", folder.toString());
    values.put("{P}", prefix);
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      values.put("{PORT1}", Integer.toString(first.getLocalPort()));
      values.put("{PORT2}", Integer.toString(second.getLocalPort()));
    }
  }

  /** What the names of all that the case makes begin with. */
  String prefix() {
    return prefix;
  }

  String put(String text) {
    String placed = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      placed = placed.replace(value.getKey(), value.getValue());
    }
    return placed;
  }

  /** Bytes as results have them: text with its placeholders, a digest, or base64. */
  Object taken(byte[] bytes) {
    if (bytes.length > MOST) {
      return Map.of("bytes", bytes.length, "md5", md5(bytes));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace(value.getValue(), value.getKey());
      }
      return text.replaceAll("\\b[0-9a-f]{64}\\b", "{ID}");
    } catch (CharacterCodingException binary) {
      return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
