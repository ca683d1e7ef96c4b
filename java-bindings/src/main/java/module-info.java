/** Bindings of libadamant and OpenCL, one class per C header; no policy. */
module dev.adamant.bindings {
  exports dev.adamant.bindings;
}
