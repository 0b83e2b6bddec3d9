package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestTest {

  @Test
  void printsNoValuesThatMayBeSecrets() {
    Request request =
        Request.post("/build?rm=1&buildargs=%7B%22A%22%3A%22hunter2%22%7D&t=a", "{\"hunter2\":1}")
            .header("X-Registry-Auth", "hunter2");
    assertThat(request).hasToString("POST /build?rm=1&buildargs=***&t=a");
  }
}
