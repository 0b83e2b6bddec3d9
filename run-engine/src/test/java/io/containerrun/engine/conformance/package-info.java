/** Runs recorded command lines through the SDK and compares what it makes of them. */
@org.jspecify.annotations.NullMarked
package io.containerrun.engine.conformance;
