/*
 * Elementwise add, sub and mul.
 *
 * Vectors whose magnitudes are in a window of a few octaves become doubles, where the result is
 * exact (products of posit32 excepted: their rounding error is one fused multiply-subtract away),
 * and are rounded once to patterns in lanes of 32 bits. A vector with a NaR, with a magnitude
 * outside the window, or with a result outside the range that is rounded here goes to the portable
 * core.
 */
#ifndef ADM_SIMD_ZIP_H
#define ADM_SIMD_ZIP_H

#include "dot.h"
#include "round.h"
#include "zip16.h"

enum { ADM_ZIP_ADD, ADM_ZIP_SUB, ADM_ZIP_MUL };

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

/* The n-bit magnitude of a double of magnitude high:low, or 0; sticky is not 0 where the exact
   value is above it by less than a unit. Regimes of at most n - 2 bits. */
VFN vi adm_es2_encode(int n, vi high, vi low, vi sticky) {
  vi h = vi_add(high, vi_set(1 << 20)); /* a bias of 1024, a multiple of 4 */
  vi regime = vi_sub(vi_srl(vi_sll(h, 1), 23), vi_set(256));
  vi below1 = vi_sra(regime, 31);
  vi run = vi_xor(regime, below1);
  vi lead = vi_xor(vi_and(below1, vi_set((int32_t)0xc0000000)), vi_set(INT32_MIN));
  vi x = vi_or(lead, vi_sll(vi_and(h, vi_set(0x3fffff)), 8));
  if (n == 32) {
    x = vi_or(x, vi_srl(low, 24));
    low = vi_sll(low, 8);
  }
  sticky = vi_minu(vi_or(sticky, low), vi_set(1));
  vi rest = vi_or(vi_sllv(x, vi_sub(vi_set(n - 1), run)), sticky);
  return adm_round_to_even(vi_srl(vi_srav(x, run), 33 - n), rest);
}

/* The same for b-posits in regimes 01 and 10; other values set *strange. */
VFN vi adm_bp_encode(int n, vi high, vi low, vi *strange) {
  vi magnitude = vi_and(high, vi_set(INT32_MAX));
  vi zero = vi_eq(magnitude, vi_set(0));
  vi above = vi_sub(magnitude, vi_set((1023 - 32) << 20));
  vi inside = vi_eq(vi_minu(above, vi_set((64 << 20) - 1)), above);
  *strange = vi_or(*strange, vi_andnot(vi_or(inside, zero), vi_set(-1)));
  vi field = vi_sub(magnitude, vi_set((1023 - 64) << 20));
  vi q;
  if (n == 32) {
    q = adm_round_to_even(vi_or(vi_sll(field, 4), vi_srl(low, 28)), vi_sll(low, 4));
  } else {
    q = adm_round_to_even(vi_srl(field, 12), vi_or(vi_sll(field, 20), vi_minu(low, vi_set(1))));
  }
  return vi_andnot(zero, q);
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

/* One vector, or its elements by the portable core. */
VFN void adm_zip_one(int format, int bits, int es, int op, void *dst, const void *a,
                     const void *b) {
  vi strange;
  vi q = adm_zip_loaded(bits, es, op, a, b, &strange);
  if (vi_any(strange)) {
    ADM_FALLBACK.zip[op][format](VL, dst, 1, a, 1, b, 1);
  } else {
    adm_store_patterns(bits, dst, q);
  }
}

/* n a multiple of VL, all contiguous. Several vectors share one look at what is strange. */
VFN void adm_zip_run(int format, int bits, int es, int op, int64_t n, void *dst, const void *a,
                     const void *b) {
  enum { STEP = 4 };
  const int64_t bytes = VL * bits / 8;
  char *to = dst;
  const char *pa = a;
  const char *pb = b;
  int64_t i = 0;
  for (; i + STEP * VL <= n; i += STEP * VL) {
    vi q[STEP];
    vi any = vi_set(0);
    for (int j = 0; j < STEP; j++) {
      vi strange;
      q[j] = adm_zip_loaded(bits, es, op, pa + j * bytes, pb + j * bytes, &strange);
      any = vi_or(any, strange);
    }
    if (vi_any(any)) {
#pragma GCC unroll 1
      for (int j = 0; j < STEP; j++) {
        adm_zip_one(format, bits, es, op, to + j * bytes, pa + j * bytes, pb + j * bytes);
      }
    } else {
      for (int j = 0; j < STEP; j++) {
        adm_store_patterns(bits, to + j * bytes, q[j]);
      }
    }
    to += STEP * bytes;
    pa += STEP * bytes;
    pb += STEP * bytes;
  }
  for (; i < n; i += VL) {
    adm_zip_one(format, bits, es, op, to, pa, pb);
    to += bytes;
    pa += bytes;
    pb += bytes;
  }
}

#define ADM_ZIP_BLOCK 512

VFN void adm_scatter(int bits, int64_t n, void *to, int64_t stride, const void *from) {
  for (int64_t i = 0; i < n; i++) {
    if (bits == 16) {
      ((adm_e16 *)to)[i * stride] = ((const adm_e16 *)from)[i];
    } else {
      ((adm_e32 *)to)[i * stride] = ((const adm_e32 *)from)[i];
    }
  }
}

VFN void adm_zip_vector(int format, int bits, int es, int op, int64_t n, void *dst, int64_t ds,
                        const void *a, int64_t as, const void *b, int64_t bs) {
  const int size = bits / 8;
  int64_t done = 0;
  if (n <= 4) { /* the way through copies costs more */
    ADM_FALLBACK.zip[op][format](n, dst, ds, a, as, b, bs);
    return;
  }
  if (ds == 1 && as == 1 && bs == 1) {
    done = n / VL * VL;
    adm_zip_run(format, bits, es, op, done, dst, a, b);
  }
  unsigned char copy_a[ADM_ZIP_BLOCK * 4];
  unsigned char copy_b[ADM_ZIP_BLOCK * 4];
  unsigned char result[ADM_ZIP_BLOCK * 4];
  while (done < n) {
    int64_t count = n - done < ADM_ZIP_BLOCK ? n - done : ADM_ZIP_BLOCK;
    adm_gather(bits, count, copy_a, (const char *)a + done * as * size, as);
    adm_gather(bits, count, copy_b, (const char *)b + done * bs * size, bs);
    adm_zip_run(format, bits, es, op, (count + VL - 1) / VL * VL, result, copy_a, copy_b);
    adm_scatter(bits, count, (char *)dst + done * ds * size, ds, result);
    done += count;
  }
}

#endif
