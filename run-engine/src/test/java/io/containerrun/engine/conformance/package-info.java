/**
 * Holds the SDK against recorded command lines, and its rules against a recorded and a real engine.
 */
@org.jspecify.annotations.NullMarked
package io.containerrun.engine.conformance;
