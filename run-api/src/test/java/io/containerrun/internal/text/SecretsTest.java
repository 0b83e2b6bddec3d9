package io.containerrun.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password", "POSTGRES_PASSWORD", "passwd", "db-pass", "secret", "splunk-token", "apikey",
        "API_KEY", "x-api-key", "aws.access-key", "credentials", "auth", "Authorization",
            "basicauth",
        "private-key", "passphrase", "pwd"
      })
  void namesThatSpeakOfASecret(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
    assertThat(Secrets.masked(name + "=a, b")).isEqualTo(name + "=***");
    assertThat(Secrets.masked(name + "=")).isEqualTo(name + "=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mode", "max-size", "authors", "credentialspec", "compass", "key", "passive", ""})
  void otherNames(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
    assertThat(Secrets.masked(name + "=a")).isEqualTo(name + "=a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://me:pw@proxy:3128/x | http://***@proxy:3128/x",
        "http://me@proxy | http://***@proxy",
        "http://me:p/w@proxy | http://***@proxy",
        "http://me:p@w@proxy | http://***@proxy",
        "http://proxy:3128/me@x | http://proxy:3128/me@x",
        "a http://a:b@c d https://e:f@g | a http://***@c d https://***@g",
        "x: 'token=a b' is bad; write token=*** | x: 'token=***' is bad; write token=***",
        "a=b,password=c,d=e | a=b,password=***,d=e",
        "http://h/x?token=a&b=c | http://h/x?token=***&b=c",
        "***@x | ***@x"
      })
  void texts(String text, String shown) {
    assertThat(Secrets.masked(text)).isEqualTo(shown);
    assertThat(Secrets.masked(shown)).isEqualTo(shown);
  }

  /** Where each part looked at the whole text, this took hours. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void longTexts() {
    for (String part : List.of("a=", "token=", "://", "://@", "@", "=", " =", "a://b:c/", "auth")) {
      String text = part.repeat(2_000_000);
      assertThat(Secrets.masked(text).length()).isLessThan(2 * text.length());
    }
  }
}
