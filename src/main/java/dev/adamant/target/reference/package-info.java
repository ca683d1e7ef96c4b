/**
 * The target {@code reference}: every kernel in plain Java over {@link dev.adamant.number}, in any
 * format. It is the living definition of what the others compute.
 */
package dev.adamant.target.reference;
