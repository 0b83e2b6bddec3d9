package io.containerrun.engine;

import io.containerrun.engine.internal.Defaults;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.connection.EngineAddress;
import java.util.concurrent.ExecutorService;

/**
 * What a handle needs of its engine. May be shared between threads.
 *
 * @param api makes the calls
 * @param threads read what is still coming
 * @param address where the engine listens
 * @param defaults what the surroundings say
 */
record EngineAccess(
    EngineApi api, ExecutorService threads, EngineAddress address, Defaults defaults) {}
