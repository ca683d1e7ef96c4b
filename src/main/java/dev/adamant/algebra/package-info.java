/**
 * Geometric (Clifford) algebras Cl(p,q,r) and the abelian groups that types are made of: grades and
 * physical dimensions. A {@link dev.adamant.algebra.ProductTable} says which components a product
 * has; a {@link dev.adamant.algebra.Multivector} computes them on the host, each as one exact sum
 * that is rounded once. {@link dev.adamant.algebra.Rotors} are its exponentials and logarithms;
 * {@link dev.adamant.algebra.Pga}, {@link dev.adamant.algebra.Motors} and {@link
 * dev.adamant.algebra.Cga} are the projective and the conformal geometry of space.
 */
package dev.adamant.algebra;
