/**
 * Program hypergraphs: values with the types that structure gives them, and the relations between
 * them as hyperedges (arXiv 2603.17627). Inference over a program finds grades, dimensions,
 * lifetimes, quire capacity and ranges, or where they contradict each other.
 */
package dev.adamant.graph;
