/**
 * The calls of the Docker Engine API, grouped by the kind of object that they act on.
 *
 * <p>What belongs here knows paths, queries, bodies and error responses. It keeps no state of a run
 * and owns nothing.
 */
@NullMarked
package io.containerrun.engine.internal.api;

import org.jspecify.annotations.NullMarked;
