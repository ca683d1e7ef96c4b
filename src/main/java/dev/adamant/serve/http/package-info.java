/**
 * The server: the Open Inference Protocol v2 over HTTP with the extension for binary tensors on one
 * socket, administration on another. Nothing of it computes; {@link dev.adamant.serve.Engine} does.
 */
package dev.adamant.serve.http;
