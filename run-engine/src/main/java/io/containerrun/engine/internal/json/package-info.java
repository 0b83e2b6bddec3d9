/**
 * Reads and writes JSON: what engines answer becomes records, and runs become documents.
 *
 * <p>What belongs here turns text into values and back. It makes no calls.
 */
@NullMarked
package io.containerrun.engine.internal.json;

import org.jspecify.annotations.NullMarked;
