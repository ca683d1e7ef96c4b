/*
 * Blocks of 16- and 8-bit patterns as integers.
 *
 * In [2^-16, 16) every such value is a multiple of 2^-24 below 2^28 times that, so products are
 * 64-bit integers and 128 of them can be added. Floats make the integers: of an es = 2 pattern by
 * the conversion that decode.h explains, of a b-posit by its bits. Zeros need no care; any other
 * magnitude outside the window does.
 */
#ifndef ADM_SIMD_FIXED_H
#define ADM_SIMD_FIXED_H

#include "decode.h"

enum { ADM_FIXED_UNIT = -24 };

/* One register of n-bit patterns as 32/n vectors of sign-extended 16-bit ones, in the order of
 * adm_load_group. */
VFN void adm_load_words(int n, const void *p, vi *out) {
  vi x = vi_load(p);
  if (n == 16) {
    out[0] = vi_sra(x, 16);
    out[1] = vi_sra(vi_sll(x, 16), 16);
    return;
  }
  const vi byte = vi_set((int32_t)0xffffff00);
  out[0] = vi_and(vi_sra(x, 16), byte);
  out[1] = vi_and(vi_sra(vi_sll(x, 8), 16), byte);
  out[2] = vi_and(vi_sra(vi_sll(x, 16), 16), byte);
  out[3] = vi_sra(vi_sll(x, 24), 16);
}

/* The pattern of 2^-16 in 16 bits, and of 16. */
VFN int32_t adm_fixed_least(int es) { return es == 2 ? 0x0400 : 0x3000; }
VFN int32_t adm_fixed_end(int es) { return es == 2 ? 0x6000 : 0x4400; }

/* The values of 16-bit es = 2 magnitudes below 16, times 2^-75. */
VFN vf adm_es2_float(vi m) {
  vi below16 = vi_max(m, vi_sub(vi_add(m, m), vi_set(1 << 14)));
  return vi_float(vi_sll(vf_bits(vi_to_float(below16)), 2));
}

VFN vi adm_fixed(int es, vi u, vi m) {
  if (es == 2) {
    return vi_sign(vf_to_int(vf_mul(adm_es2_float(m), vf_set(0x1p99f))), u);
  }
  vf x = vi_float(vi_add(vi_sll(m, 15), vi_set((127 - 64 - ADM_FIXED_UNIT) << 23)));
  return vi_sign(vf_to_int(x), u);
}

/* True, and the sum in *sum in units of 2^-48, where all magnitudes are in the window. n is a
   multiple of a register's elements and at most 128 * VL. */
VFN int adm_dot_fixed(int bits, int es, int64_t n, const void *pa, const void *pb, adm_i128 *sum) {
  const char *a = pa;
  const char *b = pb;
  vi most = vi_set(0);
  vi least = vi_set(-1);
  vq even = vq_set(0);
  vq odd = vq_set(0);
  for (int64_t i = 0; i < n; i += VL * 32 / bits) {
    vi ua[4];
    vi ub[4];
    adm_load_words(bits, a + i * (bits / 8), ua);
    adm_load_words(bits, b + i * (bits / 8), ub);
    for (int g = 0; g < 32 / bits; g++) {
      vi ma = vi_abs(ua[g]);
      vi mb = vi_abs(ub[g]);
      most = vi_max(most, vi_max(ma, mb));
      least = vi_minu(least, vi_minu(vi_sub(ma, vi_set(1)), vi_sub(mb, vi_set(1))));
      vi xa = adm_fixed(es, ua[g], ma);
      vi xb = adm_fixed(es, ub[g], mb);
      even = vq_add(even, vi_mul_even(xa, xb));
      odd = vq_add(odd, vi_mul_even(vq_srl(xa, 32), vq_srl(xb, 32)));
    }
  }
  vi inside = vi_and(vi_gt(vi_set(adm_fixed_end(es)), most),
                     vi_eq(vi_maxu(least, vi_set(adm_fixed_least(es) - 1)), least));
  if (vi_any(vi_xor(inside, vi_set(-1)))) {
    return 0;
  }
  int64_t lanes[2 * VD];
  vq_store(lanes, even);
  vq_store(lanes + VD, odd);
  *sum = 0;
  for (int i = 0; i < 2 * VD; i++) {
    *sum += lanes[i];
  }
  return 1;
}

#endif
