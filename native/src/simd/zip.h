/*
 * Elementwise add, sub and mul.
 *
 * Vectors whose magnitudes are in a window of a few octaves become doubles, where the result is
 * exact (products of posit32 excepted: their rounding error is one fused multiply-subtract away),
 * and are rounded once to patterns in lanes of 32 bits. A vector with a NaR, with a magnitude
 * outside the window, or with a result outside the range that is rounded here goes to full.h.
 */
#ifndef ADM_SIMD_ZIP_H
#define ADM_SIMD_ZIP_H

#include "dot.h"
#include "full.h"
#include "zip16.h"

/* Windows: in 28 octaves the sum of two b-posits is exact in a double, a product in all of regimes
 * 01 and 10. */
VFN uint32_t adm_zip_least(int es, int op) {
  return es == 2 ? ADM_ES2_TIGHT_LEAST : op == ADM_ZIP_MUL ? 0x20000000u : 0x2c000000u;
}
VFN uint32_t adm_zip_span(int es, int op) {
  return es == 2 ? ADM_ES2_TIGHT_SPAN : op == ADM_ZIP_MUL ? 0x40000000u : 28u << 24;
}

/* High and low words of the double of a tight es = 2 magnitude. */
VFN void adm_es2_tight(int bits, vi m, vi *high, vi *low) {
  vi longer = vi_table(adm_es2_longer, vi_srl(m, 26));
  vi field = vi_sllv(m, longer);
  *high = vi_add(vi_srl(field, 7), vi_sub(vi_set((1023 - 8) << 20), vi_sll(longer, 22)));
  *low = bits == 32 ? vi_sll(field, 25) : vi_set(0);
}

/* High and low words of the doubles of the magnitudes m; *over keeps the largest distance above the
 * least. */
VFN void adm_zip_words(int bits, int es, vi m, vi least, vi *high, vi *low, vi *over) {
  vi zero = vi_eq(m, vi_set(0));
  *over = vi_maxu(*over, vi_andnot(zero, vi_sub(m, least)));
  if (es == 2) {
    adm_es2_tight(bits, m, high, low);
  } else {
    *high = vi_add(vi_srl(m, 4), vi_set((1023 - 64) << 20));
    *low = bits == 32 ? vi_sll(m, 28) : vi_set(0);
  }
  *high = vi_andnot(zero, *high);
}

/* Left-aligned a op b as n-bit patterns in 32-bit lanes; *strange where the lanes are not all
 * right. */
VFN vi adm_zip_lanes(int bits, int es, int op, vi a, vi b, vi *strange) {
  vi over = vi_set(0);
  vi ha, la, hb, lb;
  const vi least = vi_set((int32_t)adm_zip_least(es, op));
  const vi span = vi_set((int32_t)adm_zip_span(es, op));
  const vi top = vi_set(INT32_MIN);
  adm_zip_words(bits, es, vi_abs(a), least, &ha, &la, &over);
  adm_zip_words(bits, es, vi_abs(b), least, &hb, &lb, &over);
  *strange = vi_eq(vi_maxu(over, span), over);
  if (op != ADM_ZIP_MUL) {
    ha = vi_or(ha, vi_and(a, top));
    hb = vi_or(hb, op == ADM_ZIP_SUB ? vi_andnot(b, top) : vi_and(b, top));
  }
  vd a0 = vq_double(vi_pair_low(la, ha));
  vd a1 = vq_double(vi_pair_high(la, ha));
  vd b0 = vq_double(vi_pair_low(lb, hb));
  vd b1 = vq_double(vi_pair_high(lb, hb));
  vq p0;
  vq p1;
  vi sticky = vi_set(0);
  if (op == ADM_ZIP_MUL) {
    vd m0 = vd_mul(a0, b0);
    vd m1 = vd_mul(a1, b1);
    p0 = vd_bits(m0);
    p1 = vd_bits(m1);
    if (es == 2 && bits == 32) {
      vq e0 = vd_bits(vd_fms(a0, b0, m0));
      vq e1 = vd_bits(vd_fms(a1, b1, m1));
      p0 = vq_add(p0, vq_sign(e0));
      p1 = vq_add(p1, vq_sign(e1));
      sticky = vi_unpair_high(e0, e1);
    }
  } else {
    p0 = vd_bits(vd_add(a0, b0));
    p1 = vd_bits(vd_add(a1, b1));
  }
  vi high = vi_unpair_high(p0, p1);
  vi low = vi_unpair_low(p0, p1);
  vi q =
      es == 2 ? adm_es2_encode(bits, high, low, sticky) : adm_bp_encode(bits, high, low, strange);
  return op == ADM_ZIP_MUL ? vi_sign(vi_sign(q, a), b) : vi_sign(q, high);
}

VFN void adm_store_patterns(int bits, void *p, vi q) {
  if (bits == 16) {
    vi_store16(p, vi_and(q, vi_set(0xffff)));
  } else {
    vi_store(p, q);
  }
}

/* The same from memory. */
VFN vi adm_zip_loaded(int bits, int es, int op, const void *a, const void *b, vi *strange) {
  if (bits == 16 && op == ADM_ZIP_MUL) {
    return adm_mul16(es, vi_load_signed16(a), vi_load_signed16(b), strange);
  }
  return adm_zip_lanes(bits, es, op, adm_load_patterns(bits, a), adm_load_patterns(bits, b),
                       strange);
}

#endif
