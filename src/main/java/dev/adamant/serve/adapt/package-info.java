/**
 * Continuous adaptation, in a process of its own beside the server: labelled rows are followed as
 * they appear, a candidate is trained from the live weights in bounded memory, certified and
 * published, and the server is asked to rotate. The server's gate decides.
 */
package dev.adamant.serve.adapt;
