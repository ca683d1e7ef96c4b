/**
 * Verifies a certificate against the model file alone. To be audited by itself: of Adamant it uses
 * the algebra's tables, the names of formats and the bytes of tensors, and nothing of what trains,
 * infers or makes certificates.
 */
package dev.adamant.certificate.verify;
