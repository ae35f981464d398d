/** Whether the process lives, and whether it is fit to be asked. */
@NullMarked
package io.credence.risk.health;

import org.jspecify.annotations.NullMarked;
