/** Bindings of libadamant, one class per C header; no policy. */
module dev.adamant.bindings {
  exports dev.adamant.bindings;
}
