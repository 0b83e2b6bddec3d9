package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.engine.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {

  private static void assertReads(String pem, KeyPair keys, String signing) throws Exception {
    PrivateKey read = PrivateKeys.read(pem.getBytes(StandardCharsets.UTF_8));
    byte[] message = {1, 2, 3};
    Signature signer = Signature.getInstance(signing);
    signer.initSign(read);
    signer.update(message);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(signing, new BouncyCastleProvider());
    verifier.initVerify(keys.getPublic());
    verifier.update(message);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 1024, SHA256withRSA, BEGIN RSA PRIVATE KEY",
    "RSA, 2048, SHA256withRSA, BEGIN RSA PRIVATE KEY",
    "EC, 256, SHA256withECDSA, BEGIN EC PRIVATE KEY",
    "EC, 384, SHA256withECDSA, BEGIN EC PRIVATE KEY",
    "EC, 521, SHA256withECDSA, BEGIN EC PRIVATE KEY",
  })
  void readsTheOlderFormOfEachKind(String algorithm, int size, String signing, String label)
      throws Exception {
    KeyPair keys = TestCertificates.keys(algorithm, size);
    String pem = TestCertificates.pem(keys.getPrivate());
    assertThat(pem).contains(label);
    assertReads(pem, keys, signing);
    assertReads(
        "-----BEGIN EC PARAMETERS-----\nBgg=\n-----END EC PARAMETERS-----\n" + pem, keys, signing);
  }

  @ParameterizedTest
  @CsvSource({"RSA, 2048, SHA256withRSA", "EC, 256, SHA256withECDSA", "Ed25519, 0, Ed25519"})
  void readsTheFormOfAllKinds(String algorithm, int size, String signing) throws Exception {
    KeyPair keys = TestCertificates.keys(algorithm, size);
    String base64 = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
    String pem = "-----BEGIN PRIVATE KEY-----\r\n" + base64 + "\r\n-----END PRIVATE KEY-----\r\n";
    assertReads(pem, keys, signing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----",
      })
  void refusesAnEncryptedKey(String pem) {
    assertThatThrownBy(() -> PrivateKeys.read(pem.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("encrypted keys are not supported");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA PRIVATE KEY, AAAA, not a key for RSA",
    "EC PRIVATE KEY, MAMCAQE=, does not name its curve",
    "EC PRIVATE KEY, MIKC, the key is invalid",
    "PRIVATE KEY, '!', a block is invalid",
    "CERTIFICATE, AAAA, there is no block",
  })
  void saysWhatIsWrongWithAKey(String label, String base64, String words) {
    String pem = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    assertThatThrownBy(() -> PrivateKeys.read(pem.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words);
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> PrivateKeys.read(new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no block -----BEGIN … PRIVATE KEY-----");
  }
}
