/** What a run costs beside hand-written code and docker-java; {@code support/benchmark} runs it. */
@NullMarked
package io.containerrun.benchmarks;

import org.jspecify.annotations.NullMarked;
