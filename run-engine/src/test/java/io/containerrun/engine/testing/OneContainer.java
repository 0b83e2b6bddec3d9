package io.containerrun.engine.testing;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine with one container at a time, which keeps its state as engines do: a program that
 * writes two lines and exits with 7. Any of its responses can be spoiled, after it has done what
 * was requested or in place of it.
 */
public final class OneContainer implements AutoCloseable {

  public static final String OUTPUT = "hello\nworld\n";
  public static final int EXIT_CODE = 7;

  private static final Pattern MARK = Pattern.compile("\"io.containerrun.run\":\"([^\"]+)\"");
  private static final String GONE = "{\"message\":\"No such container: c1\"}";

  private final ScriptedEngine engine;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch exited = new CountDownLatch(1);
  private final Set<String> marks = ConcurrentHashMap.newKeySet();
  private final AtomicInteger created = new AtomicInteger();
  private volatile boolean exists;
  private volatile boolean removesItself;

  private final long runMillis;

  /**
   * Takes over an engine.
   *
   * @param runMillis how long the program runs
   */
  public OneContainer(ScriptedEngine engine, long runMillis) {
    this.engine = engine;
    this.runMillis = runMillis;
    engine
        .on("POST /containers/create", this::create)
        .on("GET /containers/json", this::list)
        .on("POST /containers/c1/attach", this::attach)
        .on("POST /containers/c1/start", this::start)
        .on("POST /containers/c1/wait", this::waitFor)
        .on("GET /containers/c1/json", this::inspect)
        .on("GET /containers/c1/logs", this::logs)
        .on("GET /events", this::events)
        .on("POST /containers/c1/stop", this::stop)
        .on("DELETE /containers/c1", this::remove);
  }

  public String host() {
    return engine.host();
  }

  public boolean exists() {
    return exists;
  }

  /** How many containers were created, one after another. */
  public int created() {
    return created.get();
  }

  /** Completes when the program has exited. */
  public CountDownLatch exited() {
    return exited;
  }

  /**
   * Spoils a response.
   *
   * @param request as in {@link ScriptedEngine#on}
   * @param fault takes the place of the response
   * @param done whether the engine does what is requested all the same
   * @param times how often; the response is good afterwards
   */
  public void spoil(String request, ScriptedEngine.Reply fault, boolean done, int times) {
    ScriptedEngine.Reply good = good(request);
    AtomicInteger count = new AtomicInteger();
    engine.on(
        request,
        it -> {
          if (count.getAndIncrement() >= times) {
            good.to(it);
            return;
          }
          if (done) {
            effect(request, it);
          }
          fault.to(it);
        });
  }

  private ScriptedEngine.Reply good(String request) {
    return switch (request) {
      case "POST /containers/create" -> this::create;
      case "GET /containers/json" -> this::list;
      case "POST /containers/c1/attach" -> this::attach;
      case "POST /containers/c1/start" -> this::start;
      case "POST /containers/c1/wait" -> this::waitFor;
      case "GET /containers/c1/json" -> this::inspect;
      case "GET /containers/c1/logs" -> this::logs;
      case "GET /events" -> this::events;
      case "DELETE /containers/c1" -> this::remove;
      default -> throw new IllegalArgumentException(request);
    };
  }

  private void effect(String request, ScriptedExchange exchange) throws IOException {
    switch (request) {
      case "POST /containers/create" -> createIt(exchange.body());
      case "POST /containers/c1/start" -> startIt();
      case "DELETE /containers/c1" -> removeIt();
      default -> exchange.pause(1);
    }
  }

  private void createIt(String body) {
    Matcher mark = MARK.matcher(body);
    if (mark.find()) {
      marks.add(mark.group(1));
    }
    removesItself = body.contains("\"AutoRemove\":true");
    created.incrementAndGet();
    exists = true;
  }

  private void startIt() {
    if (started.getCount() > 0) {
      started.countDown();
      CompletableFuture.delayedExecutor(runMillis, TimeUnit.MILLISECONDS).execute(this::exitIt);
    }
  }

  private void exitIt() {
    exited.countDown();
    if (removesItself) {
      removeIt();
    }
  }

  private void removeIt() {
    exists = false;
    exited.countDown(); // a program that runs is killed
  }

  private void create(ScriptedExchange it) throws IOException {
    createIt(it.body());
    it.json(201, "{\"Id\":\"c1\",\"Warnings\":[]}");
  }

  private void list(ScriptedExchange it) throws IOException {
    boolean asked = marks.stream().anyMatch(it.request()::contains);
    it.json(200, exists && asked ? "[{\"Id\":\"c1\",\"Names\":[\"/c\"],\"Labels\":{}}]" : "[]");
  }

  private void attach(ScriptedExchange it) throws IOException {
    if (!exists) {
      it.json(404, GONE);
      return;
    }
    boolean early = started.getCount() > 0;
    it.upgrade();
    it.await(started);
    if (early) {
      it.frame(1, "hello\n");
      it.frame(1, "world\n");
    }
    it.await(exited);
    it.cut();
  }

  private void start(ScriptedExchange it) throws IOException {
    if (!exists) {
      it.json(404, GONE);
      return;
    }
    startIt();
    it.answer(204, "", "");
  }

  private void waitFor(ScriptedExchange it) throws IOException {
    if (!exists) {
      it.json(404, GONE);
      return;
    }
    it.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    it.await(exited);
    String body = "{\"StatusCode\":7}";
    it.raw(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
  }

  private void inspect(ScriptedExchange it) throws IOException {
    if (!exists) {
      it.json(404, GONE);
      return;
    }
    boolean over = exited.getCount() == 0;
    String status = over ? "exited" : started.getCount() == 0 ? "running" : "created";
    it.json(
        200,
        """
        {"Id":"c1","Name":"/c","Config":{"Image":"alpine","Tty":false},
         "HostConfig":{"AutoRemove":%s,"LogConfig":{"Type":"json-file"}},
         "State":{"Status":"%s","Running":%s,"ExitCode":%d,
                  "StartedAt":"2026-01-01T00:00:00Z","FinishedAt":"2026-01-01T00:00:01Z"}}
        """
            .formatted(removesItself, status, !over, over ? EXIT_CODE : 0));
  }

  private void logs(ScriptedExchange it) throws IOException {
    if (!exists) {
      it.json(404, GONE);
      return;
    }
    it.raw("HTTP/1.1 200 OK\r\n\r\n");
    it.frame(1, "hello\n");
    it.frame(1, "world\n");
    it.await(exited);
    it.cut();
  }

  private void events(ScriptedExchange it) throws IOException {
    String died =
        "{\"Type\":\"container\",\"Action\":\"die\",\"timeNano\":1,"
            + "\"Actor\":{\"ID\":\"c1\",\"Attributes\":{\"exitCode\":\"7\"}}}\n";
    it.json(200, exited.getCount() == 0 && started.getCount() == 0 ? died : "");
  }

  private void stop(ScriptedExchange it) throws IOException {
    exitIt();
    it.answer(204, "", "");
  }

  private void remove(ScriptedExchange it) throws IOException {
    if (!exists) {
      it.json(404, GONE);
      return;
    }
    removeIt();
    it.answer(204, "", "");
  }

  /** Also ends what waits for a program that was never started. */
  @Override
  public void close() throws IOException {
    engine.close();
    started.countDown();
    exited.countDown();
  }
}
