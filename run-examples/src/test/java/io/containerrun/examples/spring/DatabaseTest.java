package io.containerrun.examples.spring;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Ready;
import io.containerrun.engine.junit.Service;
import io.containerrun.examples.OnServiceImages;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A database for the tests of all classes that extend this one. */
@OnServiceImages
// region spring-database
@SpringBootTest(properties = "report.image=containerrun/base")
abstract class DatabaseTest {

  @RegisterExtension
  static final Service postgres =
      Service.of(ContainerRun.of("containerrun/postgres").publish(5432))
          .ready(Ready.log("database system is ready to accept connections").times(2))
          .shared();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> url(postgres.address(5432)));
    registry.add("spring.datasource.username", () -> "postgres");
  }

  private static String url(InetSocketAddress address) {
    return "jdbc:postgresql://" + address.getHostString() + ":" + address.getPort() + "/postgres";
  }
}
// endregion
