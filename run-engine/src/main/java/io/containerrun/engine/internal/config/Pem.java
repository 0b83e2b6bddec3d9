package io.containerrun.engine.internal.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file.
 *
 * @param label such as {@code CERTIFICATE}
 * @param bytes its content in DER
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pem(String label, byte[] bytes) {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** Blocks have headers only if they are encrypted. */
  private static final String ENCRYPTED = "ENCRYPTED";

  /**
   * Reads the blocks of a file whose label has an ending; ignores everything else.
   *
   * @throws IOException if there is no such block, or one is encrypted or invalid
   */
  static List<Pem> read(byte[] file, String ending) throws IOException {
    List<Pem> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      if (block.group(1).endsWith(ending)) {
        if (block.group().contains(ENCRYPTED)) {
          throw new IOException("encrypted keys are not supported; decrypt it first");
        }
        blocks.add(new Pem(block.group(1), decoded(block.group(2))));
      }
    }
    if (blocks.isEmpty()) {
      throw new IOException("there is no block -----BEGIN … " + ending + "----- in it");
    }
    return blocks;
  }

  private static byte[] decoded(String text) throws IOException {
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException broken) {
      throw new IOException("a block is invalid: " + broken.getMessage(), broken);
    }
  }
}
