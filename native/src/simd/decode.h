/*
 * Vectors of posits to doubles, exactly.
 *
 * A posit of n < 32 bits padded with zeros is the posit32 of the same value, a b-posit likewise, so
 * patterns are first aligned to the left of 32 bits and one decoder per family serves every width.
 *
 * es = 2, magnitude m of a value below 1: the run of zeros, its 1, the exponent bits and the
 * fraction are the integer m, so the double of m is (p + 1023, e f) with p the place of that 1, and
 * shifting its bits left by 2 moves e into the exponent field: 4(p + 1023) + e is the scale plus a
 * constant. No count of leading zeros, no table. [1, 16) joins in once the terminating bit of its
 * regime is taken out. es = 2, any m: the patterns of values of 1 and more mirror those below 1, so
 * the same is done with 2m as a signed integer, and the scale is reflected where that is negative.
 * b-posit, scale in [-32, 32), that is regime 01 or 10: regime and exponent bits are one field
 * biased by 64.
 *
 * Zero decodes to 0; NaR must be excluded before.
 */
#ifndef ADM_SIMD_DECODE_H
#define ADM_SIMD_DECODE_H

#include "../../../kernels/posit.h"

/* What holds of every pattern of a block, and with it the decoder. */
enum adm_window { ADM_ES2_LOW, ADM_ES2_ANY, ADM_BP_MID };

typedef struct {
  vd a0, a1, b0, b1;
} adm_operands;

#define ADM_SIGN64 INT64_MIN

__extension__ typedef __int128 adm_i128;
__extension__ typedef unsigned __int128 adm_u128w;

/* Left-aligned patterns from memory. */
VFN vi adm_load_patterns(int n, const void *p) {
  if (n == 8) {
    return vi_sll(vi_load8(p), 24);
  }
  if (n == 16) {
    return vi_sll(vi_load16(p), 16);
  }
  return vi_load(p);
}

/* Magnitudes below 16 with the regime of [1, 16), 10, as it would be if it had no terminating bit.
 */
VFN vi adm_es2_below16(vi m) { return vi_max(m, vi_sub(vi_sll(m, 1), vi_set(1 << 30))); }

/* One register of n-bit patterns as 32/n vectors of left-aligned ones, in an order of their own. */
VFN void adm_load_group(int n, const void *p, vi *out) {
  vi x = vi_load(p);
  if (n == 32) {
    out[0] = x;
    return;
  }
  vi odd = vi_and(x, vi_set((int32_t)0xffff0000));
  vi even = vi_sll(x, 16);
  if (n == 16) {
    out[0] = odd;
    out[1] = even;
    return;
  }
  out[0] = vi_and(x, vi_set((int32_t)0xff000000));
  out[1] = vi_sll(odd, 8);
  out[2] = vi_and(even, vi_set((int32_t)0xff000000));
  out[3] = vi_sll(x, 24);
}

/* The bits of the magnitudes of non-zero es = 2 patterns, given twice those magnitudes. */
VFN vq adm_es2_any(vh doubled) {
  vq d = vd_bits(vh_to_double(doubled));
  vq reflect = vq_sign(d);
  vq t = vq_sub(vq_sll(d, 2), vq_set((int64_t)120 << 52));
  t = vq_sub(vq_xor(t, reflect), reflect);
  return vq_add(t, vq_set((int64_t)1023 << 52));
}

/* The product of decoded operands is the true product times 2 to this: constants left out of the
 * exponent fields. */
VFN int adm_window_shift(int window) {
  return window == ADM_ES2_ANY ? 0 : window == ADM_ES2_LOW ? 1000 - 2 * 907 : 1020 - 2 * 959;
}

/* VL pairs; the lanes of a and b correspond, in no particular order, and the sign of the product
 * travels in b. */
VFN adm_operands adm_decode_pair(int window, vi a, vi b) {
  adm_operands r;
  if (window == ADM_BP_MID) {
    vi ma = vi_abs(a);
    vi mb = vi_abs(b);
    vi ha = vi_srl(ma, 4);
    vi hb = vi_or(vi_srl(mb, 4), vi_and(vi_xor(a, b), vi_set(INT32_MIN)));
    vi la = vi_sll(ma, 28);
    vi lb = vi_sll(mb, 28);
    vd up = vd_set(0x1p1020);
    r.a0 = vd_mul(vq_double(vi_pair_low(la, ha)), up);
    r.a1 = vd_mul(vq_double(vi_pair_high(la, ha)), up);
    r.b0 = vq_double(vi_pair_low(lb, hb));
    r.b1 = vq_double(vi_pair_high(lb, hb));
    return r;
  }
  vq sign = vq_set(ADM_SIGN64);
  vi opposed = vi_xor(a, b);
  vi ma = vi_abs(a);
  vi mb = vi_abs(b);
  if (window == ADM_ES2_LOW) {
    vd up = vd_set(0x1p1000);
    ma = adm_es2_below16(ma);
    mb = adm_es2_below16(mb);
    r.a0 = vd_mul(vq_double(vq_sll(vd_bits(vh_to_double(vi_lower(ma))), 2)), up);
    r.a1 = vd_mul(vq_double(vq_sll(vd_bits(vh_to_double(vi_upper(ma))), 2)), up);
    vq b0 = vq_sll(vd_bits(vh_to_double(vi_lower(mb))), 2);
    vq b1 = vq_sll(vd_bits(vh_to_double(vi_upper(mb))), 2);
    r.b0 = vq_double(vq_or(b0, vq_and(vh_widen(vi_lower(opposed)), sign)));
    r.b1 = vq_double(vq_or(b1, vq_and(vh_widen(vi_upper(opposed)), sign)));
    return r;
  }
  vi zero = vi_eq(vi_minu(ma, mb), vi_set(0));
  ma = vi_sll(ma, 1);
  mb = vi_sll(mb, 1);
  r.a0 = vq_double(adm_es2_any(vi_lower(ma)));
  r.a1 = vq_double(adm_es2_any(vi_upper(ma)));
  vq b0 = vq_or(adm_es2_any(vi_lower(mb)), vq_and(vh_widen(vi_lower(opposed)), sign));
  vq b1 = vq_or(adm_es2_any(vi_upper(mb)), vq_and(vh_widen(vi_upper(opposed)), sign));
  r.b0 = vq_double(vq_andnot(vh_widen(vi_lower(zero)), b0));
  r.b1 = vq_double(vq_andnot(vh_widen(vi_upper(zero)), b1));
  return r;
}

/*
 * The tight window: every magnitude in [2^-16, 16) for es = 2, in 20 chosen octaves for a b-posit.
 * One subtraction and one unsigned maximum prove it, and the regimes are so few that a table of 16
 * bytes tells their length.
 */
#define ADM_ES2_TIGHT_LEAST 0x04000000u
#define ADM_ES2_TIGHT_SPAN (0x60000000u - ADM_ES2_TIGHT_LEAST)
#define ADM_BP_TIGHT_LEAST 0x30000000u
#define ADM_BP_TIGHT_SPAN (20u << 24)

/* Fits above the 7 bits of the scale, which then stay below the exponent of infinity whatever they
 * are. */
#define ADM_BP_TIGHT_BIAS 1792
/* All of it goes to one operand, as do the longer regimes of both. */
#define ADM_ES2_TIGHT_BIAS 1900

/* The product of operands decoded in a tight window is the true product times 2 to this. */
VFN int adm_tight_shift(int es) {
  return es == 2 ? 16 + ADM_ES2_TIGHT_BIAS - 2 * 1023 : ADM_BP_TIGHT_BIAS - 2 * 959;
}

/* Indexed by the top 5 bits of a magnitude below 16: how much longer its regime is than those of
   [1/16, 16), 2 bits. In that range regime and exponent bits are one field, as in a b-posit; a
   longer regime is shifted to the same place and taken off the scale. */
static const uint8_t adm_es2_longer[16] = {0, 3, 2, 2, 1, 1, 1, 1};

/* What is known of a block after its tight decoding. */
typedef struct {
  vi least_a, least_b; /* the least magnitudes of the windows */
  vi over; /* strict: the largest distance above them, huge below. Masked: the largest magnitude */
  vi missed; /* masked: not 0 where a pair of non-zero operands was left out */
} adm_tight;

/* As adm_decode_pair. Strict: whether all magnitudes were in the window is told by over. Masked:
   pairs with a magnitude outside decode to a product of 0. */
VFN adm_operands adm_decode_tight(int bits, int es, int masked, vi a, vi b, adm_tight *t) {
  const uint32_t span = es == 2 ? ADM_ES2_TIGHT_SPAN : ADM_BP_TIGHT_SPAN;
  vi ma = vi_abs(a);
  vi mb = vi_abs(b);
  vi ta = vi_sub(ma, t->least_a);
  vi tb = vi_sub(mb, t->least_b);
  vi sign = vi_and(vi_xor(a, b), vi_set(INT32_MIN));
  vi ha, la, hb, lb;
  if (es == 2) {
    vi longer_a = vi_table(adm_es2_longer, vi_srl(ma, 26));
    vi longer_b = vi_table(adm_es2_longer, vi_srl(mb, 26));
    vi field_a = vi_sllv(ma, longer_a);
    vi field_b = vi_sllv(mb, longer_b);
    vi scale = vi_sub(vi_set(ADM_ES2_TIGHT_BIAS << 20), vi_sll(vi_add(longer_a, longer_b), 22));
    ha = vi_srl(field_a, 7);
    hb = vi_add(vi_srl(field_b, 7), scale);
    la = bits == 32 ? vi_sll(field_a, 25) : vi_set(0);
    lb = bits == 32 ? vi_sll(field_b, 25) : vi_set(0);
  } else {
    ha = vi_or(vi_srl(ma, 4), vi_set(ADM_BP_TIGHT_BIAS << 20));
    hb = vi_srl(mb, 4);
    la = bits == 32 ? vi_sll(ma, 28) : vi_set(0);
    lb = bits == 32 ? vi_sll(mb, 28) : vi_set(0);
  }
  hb = vi_or(hb, sign);
  if (masked) {
    vi farthest = vi_maxu(ta, tb);
    vi out = vi_eq(vi_maxu(farthest, vi_set((int32_t)span)), farthest);
    hb = vi_andnot(out, hb);
    lb = vi_andnot(out, lb);
    t->missed = vi_or(t->missed, vi_and(out, vi_minu(ma, mb)));
    t->over = vi_maxu(t->over, vi_maxu(ma, mb));
  } else {
    t->over = vi_maxu(t->over, vi_maxu(ta, tb));
  }
  adm_operands r = {vq_double(vi_pair_low(la, ha)), vq_double(vi_pair_high(la, ha)),
                    vq_double(vi_pair_low(lb, hb)), vq_double(vi_pair_high(lb, hb))};
  return r;
}

#endif
