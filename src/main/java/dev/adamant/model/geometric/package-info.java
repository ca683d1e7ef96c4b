/**
 * Layers of the literature as compositions of the relations of a program hypergraph, and networks
 * that meet the structure of a schema. Each block says its formula, under which transformations its
 * result turns with its operands, and what it asks of dimensions. None has weights but where the
 * types admit them: for a grade, a path of grades, or a scalar.
 */
package dev.adamant.model.geometric;
