package io.containerrun.examples.spring;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.Input;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Keeps orders in a database and makes reports of them in containers. */
@SpringBootApplication
@EnableConfigurationProperties(OrdersApplication.ReportProperties.class)
class OrdersApplication {

  // region spring-engine
  @Bean
  Engine engine(ReportProperties properties) {
    return Engine.connect(EngineOptions.standard().startTimeout(properties.startTimeout()));
  }

  // endregion

  // region spring-properties
  @ConfigurationProperties("report")
  record ReportProperties(
      String image,
      @DefaultValue("64m") String memory,
      @DefaultValue("30s") Duration startTimeout,
      @DefaultValue("1m") Duration limit) {

    ContainerRun run() {
      return ContainerRun.of(image).remove().interactive().memory(memory).network("none");
    }
  }

  // endregion

  // region spring-report
  @Component
  static class Reports {
    private final Engine engine;
    private final ReportProperties properties;

    Reports(Engine engine, ReportProperties properties) {
      this.engine = engine;
      this.properties = properties;
    }

    String count(String lines) {
      ContainerRun count = properties.run().command("wc", "-l");
      return engine
          .within(properties.limit())
          .run(count, Input.of(lines))
          .requireSuccess()
          .stdout()
          .strip();
    }
  }
  // endregion
}
