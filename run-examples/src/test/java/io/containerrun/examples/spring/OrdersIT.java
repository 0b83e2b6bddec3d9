package io.containerrun.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

// region spring-test
class OrdersIT extends DatabaseTest {

  @Autowired JdbcTemplate jdbc;

  @Test
  void keepsOrders() {
    jdbc.execute("create table orders (article text)");
    jdbc.update("insert into orders values (?)", "apple");
    assertThat(jdbc.queryForList("select article from orders", String.class))
        .containsExactly("apple");
  }
}
// endregion
