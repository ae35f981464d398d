/** Use cases: what the service and its trainers do, written against ports and models, with no wire to the outside. */
@NullMarked
package io.credence.risk.application;

import org.jspecify.annotations.NullMarked;
