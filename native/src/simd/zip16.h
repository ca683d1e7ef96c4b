/* Elementwise products of 16-bit patterns as products of floats, which have room for them. */
#ifndef ADM_SIMD_ZIP16_H
#define ADM_SIMD_ZIP16_H

#include "fixed.h"
#include "round.h"

/* Keeps the largest distance of a magnitude but 0 above the least of the window. */
VFN vi adm_zip16_over(vi over, vi m, int32_t least) {
  return vi_maxu(over, vi_andnot(vi_eq(m, vi_set(0)), vi_sub(m, vi_set(least))));
}

/* The es = 2 magnitude of a float of magnitude `bits`, not 0. */
VFN vi adm_es2_encode_float(vi bits) {
  vi h = vi_add(bits, vi_set(1 << 23)); /* a bias of 128, a multiple of 4 */
  vi regime = vi_sub(vi_srl(h, 25), vi_set(32));
  vi below1 = vi_sra(regime, 31);
  vi run = vi_xor(regime, below1);
  vi lead = vi_xor(vi_and(below1, vi_set((int32_t)0xc0000000)), vi_set(INT32_MIN));
  vi x = vi_or(lead, vi_sll(vi_and(h, vi_set(0x1ffffff)), 5));
  vi rest = vi_sllv(x, vi_sub(vi_set(15), run));
  return adm_round_to_even(vi_srl(vi_srav(x, run), 17), rest);
}

/* a * b of patterns sign-extended to 32 bits; *strange where the lanes are not all right. */
VFN vi adm_mul16(int es, vi a, vi b, vi *strange) {
  vi ma = vi_abs(a);
  vi mb = vi_abs(b);
  vi q;
  if (es == 2) {
    vi over = adm_zip16_over(adm_zip16_over(vi_set(0), ma, 0x400), mb, 0x400);
    *strange = vi_eq(vi_maxu(over, vi_set(0x6000 - 0x400)), over);
    vf x = vf_mul(adm_es2_float(ma), vf_set(0x1p75f));
    vi p = vf_bits(vf_mul(x, vf_mul(adm_es2_float(mb), vf_set(0x1p75f))));
    q = vi_andnot(vi_eq(p, vi_set(0)), adm_es2_encode_float(p));
  } else {
    vi over = adm_zip16_over(adm_zip16_over(vi_set(0), ma, 0x3000), mb, 0x3000); /* 2^-16 to 2^16 */
    *strange = vi_eq(vi_maxu(over, vi_set(0x2000)), over);
    vf x = vi_float(vi_add(vi_sll(ma, 15), vi_set((127 - 64) << 23)));
    vf y = vi_float(vi_add(vi_sll(mb, 15), vi_set((127 - 64) << 23)));
    vi zero = vi_eq(vi_minu(ma, mb), vi_set(0));
    vi field = vi_sub(vf_bits(vf_mul(x, y)), vi_set((127 - 64) << 23));
    q = vi_andnot(zero, adm_round_to_even(vi_srl(field, 15), vi_sll(field, 17)));
  }
  return vi_sign(vi_sign(q, a), b);
}

#endif
