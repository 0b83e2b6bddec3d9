package io.containerrun.engine.internal.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads private keys in the three formats of key files. The JDK reads only PKCS#8; the older
 * formats for RSA and elliptic curves are wrapped in it.
 */
final class PrivateKeys {

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;

  private static final byte[] VERSION = hex("020100");
  private static final byte[] RSA = hex("300d06092a864886f70d0101010500");
  private static final byte[] ELLIPTIC_CURVE = hex("06072a8648ce3d0201");

  private PrivateKeys() {}

  static PrivateKey read(byte[] file) throws IOException {
    Pem block = Pem.read(file, "PRIVATE KEY").get(0);
    byte[] pkcs8 =
        switch (block.label()) {
          case "RSA PRIVATE KEY" -> wrapped(RSA, block.bytes());
          case "EC PRIVATE KEY" -> wrapped(curve(block.bytes()), block.bytes());
          default -> block.bytes();
        };
    return key("RSA", pkcs8)
        .or(() -> key("EC", pkcs8))
        .or(() -> key("EdDSA", pkcs8))
        .orElseThrow(
            () -> new IOException("it is not a key for RSA, EC or Ed25519, or it is invalid"));
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException another) {
      return Optional.empty();
    }
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return der(SEQUENCE, VERSION, algorithm, der(OCTETS, key));
  }

  /** The algorithm with the curve, which follows the version and the key itself. */
  private static byte[] curve(byte[] key) throws IOException {
    try {
      ByteBuffer rest = content(ByteBuffer.wrap(key), SEQUENCE);
      content(rest, 0x02);
      content(rest, OCTETS);
      ByteBuffer curve = content(rest, CURVE);
      byte[] name = new byte[curve.remaining()];
      curve.get(name);
      return der(SEQUENCE, ELLIPTIC_CURVE, name);
    } catch (IndexOutOfBoundsException | BufferUnderflowException broken) {
      throw new IOException("the key is invalid", broken);
    }
  }

  /** The content of the next element, which must be of that kind. */
  private static ByteBuffer content(ByteBuffer from, int kind) throws IOException {
    if (!from.hasRemaining() || (from.get() & 0xff) != kind) {
      throw new IOException("the key does not name its curve, or it is invalid");
    }
    int length = from.get() & 0xff;
    if (length >= 0x80) {
      int bytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | (from.get() & 0xff);
      }
    }
    ByteBuffer content = from.slice(from.position(), length);
    from.position(from.position() + length);
    return content;
  }

  private static byte[] der(int kind, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(kind);
    int length = content.size();
    if (length >= 0x100) {
      element.write(0x82); // a key is shorter than 64 kB
      element.write(length >> 8);
    } else if (length >= 0x80) {
      element.write(0x81);
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
