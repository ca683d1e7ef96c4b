/**
 * Certificates: what the types and the bytes of a model prove about it, in a file beside it that
 * anyone can check again.
 */
package dev.adamant.certificate;
