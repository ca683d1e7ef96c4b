/* Shows that a device writes to the memory that the host reads. */
__kernel void probe(__global uint *p) {
  size_t i = get_global_id(0);
  p[i] = 3u * p[i] + (uint)i;
}
