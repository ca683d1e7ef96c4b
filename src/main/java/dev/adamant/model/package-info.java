/**
 * Models: layers with their tangent rules, losses, networks, and the files that hold them.
 *
 * <p>Activations are feature-major, [1 + n, B] for n features of B samples, and row 0 is all ones,
 * so that a bias is one more column of weights and a dense layer is one exact sum a result.
 * Tangents are [K, n, B]: K of them, without the row of ones, whose tangent is 0.
 */
package dev.adamant.model;
