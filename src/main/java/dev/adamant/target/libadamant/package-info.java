/**
 * The target {@code native}: every kernel by libadamant, on all processors of the host, in the
 * standard formats.
 */
package dev.adamant.target.libadamant;
