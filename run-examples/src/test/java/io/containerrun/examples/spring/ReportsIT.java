package io.containerrun.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.engine.Engine;
import io.containerrun.examples.spring.OrdersApplication.Reports;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Another class with the same context, and so with the same database. */
class ReportsIT extends DatabaseTest {

  @Autowired JdbcTemplate jdbc;
  @Autowired Reports reports;

  @Test
  void hasTheSameDatabase() {
    assertThat(jdbc.queryForObject("select 7", Integer.class)).isEqualTo(7);
  }

  @Test
  void makesReportsInContainers() {
    assertThat(reports.count("apple\npear\n")).isEqualTo("2");
  }

  @Test
  void theContextClosesItsEngine() {
    Engine engine;
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(OrdersApplication.class)
            .web(WebApplicationType.NONE)
            .run(
                "--report.image=containerrun/base",
                "--spring.datasource.url=jdbc:postgresql://localhost/unused")) {
      engine = application.getBean(Engine.class);
      assertThat(engine.containers()).isNotNull();
    }
    assertThatThrownBy(engine::containers).hasMessageContaining("closed");
  }
}
