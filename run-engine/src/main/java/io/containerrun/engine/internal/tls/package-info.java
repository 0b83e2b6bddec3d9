/** Certificates and keys in the files that docker uses. */
@NullMarked
package io.containerrun.engine.internal.tls;

import org.jspecify.annotations.NullMarked;
