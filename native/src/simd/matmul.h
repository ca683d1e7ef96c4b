/*
 * Exact matrix products.
 *
 * A row of A is scaled by a power of two so that its magnitudes are below 2^42, a column of B
 * likewise. Where they are integers then, each is H * 2^21 + L with |H| <= 2^21 and |L| <= 2^20,
 * and the sums of HH', HL' + LH' and LL' over 2,048 terms stay within 2^53: four fused
 * multiply-adds of doubles a term, none of which rounds. A row or column with an element that is no
 * integer then, or is NaR, is flagged, and its results come from dot products instead.
 */
#ifndef ADM_SIMD_MATMUL_H
#define ADM_SIMD_MATMUL_H

#include "dot.h"
#include "full.h"
#include "wide_product.h"

enum {
  ADM_SLICE = 21,
  ADM_EXACT_TERMS = 2048, /* terms whose sums of slice products are exact in a double */
  ADM_DEPTH = 256,        /* terms packed at a time */
  ADM_SIDE = 512,         /* rows and columns of a block of results */
  ADM_STRIP = 64          /* rows whose panels stay in the second-level cache */
};

typedef struct {
  const void *data;
  int64_t row, col;
} adm_matrix;

typedef struct {
  uint64_t *quires;
  void *data;
  int64_t row, col;
} adm_result;

/* The lines of an operand: rows of A, columns of B. */
typedef struct {
  const char *data;
  int64_t lines, line_stride, term_stride;
  int32_t *exponent; /* a line's magnitudes are below 2^exponent */
  uint8_t *flagged;
} adm_lines;

typedef struct {
  double *a, *b;   /* panels of VD lines: for each term VD values H, then VD values L */
  double *partial; /* tiles of VD x VD results: three sums of doubles */
  adm_i128 *total; /* tiles: sums in units of 2^(row exponent + column exponent - 84) */
} adm_block_buffers;

VFN int64_t adm_tiles(int64_t lines) { return (lines + VD - 1) / VD; }

VFN int64_t adm_side(int64_t lines) { return adm_tiles(lines < ADM_SIDE ? lines : ADM_SIDE) * VD; }

/* Bytes rounded up to whole cache lines. */
VFN int64_t adm_room(int64_t bytes) { return (bytes + 63) / 64 * 64; }

VFN int64_t adm_sliced_workspace(int64_t m, int64_t n) {
  int64_t rows = adm_side(m);
  int64_t cols = adm_side(n);
  return adm_room(m * 4) + adm_room(n * 4) + adm_room(m) + adm_room(n) +
         (rows + cols) * ADM_DEPTH * 16 + rows * cols * (3 * 8 + 16);
}

VFN void *adm_take(char **at, int64_t bytes) {
  void *p = *at;
  *at += adm_room(bytes);
  return p;
}

VFN adm_u64 adm_pattern(int bits, const char *p) {
  return bits == 8 ? *(const adm_e8 *)p : bits == 16 ? *(const adm_e16 *)p : *(const adm_e32 *)p;
}

/* The magnitude of a pattern, left-aligned in 32 bits. */
VFN uint32_t adm_magnitude(int bits, const char *p) {
  uint32_t u = (uint32_t)adm_pattern(bits, p) << (32 - bits);
  return u >> 31 ? 0 - u : u;
}

/* Finds the exponent of each line; flags lines with NaR or with a b-posit beyond regimes 01 and 10.
   The largest magnitudes pass through `exponent`. */
VFN void adm_measure(int bits, int rs, int es, int64_t terms, adm_lines *x) {
  const int size = bits / 8;
  const int along = x->term_stride <= x->line_stride || x->line_stride == 0;
  memset(x->exponent, 0, (size_t)x->lines * 4);
  const int64_t outer = along ? x->lines : terms;
  const int64_t inner = along ? terms : x->lines;
  const int64_t outer_stride = along ? x->line_stride : x->term_stride;
  const int64_t inner_stride = along ? x->term_stride : x->line_stride;
  uint32_t *max = (uint32_t *)x->exponent;
  for (int64_t i = 0; i < outer; i++) {
    const char *p = x->data + i * outer_stride * size;
    if (along) {
      uint32_t most = 0;
      for (int64_t j = 0; j < inner; j++) {
        uint32_t u = adm_magnitude(bits, p + j * inner_stride * size);
        most = u > most ? u : most;
      }
      max[i] = most;
    } else {
      for (int64_t j = 0; j < inner; j++) {
        uint32_t u = adm_magnitude(bits, p + j * inner_stride * size);
        max[j] = u > max[j] ? u : max[j];
      }
    }
  }
  for (int64_t i = 0; i < x->lines; i++) {
    uint32_t most = max[i];
    x->flagged[i] = most >= (es == 2 ? 0x80000000u : 0x60000000u);
    x->exponent[i] =
        most == 0 || x->flagged[i] ? 0 : adm_decode(bits, rs, es, most >> (32 - bits)).scale + 1;
  }
}

/* Two vectors of doubles, in order, of left-aligned patterns; b-posits outside regimes 01 and 10
 * set *strange. */
VFN void adm_decode_values(int es, vi u, vd *d0, vd *d1, vi *strange) {
  const vq sign = vq_set(ADM_SIGN64);
  vi m = vi_abs(u);
  vi zero = vi_eq(m, vi_set(0));
  vq x0;
  vq x1;
  if (es == 2) {
    vi doubled = vi_sll(m, 1);
    x0 = adm_es2_any(vi_lower(doubled));
    x1 = adm_es2_any(vi_upper(doubled));
  } else {
    vi above = vi_sub(m, vi_set(0x20000000));
    vi inside = vi_eq(vi_minu(above, vi_set(0x3fffffff)), above);
    *strange = vi_or(*strange, vi_andnot(vi_or(inside, zero), vi_set(-1)));
    const vq mask = vq_set(0xffffffff);
    const vq bias = vq_set((int64_t)(1023 - 64) << 52);
    x0 = vq_add(vq_sll(vq_and(vh_widen(vi_lower(m)), mask), 28), bias);
    x1 = vq_add(vq_sll(vq_and(vh_widen(vi_upper(m)), mask), 28), bias);
  }
  x0 = vq_or(x0, vq_and(vh_widen(vi_lower(u)), sign));
  x1 = vq_or(x1, vq_and(vh_widen(vi_upper(u)), sign));
  *d0 = vq_double(vq_andnot(vh_widen(vi_lower(zero)), x0));
  *d1 = vq_double(vq_andnot(vh_widen(vi_upper(zero)), x1));
}

/* H and L of VD values; *inexact gets bits where a value is no integer. */
VFN void adm_slice(vd d, vd scale, double *to, vq *inexact) {
  const vd round_high = vd_set(0x1.8p73); /* 1.5 * 2^(52 + ADM_SLICE) */
  const vd round = vd_set(0x1.8p52);
  vd v = vd_mul(d, scale);
  vd high = vd_sub(vd_add(v, round_high), round_high);
  vd whole = vd_sub(vd_add(v, round), round);
  *inexact = vq_or(*inexact, vd_bits(vd_sub(v, whole)));
  vd_store(to, vd_mul(high, vd_set(0x1p-21)));
  vd_store(to + VD, vd_sub(v, high));
}

/* Packs terms [from, from + terms) of the panel of VD lines that starts at `line`; flagged lines
   and those beyond the last are zero. */
VFN void adm_pack_panel(int bits, int es, adm_lines *x, int64_t line, int64_t from, int64_t terms,
                        double *to) {
  uint32_t patterns[(ADM_DEPTH + 1) * VD];
  double factor[VD];
  uint32_t strange_lanes[VL];
  int64_t inexact_lanes[VD];
  const int64_t lanes = x->lines - line < VD ? x->lines - line : VD;
  memset(patterns, 0, (size_t)((terms + 1) * VD) * sizeof *patterns);
  for (int64_t i = 0; i < lanes; i++) {
    if (x->flagged[line + i]) {
      continue;
    }
    const char *p = x->data + ((line + i) * x->line_stride + from * x->term_stride) * (bits / 8);
    for (int64_t j = 0; j < terms; j++) {
      patterns[j * VD + i] = (uint32_t)adm_pattern(bits, p + j * x->term_stride * (bits / 8))
                             << (32 - bits);
    }
  }
  for (int64_t i = 0; i < VD; i++) {
    factor[i] = i < lanes ? adm_power(2 * ADM_SLICE - x->exponent[line + i]) : 1.0;
  }
  const vd scale = vd_load(factor);
  vi strange = vi_set(0);
  vq inexact = vq_set(0);
  double spare[2 * VD];
  for (int64_t j = 0; j < terms; j += 2) {
    vd d0;
    vd d1;
    adm_decode_values(es, vi_load(patterns + j * VD), &d0, &d1, &strange);
    adm_slice(d0, scale, to + j * 2 * VD, &inexact);
    adm_slice(d1, scale, j + 1 < terms ? to + (j + 1) * 2 * VD : spare, &inexact);
  }
  vi_store(strange_lanes, strange);
  vq_store(inexact_lanes, inexact);
  for (int64_t i = 0; i < lanes; i++) {
    /* A difference of -0 is exact. */
    if ((strange_lanes[i] | strange_lanes[VD + i]) != 0 || (inexact_lanes[i] & INT64_MAX) != 0) {
      x->flagged[line + i] = 1;
    }
  }
}

VFN void adm_pack(int bits, int es, adm_lines *x, int64_t line, int64_t lines, int64_t from,
                  int64_t terms, double *to) {
  for (int64_t i = 0; i < lines; i += VD) {
    adm_pack_panel(bits, es, x, line + i, from, terms, to + i * ADM_DEPTH * 2);
  }
}

/* VD x VD results: partial += the products of two panels. */
VFN void adm_tile(int64_t terms, const double *a, const double *b, double *partial) {
  vd hh[VD];
  vd hl[VD];
  vd ll[VD];
#pragma GCC unroll 8
  for (int r = 0; r < VD; r++) {
    hh[r] = vd_load(partial + r * VD);
    hl[r] = vd_load(partial + (VD + r) * VD);
    ll[r] = vd_load(partial + (2 * VD + r) * VD);
  }
  for (int64_t k = 0; k < terms; k++) {
    vd bh = vd_load(b + k * 2 * VD);
    vd bl = vd_load(b + k * 2 * VD + VD);
#pragma GCC unroll 8
    for (int r = 0; r < VD; r++) {
      vd ah = vd_broadcast(a + k * 2 * VD + r);
      vd al = vd_broadcast(a + k * 2 * VD + VD + r);
      hh[r] = vd_fma(ah, bh, hh[r]);
      hl[r] = vd_fma(ah, bl, hl[r]);
      ll[r] = vd_fma(al, bl, ll[r]);
      hl[r] = vd_fma(al, bh, hl[r]);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < VD; r++) {
    vd_store(partial + r * VD, hh[r]);
    vd_store(partial + (VD + r) * VD, hl[r]);
    vd_store(partial + (2 * VD + r) * VD, ll[r]);
  }
}

/* total += partial = 0, for the tiles of a block. */
VFN void adm_flush(int64_t results, double *partial, adm_i128 *total) {
  const int64_t tile = VD * VD;
  for (int64_t t = 0; t < results; t += tile) {
    double *p = partial + 3 * t;
    for (int64_t i = 0; i < tile; i++) {
      adm_i128 high = (adm_i128)((adm_u128w)(adm_i128)(int64_t)p[i] << (2 * ADM_SLICE));
      adm_i128 middle = (adm_i128)((adm_u128w)(adm_i128)(int64_t)p[tile + i] << ADM_SLICE);
      total[t + i] += high + middle + (int64_t)p[2 * tile + i];
    }
  }
  memset(partial, 0, (size_t)(results * 3 * 8));
}

/* value * 2^exponent, rounded once. */
VFN adm_u64 adm_round_i128(int n, int rs, int es, adm_i128 value, int exponent) {
  if (value == 0) {
    return 0;
  }
  adm_u128w magnitude = value < 0 ? 0 - (adm_u128w)value : (adm_u128w)value;
  adm_u64 high = (adm_u64)(magnitude >> 64);
  int zeros = high != 0 ? adm_clz64(high) : 64 + adm_clz64((adm_u64)magnitude);
  magnitude <<= zeros;
  return adm_encode(n, rs, es, value < 0, exponent + 127 - zeros, (adm_u64)(magnitude >> 64),
                    (adm_u64)magnitude != 0);
}

/* quire += value * 2^exponent. */
VFN void adm_quire_add_i128(int n, int rs, int es, adm_u64 *q, adm_i128 value, int exponent) {
  adm_u128w magnitude = value < 0 ? 0 - (adm_u128w)value : (adm_u128w)value;
  int place = exponent + adm_quire_fraction_bits(n, rs, es);
  if (place < 0) { /* the bits below the quire's unit are 0 */
    magnitude = place <= -128 ? 0 : magnitude >> -place;
    place = 0;
  }
  adm_quire_add_bits(adm_quire_words(n, rs, es), q, value < 0, 0, (adm_u64)(magnitude >> 64),
                     (adm_u64)magnitude, place);
}

VFN void adm_put(int bits, const adm_result *z, int64_t i, int64_t j, adm_u64 u) {
  int64_t at = i * z->row + j * z->col;
  if (bits == 8) {
    ((adm_e8 *)z->data)[at] = (adm_u8)u;
  } else if (bits == 16) {
    ((adm_e16 *)z->data)[at] = (adm_u16)u;
  } else {
    ((adm_e32 *)z->data)[at] = (adm_u32)u;
  }
}

/* The quire of result (i, j): its addend copied to *spare where that must not change, or 0. */
VFN adm_u64 *adm_result_quire(int bits, int rs, int es, const adm_result *z, int64_t cols,
                              int64_t i, int64_t j, adm_u64 *spare) {
  const int words = adm_quire_words(bits, rs, es);
  if (z->quires == NULL) {
    adm_quire_clear(bits, rs, es, spare);
    return spare;
  }
  adm_u64 *q = z->quires + (i * cols + j) * words;
  if (z->data == NULL) {
    return q;
  }
  memcpy(spare, q, (size_t)words * 8);
  return spare;
}

/* The three sums of VD results as one. */
VFN adm_exact adm_join_slices(const double *high, const double *middle, const double *low) {
  const adm_exact sum =
      adm_two_sum(vd_mul(vd_load(high), vd_set(0x1p42)), vd_mul(vd_load(middle), vd_set(0x1p21)));
  return adm_plus(sum, vd_load(low));
}

/* Two rows of VD results of a tile, rounded; as adm_round_i128 where a vector cannot. */
VFN void adm_round_rows(int bits, int rs, int es, const double *partial, int r, const int *row,
                        const int *col, uint32_t *to) {
  const int64_t tile = VD * VD;
  double factor[VD];
  adm_exact sums[2];
  vi strange = vi_set(0);
  for (int j = 0; j < VD; j++) factor[j] = adm_power(col[j] - 2 * ADM_SLICE);
  for (int h = 0; h < 2; h++) {
    const double *p = partial + (r + h) * VD;
    sums[h] = adm_join_slices(p, p + tile, p + 2 * tile);
    sums[h].value = vd_mul(vd_mul(sums[h].value, vd_load(factor)),
                           vd_set(adm_power(row[r + h] - 2 * ADM_SLICE)));
  }
  vi_store(to, vi_by_pairs(adm_round_exact(bits, es, sums, &strange)));
  if (vi_any(strange)) {
    for (int i = 0; i < VL; i++) {
      const double *p = partial + r * VD + i;
      const adm_i128 high = (adm_i128)((adm_u128w)(adm_i128)(int64_t)p[0] << (2 * ADM_SLICE));
      const adm_i128 middle = (adm_i128)((adm_u128w)(adm_i128)(int64_t)p[tile] << ADM_SLICE);
      to[i] = (uint32_t)adm_round_i128(bits, rs, es, high + middle + (int64_t)p[2 * tile],
                                       row[r + i / VD] + col[i % VD] - 4 * ADM_SLICE);
    }
  }
}

/* The exponents of the lines of a panel, 0 beyond the last. */
VFN void adm_panel_exponents(const adm_lines *x, int64_t line, int *to) {
  for (int64_t i = 0; i < VD; i++) to[i] = line + i < x->lines ? x->exponent[line + i] : 0;
}

/* Writes the results of a block, of at most ADM_EXACT_TERMS terms and without addends, whose row
   and column are not flagged. */
VFN void adm_finish_slices(int bits, int rs, int es, const adm_lines *x, const adm_lines *y,
                           int64_t row, int64_t rows, int64_t col, int64_t cols,
                           const double *partial, const adm_result *z) {
  const int64_t tall = adm_tiles(rows);
  uint32_t patterns[VL];
  int row_exponents[VD];
  int col_exponents[VD];
  for (int64_t j = 0; j < cols; j += VD) {
    const int64_t wide = cols - j < VD ? cols - j : VD;
    adm_panel_exponents(y, col + j, col_exponents);
    int run = bits == 32 && z->col == 1;
    for (int64_t k = 0; k < wide; k++) run &= !y->flagged[col + j + k];
    for (int64_t i = 0; i < rows; i += VD) {
      const double *tile = partial + (j / VD * tall + i / VD) * 3 * VD * VD;
      adm_panel_exponents(x, row + i, row_exponents);
      for (int r = 0; r < VD && i + r < rows; r += 2) {
        adm_round_rows(bits, rs, es, tile, r, row_exponents, col_exponents, patterns);
        for (int64_t h = 0; h < 2 && i + r + h < rows; h++) {
          if (x->flagged[row + i + r + h]) continue;
          if (run && wide == VD) {
            char *to = (char *)z->data + ((row + i + r + h) * z->row + col + j) * 4;
            memcpy(to, patterns + h * VD, VD * 4);
            continue;
          }
          for (int64_t k = 0; k < wide; k++) {
            if (!y->flagged[col + j + k])
              adm_put(bits, z, row + i + r + h, col + j + k, patterns[h * VD + k]);
          }
        }
      }
    }
  }
}

/* Writes the results of a block whose row and column are not flagged. */
VFN void adm_finish(int bits, int rs, int es, const adm_lines *x, const adm_lines *y, int64_t row,
                    int64_t rows, int64_t col, int64_t cols, const adm_i128 *total,
                    const adm_result *z) {
  adm_u64 spare[ADM_QUIRE_MAX_WORDS];
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t j = 0; j < cols; j++) {
      if (x->flagged[row + i] | y->flagged[col + j]) {
        continue;
      }
      int64_t tile = (j / VD) * adm_tiles(rows) + i / VD;
      adm_i128 value = total[tile * VD * VD + (i % VD) * VD + j % VD];
      int exponent = x->exponent[row + i] + y->exponent[col + j] - 4 * ADM_SLICE;
      if (z->quires == NULL) {
        adm_put(bits, z, row + i, col + j, adm_round_i128(bits, rs, es, value, exponent));
        continue;
      }
      adm_u64 *q = adm_result_quire(bits, rs, es, z, y->lines, row + i, col + j, spare);
      if (!adm_quire_is_nar(bits, rs, es, q)) {
        adm_quire_add_i128(bits, rs, es, q, value, exponent);
      }
      if (z->data != NULL) {
        adm_put(bits, z, row + i, col + j, adm_quire_to_posit(bits, rs, es, q));
      }
    }
  }
}

/* Rows [row, row + rows) by columns [col, col + cols), at most ADM_SIDE of each. */
VFN void adm_matmul_block(int bits, int rs, int es, int64_t terms, adm_lines *x, adm_lines *y,
                          int64_t row, int64_t rows, int64_t col, int64_t cols,
                          const adm_block_buffers *w, const adm_result *z) {
  const int64_t tall = adm_tiles(rows);
  const int64_t wide = adm_tiles(cols);
  const int64_t results = tall * wide * VD * VD;
  memset(w->partial, 0, (size_t)(results * 3 * 8));
  const int few = terms <= ADM_EXACT_TERMS && z->quires == NULL;
  if (!few) memset(w->total, 0, (size_t)results * sizeof(adm_i128));
  for (int64_t from = 0; from < terms; from += ADM_DEPTH) {
    int64_t depth = terms - from < ADM_DEPTH ? terms - from : ADM_DEPTH;
    adm_pack(bits, es, x, row, rows, from, depth, w->a);
    adm_pack(bits, es, y, col, cols, from, depth, w->b);
    for (int64_t strip = 0; strip < tall; strip += ADM_STRIP / VD) {
      int64_t end = strip + ADM_STRIP / VD < tall ? strip + ADM_STRIP / VD : tall;
      for (int64_t j = 0; j < wide; j++) {
        for (int64_t i = strip; i < end; i++) {
          adm_tile(depth, w->a + i * VD * ADM_DEPTH * 2, w->b + j * VD * ADM_DEPTH * 2,
                   w->partial + (j * tall + i) * 3 * VD * VD);
        }
      }
    }
    if (!few && ((from + ADM_DEPTH) % ADM_EXACT_TERMS == 0 || from + depth == terms)) {
      adm_flush(results, w->partial, w->total);
    }
  }
  if (few) {
    adm_finish_slices(bits, rs, es, x, y, row, rows, col, cols, w->partial, z);
  } else {
    adm_finish(bits, rs, es, x, y, row, rows, col, cols, w->total, z);
  }
}

/* Result (i, j) by a dot product. */
VFN void adm_dot_result(int bits, int rs, int es, adm_dot_fn *dot, int64_t terms,
                        const adm_lines *x, const adm_lines *y, int64_t i, int64_t j,
                        const adm_result *z) {
  const int size = bits / 8;
  adm_u64 spare[ADM_QUIRE_MAX_WORDS];
  adm_u64 *q = adm_result_quire(bits, rs, es, z, y->lines, i, j, spare);
  dot(terms, x->data + i * x->line_stride * size, x->term_stride,
      y->data + j * y->line_stride * size, y->term_stride, q);
  if (z->data != NULL) {
    adm_put(bits, z, i, j, adm_quire_to_posit(bits, rs, es, q));
  }
}

VFN int adm_any_flagged(const adm_lines *x, int64_t from, int64_t count) {
  int any = 0;
  for (int64_t i = from; i < from + count && i < x->lines; i++) any |= x->flagged[i] != 0;
  return any;
}

/* Lines [from, from + count) as doubles, all or those that are flagged; line i of a panel of
   `across` lines has its values `across` apart. Lines with NaR are flagged ADM_WIDE_NAR. */
VFN void adm_wide_lines(int bits, int es, int64_t terms, adm_lines *x, int64_t from, int64_t count,
                        int64_t across, int all, double *to) {
  const int64_t padded = (count + across - 1) / across * across;
  for (int64_t i = 0; i < padded; i++) {
    double *values = to + i / across * across * terms + i % across;
    if (i >= count) {
      for (int64_t k = 0; k < terms; k++) values[k * across] = 0;
    } else if (all || x->flagged[from + i]) {
      const char *data = x->data + (from + i) * x->line_stride * (bits / 8);
      int32_t exponent = adm_wide_decode(bits, es, terms, data, x->term_stride, values, across);
      if (exponent == INT32_MAX) {
        x->flagged[from + i] = ADM_WIDE_NAR;
        for (int64_t k = 0; k < terms; k++) values[k * across] = 0;
        exponent = 0;
      }
      x->exponent[from + i] = exponent;
    }
  }
}

/* The flagged results of a tile of ADM_WIDE_ROWS x VD. */
VFN void adm_wide_results(int bits, int rs, int es, adm_dot_fn *dot, int64_t terms, int carry,
                          const adm_lines *x, const adm_lines *y, int64_t row, int64_t col,
                          const double *a, const double *b, const adm_result *z) {
  int32_t row_exponents[ADM_WIDE_ROWS];
  int32_t col_exponents[VD];
  uint32_t patterns[VL];
  uint32_t strange[VL];
  uint32_t again = 0;
  for (int i = 0; i < ADM_WIDE_ROWS; i++)
    row_exponents[i] = row + i < x->lines ? x->exponent[row + i] : 0;
  for (int i = 0; i < VD; i++) col_exponents[i] = col + i < y->lines ? y->exponent[col + i] : 0;
  adm_wide_tile(bits, es, 2, terms, carry, a, b, row_exponents, col_exponents, patterns, strange);
  for (int i = 0; i < ADM_WIDE_ROWS * VD; i++) again |= strange[i];
  if (again)
    adm_wide_tile(bits, es, 3, terms, carry, a, b, row_exponents, col_exponents, patterns, strange);
  for (int r = 0; r < ADM_WIDE_ROWS && row + r < x->lines; r++) {
    for (int c = 0; c < VD && col + c < y->lines; c++) {
      const int flags = x->flagged[row + r] | y->flagged[col + c];
      if (flags == 0) continue;
      if ((flags & ADM_WIDE_NAR) != 0 || strange[r * VD + c] != 0) {
        adm_dot_result(bits, rs, es, dot, terms, x, y, row + r, col + c, z);
      } else {
        adm_put(bits, z, row + r, col + c, patterns[r * VD + c]);
      }
    }
  }
}

/* The flagged results of a block, of at most ADM_WIDE_TERMS terms. */
VFN void adm_wide_block(int bits, int rs, int es, adm_dot_fn *dot, int64_t terms, adm_lines *x,
                        adm_lines *y, int64_t row, int64_t rows, int64_t col, int64_t cols,
                        const adm_block_buffers *w, const adm_result *z) {
  const int some_rows = adm_any_flagged(x, row, rows);
  const int some_cols = adm_any_flagged(y, col, cols);
  if (!some_rows && !some_cols) return;
  adm_wide_lines(bits, es, terms, x, row, rows, 1, some_cols, w->a);
  if (rows % 2 != 0) memset(w->a + rows * terms, 0, (size_t)terms * 8);
  adm_wide_lines(bits, es, terms, y, col, cols, VD, some_rows, w->b);
  int carry = 1;
  while ((1ll << carry) < terms) carry++;
  for (int64_t j = 0; j < cols; j += VD) {
    const int some = adm_any_flagged(y, col + j, cols - j < VD ? cols - j : VD);
    for (int64_t i = 0; i < rows; i += ADM_WIDE_ROWS) {
      if (some || adm_any_flagged(x, row + i, rows - i < ADM_WIDE_ROWS ? rows - i : ADM_WIDE_ROWS))
        adm_wide_results(bits, rs, es, dot, terms, carry, x, y, row + i, col + j, w->a + i * terms,
                         w->b + j * terms, z);
    }
  }
}

/* The results that the slices could not give. */
VFN void adm_matmul_flagged(int bits, int rs, int es, adm_dot_fn *dot, int64_t terms, adm_lines *x,
                            adm_lines *y, const adm_block_buffers *w, const adm_result *z) {
  const int wide = terms <= ADM_WIDE_TERMS && z->quires == NULL;
  for (int64_t j = 0; j < y->lines; j += ADM_SIDE) {
    const int64_t cols = y->lines - j < ADM_SIDE ? y->lines - j : ADM_SIDE;
    for (int64_t i = 0; i < x->lines; i += ADM_SIDE) {
      const int64_t rows = x->lines - i < ADM_SIDE ? x->lines - i : ADM_SIDE;
      if (wide) {
        adm_wide_block(bits, rs, es, dot, terms, x, y, i, rows, j, cols, w, z);
        continue;
      }
      for (int64_t c = j; c < j + cols; c++) {
        for (int64_t r = i; r < i + rows; r++) {
          if (x->flagged[r] | y->flagged[c])
            adm_dot_result(bits, rs, es, dot, terms, x, y, r, c, z);
        }
      }
    }
  }
}

VFN void adm_matmul_sliced(int bits, int rs, int es, adm_dot_fn *dot, int64_t m, int64_t n,
                           int64_t k, const adm_matrix *a, const adm_matrix *b, const adm_result *z,
                           void *workspace) {
  char *at = workspace;
  adm_lines x = {a->data, m, a->row, a->col, adm_take(&at, m * 4), adm_take(&at, m)};
  adm_lines y = {b->data, n, b->col, b->row, adm_take(&at, n * 4), adm_take(&at, n)};
  const int64_t rows = adm_side(m);
  const int64_t cols = adm_side(n);
  adm_block_buffers w;
  w.a = adm_take(&at, rows * ADM_DEPTH * 16);
  w.b = adm_take(&at, cols * ADM_DEPTH * 16);
  w.partial = adm_take(&at, rows * cols * 3 * 8);
  w.total = adm_take(&at, rows * cols * 16);
  adm_measure(bits, rs, es, k, &x);
  adm_measure(bits, rs, es, k, &y);
  for (int64_t j = 0; j < n; j += ADM_SIDE) {
    for (int64_t i = 0; i < m; i += ADM_SIDE) {
      adm_matmul_block(bits, rs, es, k, &x, &y, i, m - i < ADM_SIDE ? m - i : ADM_SIDE, j,
                       n - j < ADM_SIDE ? n - j : ADM_SIDE, &w, z);
    }
  }
  adm_matmul_flagged(bits, rs, es, dot, k, &x, &y, &w, z);
}

#endif
