/**
 * Reads and writes JSON: responses of engines become records, and runs become documents.
 *
 * <p>What belongs here converts text to values and back. It makes no calls.
 */
@NullMarked
package io.containerrun.engine.internal.json;

import org.jspecify.annotations.NullMarked;
