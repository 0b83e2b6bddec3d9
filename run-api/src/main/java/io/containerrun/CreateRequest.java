package io.containerrun;

import java.util.Map;

/**
 * What an engine is asked for: {@code POST /containers/create}.
 *
 * <p>Both parts are plain data (maps, lists, texts, numbers, truth values), so that any JSON
 * library can write them.
 *
 * @param query the parameters beside the body: {@code name} and {@code platform}, where given
 * @param body the body as in the Docker Engine API; what is not set is left out
 */
public record CreateRequest(Map<String, String> query, Map<String, Object> body) {}
