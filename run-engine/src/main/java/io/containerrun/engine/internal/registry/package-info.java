/** Who an engine is to registries: credentials as the docker command's configuration says. */
@NullMarked
package io.containerrun.engine.internal.registry;

import org.jspecify.annotations.NullMarked;
