package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestTest {

  @Test
  void printsNoValuesThatMayBeSecrets() {
    Request request =
        Request.post("/build?rm=1&buildargs=%7B%22A%22%3A%22hunter2%22%7D&t=a", "{\"hunter2\":1}")
            .header("X-Registry-Auth", "hunter2");
    assertThat(Request.post("/commit?container=c&changes=ENV+P%3Dhunter2&comment=hunter2&pause=0"))
        .hasToString("POST /commit?container=c&changes=***&comment=***&pause=0");
    assertThat(Request.get("/v1.41/containers/json?all=1&filters=%7B%22label%22%3Ahunter2"))
        .hasToString("GET /v1.41/containers/json?all=1&filters=***");
    assertThat(Request.get("/x?ps_args=hunter2&new=hunter2$1\\&=hunter2"))
        .hasToString("GET /x?ps_args=***&new=***&=***");
    assertThat(request).hasToString("POST /build?rm=1&buildargs=***&t=a");
  }
}
