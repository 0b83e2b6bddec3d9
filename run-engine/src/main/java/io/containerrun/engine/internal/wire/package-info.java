/** What an engine answers, as small records that ignore what they do not know. */
@NullMarked
package io.containerrun.engine.internal.wire;

import org.jspecify.annotations.NullMarked;
