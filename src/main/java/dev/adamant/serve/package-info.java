/**
 * Live models: versions that answer requests in batches, the warm rotation from one to the next,
 * and the server that speaks the Open Inference Protocol.
 */
package dev.adamant.serve;
