package io.containerrun.engine.testing;

import io.containerrun.engine.testing.ScriptedEngine.Reply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Faults by name: what engines, proxies and networks send in place of a response. */
public final class Faults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String HTML = "<html><body><h1>Bad Gateway</h1></body></html>";

  private Faults() {}

  /** Faults of any response. */
  public static Map<String, Reply> ofResponses() {
    Map<String, Reply> faults = new LinkedHashMap<>();
    connections(faults);
    heads(faults);
    lengths(faults);
    statuses(faults);
    json(faults);
    return faults;
  }

  private static void connections(Map<String, Reply> faults) {
    faults.put("end before the head", ScriptedExchange::cut);
    faults.put("reset before the head", ScriptedExchange::reset);
    faults.put("no response", ScriptedExchange::stall);
    faults.put("end in the status line", it -> rawCut(it, "HTTP/1.1 20"));
    faults.put("end in the head", it -> rawCut(it, OK + "Content-Type: appl"));
    faults.put("end after the head", it -> rawCut(it, OK + "Content-Length: 20\r\n\r\n"));
    faults.put("end in the body", it -> rawCut(it, OK + "Content-Length: 20\r\n\r\n{\"Id\":"));
    faults.put("end in a chunk", it -> rawCut(it, CHUNKED + "20\r\n{\"Id\":"));
    faults.put("end between chunks", it -> rawCut(it, CHUNKED + "1\r\n{\r\n"));
    faults.put("reset in the body", it -> rawReset(it, OK + "Content-Length: 20\r\n\r\n{\"Id\":"));
    faults.put("reset in a chunk", it -> rawReset(it, CHUNKED + "20\r\n{\"Id\":"));
    faults.put("silence after the head", it -> rawStall(it, OK + "Content-Length: 20\r\n\r\n"));
    faults.put("silence in the head", it -> rawStall(it, OK + "Content-Le"));
    faults.put("silence in a chunk", it -> rawStall(it, CHUNKED + "20\r\n{"));
    faults.put("a byte now and then", Faults::drip);
  }

  private static void heads(Map<String, Reply> faults) {
    faults.put("not HTTP", it -> rawCut(it, "SSH-2.0-OpenSSH_9.2\r\n"));
    faults.put("HTTP/0.9", it -> rawCut(it, HTML));
    faults.put("HTTP/2", it -> rawCut(it, "\0\0\6\4\0\0\0\0\0\0\3\0\0\0d"));
    faults.put("a TLS alert", it -> rawCut(it, "\25\3\1\0\2\2\50"));
    faults.put("NULs", it -> rawCut(it, "\0".repeat(64)));
    faults.put("a status without number", it -> rawCut(it, "HTTP/1.1 OK\r\n\r\n"));
    faults.put("status 0", it -> rawCut(it, "HTTP/1.1 0 X\r\nContent-Length: 0\r\n\r\n"));
    faults.put("status 999", it -> rawCut(it, "HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n"));
    faults.put("status of 20 digits", it -> rawCut(it, "HTTP/1.1 20000000000000000000 X\r\n\r\n"));
    faults.put("100 and nothing", it -> rawCut(it, "HTTP/1.1 100 Continue\r\n\r\n"));
    faults.put("100 without end", it -> endless(it, "", "HTTP/1.1 100 Continue\r\n\r\n"));
    faults.put("a header without colon", it -> rawCut(it, OK + "nonsense\r\n\r\n"));
    faults.put("a header without end", it -> endless(it, OK + "X: ", "x".repeat(1000)));
    faults.put("headers without end", it -> endless(it, OK, "X: y\r\n"));
    faults.put("an empty head", it -> rawCut(it, "\r\n\r\n"));
    faults.put("an unasked upgrade", it -> rawCut(it, "HTTP/1.1 101 X\r\nUpgrade: h2c\r\n\r\n"));
  }

  private static void lengths(Map<String, Reply> faults) {
    faults.put("a negative length", it -> rawCut(it, OK + "Content-Length: -5\r\n\r\n{}"));
    faults.put("a length in words", it -> rawCut(it, OK + "Content-Length: two\r\n\r\n{}"));
    faults.put(
        "two lengths", it -> rawCut(it, OK + "Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}"));
    faults.put(
        "a length of 20 digits",
        it -> rawCut(it, OK + "Content-Length: 99999999999999999999\r\n\r\n{}"));
    faults.put(
        "a length too short", it -> rawCut(it, OK + "Content-Length: 3\r\n\r\n{\"Id\":\"c\"}"));
    faults.put("a chunk size in words", it -> rawCut(it, CHUNKED + "two\r\n{}\r\n0\r\n\r\n"));
    faults.put("a negative chunk size", it -> rawCut(it, CHUNKED + "-2\r\n{}\r\n0\r\n\r\n"));
    faults.put("a huge chunk size", it -> rawCut(it, CHUNKED + "ffffffffffffffff\r\n{}"));
    faults.put("a chunk that is longer", it -> rawCut(it, CHUNKED + "1\r\n{}}}\r\n0\r\n\r\n"));
    faults.put("a body without end", it -> endless(it, OK + "\r\n", "[".repeat(1000)));
    faults.put("compressed", it -> it.answer(200, "Content-Encoding: gzip\r\n", "\37\213\b\0"));
  }

  private static void statuses(Map<String, Reply> faults) {
    for (int status :
        new int[] {
          204, 300, 301, 302, 304, 307, 400, 401, 403, 404, 405, 407, 408, 409, 410, 413, 418, 425,
          429, 451, 499, 500, 501, 502, 503, 504, 507, 511, 520, 524
        }) {
      faults.put(status + " without words", it -> it.answer(status, "", ""));
      if (status != 204 && status != 304) {
        faults.put(
            status + " with a page", it -> it.answer(status, "Content-Type: text/html\r\n", HTML));
      }
    }
    faults.put("200 with a page", it -> it.answer(200, "Content-Type: text/html\r\n", HTML));
    faults.put("200 without words", it -> it.answer(200, "", ""));
  }

  private static void json(Map<String, Reply> faults) {
    for (String json :
        new String[] {
          "null",
          "[]",
          "{}",
          "\"x\"",
          "1e400",
          "{",
          "{\"Id\":",
          "{\"Id\":null}",
          "{\"Id\":7}",
          "{\"Id\":\"\"}",
          "{\"Id\":{}}",
          "{\"Id\":\"../x\"}",
          "{\"Id\":\"c1\\r\\n\\r\\n\"}",
          "{\"StatusCode\":null}",
          "{\"StatusCode\":\"0\"}",
          "{\"StatusCode\":-1e9}",
          "{\"message\":null}",
          "\u00ff\u00fe",
          "{\"a\":1}{\"b\":2}"
        }) {
      faults.put("JSON " + json.replace("\r\n", "\\r\\n"), it -> it.json(200, json));
      faults.put("created with JSON " + json, it -> it.json(201, json));
    }
    faults.put("JSON of any depth", it -> it.json(200, "[".repeat(100_000)));
  }

  /** Faults of the output of a program, after its first line. */
  public static Map<String, Reply> ofStreams() {
    Map<String, Reply> faults = new LinkedHashMap<>();
    faults.put("output that ends", it -> {});
    faults.put("output that is reset", ScriptedExchange::reset);
    faults.put(
        "output that is reset soon",
        it -> {
          it.pause(50);
          it.reset();
        });
    faults.put("output that falls silent", ScriptedExchange::stall);
    faults.put("a frame whose head is cut", it -> it.raw("\1\0\0"));
    faults.put("a frame whose body is cut", it -> it.raw("\1\0\0\0\0\0\0\6wor"));
    faults.put("a frame of an unknown stream", it -> it.raw("\11\0\0\0\0\0\0\6world\n"));
    faults.put("a frame with rubbish in its head", it -> it.raw("\1\7\7\7\0\0\0\6world\n"));
    faults.put("a frame longer than any", it -> it.raw("\1\0\0\0\177\177\177\177wor"));
    faults.put("a frame of negative length", it -> it.raw("\1\0\0\0\177\0\0\0"));
    faults.put("an error of the engine", it -> it.frame(3, "disk full"));
    faults.put("plain text", it -> it.raw(HTML));
    return faults;
  }

  /** Faults of the body of a response whose head came long before. */
  public static Map<String, Reply> ofLateBodies() {
    Map<String, Reply> faults = new LinkedHashMap<>();
    faults.put("a body that ends", ScriptedExchange::cut);
    faults.put("a body that is reset", ScriptedExchange::reset);
    faults.put("a body that never comes", ScriptedExchange::stall);
    faults.put("a body without content", it -> rawCut(it, "0\r\n\r\n"));
    faults.put("a body that is cut", it -> rawCut(it, "20\r\n{\"Status"));
    faults.put("a body of another framing", it -> rawCut(it, "{\"StatusCode\":7}"));
    for (String json :
        new String[] {
          "null", "{}", "[]", "{\"StatusCode\":null}", "{\"StatusCode\":\"7\"}", "{\"Status", HTML
        }) {
      String chunk = Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n";
      faults.put("body " + json, it -> rawCut(it, chunk));
    }
    return faults;
  }

  /** Sends the head of a response whose body comes later, in chunks. */
  public static void head(ScriptedExchange it) throws IOException {
    it.raw(CHUNKED);
  }

  private static void rawCut(ScriptedExchange it, String text) throws IOException {
    it.raw(text);
    it.cut();
  }

  private static void rawReset(ScriptedExchange it, String text) throws IOException {
    it.raw(text);
    it.reset();
  }

  private static void rawStall(ScriptedExchange it, String text) throws IOException {
    it.raw(text);
    it.stall();
  }

  private static void endless(ScriptedExchange it, String start, String more) throws IOException {
    it.raw(start);
    while (true) {
      it.raw(more);
    }
  }

  private static void drip(ScriptedExchange it) throws IOException {
    for (char next : (OK + "Content-Length: 200\r\n\r\n").toCharArray()) {
      it.raw("" + next);
      it.pause(40);
    }
    it.stall();
  }
}
