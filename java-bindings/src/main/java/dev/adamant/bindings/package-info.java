/**
 * Bindings of libadamant through the Foreign Function and Memory API: one class per C header, with
 * the names of the header, and no policy.
 */
package dev.adamant.bindings;
