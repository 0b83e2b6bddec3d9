/** The bytes of a container: frames, where output goes, where input comes from. */
@NullMarked
package io.containerrun.engine.internal.stream;

import org.jspecify.annotations.NullMarked;
