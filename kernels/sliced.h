/*
 * Exact matrix products by integer slices.
 *
 * A line, which is a row of A or a column of B, is measured: its elements are multiples of 2^unit
 * below 2^(unit + need). An element is then an integer v of that unit, |v| < 2^need, and that has
 * digits of s = ADM_SLICE = 26 bits:
 *
 *   need <= s:                       v = X0,                   |X0| < 2^s;
 *   need <= 2s - 1, or 3s - 1 else:  v = sum of X[i] 2^(s i),  |X[i]| <= 2^(s-1), |X[i] + X[j]| <=
 * 2^s,
 *
 * where digits but the last are remainders nearest to 0. A product is the sum over i and j of
 * X[i] Y[j] 2^(s(i+j)), and with two sums of digits a multiplication does for two (Karatsuba and
 * Ofman, 1962):
 *
 *   X[i] Y[j] + X[j] Y[i] = (X[i] + X[j]) (Y[i] + Y[j]) - X[i] Y[i] - X[j] Y[j].
 *
 * So a product takes 1, 3 or 6 multiplications for lines of 1, 2 or 3 digits: one for each "plane",
 * a pair i <= j of digits. Each is at most 2^2s in magnitude, so that sums over ADM_DEPTH = 2^10
 * terms stay within 2^62: exact in 64 bits. Totals have 192 bits: |v v'| <= 2^154, so 2^24 terms
 * fit. Lines of more digits and those with NaR are flagged; they take part as zeros, and their
 * results are computed with quires.
 */
#ifndef ADM_SLICED_H
#define ADM_SLICED_H

#include "integer.h"

#define ADM_SLICE 26
#define ADM_SLICES 3
#define ADM_DEPTH 1024

/* What is known of a line: two words, 0 where all its elements are 0. The first is the exponent of
   the power of two above its magnitudes, the second minus its unit, both plus ADM_LINE_BIAS. */
#define ADM_LINE_BIAS 1024
#define ADM_LINE_NAR 0x40000000u

typedef struct {
  adm_i32 unit;
  adm_i32 slices; /* digits; 0 where all elements are 0 or the line is flagged */
  adm_i32 flagged;
} adm_line;

ADM_FN adm_line adm_line_of(__global const adm_u32 *lines, adm_i64 i) {
  adm_line line;
  adm_i32 above = (adm_i32)lines[2 * i];
  adm_i32 below = (adm_i32)lines[2 * i + 1];
  adm_i32 need = above + below - 2 * ADM_LINE_BIAS;
  line.unit = above == 0 ? 0 : ADM_LINE_BIAS - below;
  line.flagged = need > ADM_SLICES * ADM_SLICE - 1;
  line.slices = need <= ADM_SLICE ? 1 : need < 2 * ADM_SLICE ? 2 : 3;
  if (above == 0 || line.flagged) line.slices = 0;
  return line;
}

/* The most digits of a line among [from, from + count) and below end. */
ADM_FN adm_i32 adm_slices(__global const adm_u32 *lines, adm_i64 from, adm_i64 count, adm_i64 end) {
  adm_i32 most = 0;
  for (adm_i64 i = from; i < from + count && i < end; i++) {
    most = max(most, adm_line_of(lines, i).slices);
  }
  return most;
}

/* Planes are numbered by j, then by i. */
#define ADM_PLANE(i, j) ((j) * ((j) + 1) / 2 + (i))

#endif
