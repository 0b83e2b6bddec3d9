/**
 * HTTP/1.1 to an engine over Unix sockets, TCP and TLS: connections, requests, responses, upgrades.
 *
 * <p>What belongs here knows no path of the Engine API and no JSON.
 */
@NullMarked
package io.containerrun.engine.internal.http;

import org.jspecify.annotations.NullMarked;
