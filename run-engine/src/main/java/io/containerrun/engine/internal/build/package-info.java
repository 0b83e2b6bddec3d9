/** The files that an engine builds an image of. */
@NullMarked
package io.containerrun.engine.internal.build;

import org.jspecify.annotations.NullMarked;
