/** What the public types delegate to: typed calls, launching, pulling, cleaning up. */
@NullMarked
package io.containerrun.engine.internal;

import org.jspecify.annotations.NullMarked;
