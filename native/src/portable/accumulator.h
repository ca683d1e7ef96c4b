/*
 * A fast exact accumulator of products: one bin for each scale that a product can have.
 *
 * A term is a signed significand product times a power of two; it is added, unshifted, to the bin
 * of that power, so a term costs one read, add and write. Bins are wide integers: formats of at
 * most 32 bits have one word, others two. The carry of a bin that overflows, which is seldom, goes
 * to a count of its own. Folding adds the bins to a quire exactly, so the bits of the quire are
 * those of term-by-term accumulation in any order.
 *
 * n, rs and es must be literals in every call.
 */
#ifndef ADM_ACCUMULATOR_H
#define ADM_ACCUMULATOR_H

#include "../../../kernels/quire.h"
#include "operand.h"

/* Bins of one format: scales of products are within -2*max..2*max. Folding takes them by blocks. */
#define ADM_BIN_BLOCK 32
#define ADM_BINS(n, rs, es) \
  ((4 * ADM_MAX_SCALE(n, rs, es) + ADM_BIN_BLOCK) / ADM_BIN_BLOCK * ADM_BIN_BLOCK)

/* Words of the greatest quire, and two below it. */
#define ADM_WIDE_WORDS 18

/* Words of one bin. */
#define ADM_BIN_WORDS(n) ((n) <= 32 ? 1 : 2)

/* Terms after which the bins must be folded, so that the counts of carries do not overflow. */
#define ADM_FOLD_INTERVAL ((int64_t)1 << 30)

/* Adds x * y to its bin. sums has ADM_BINS * ADM_BIN_WORDS words, carries ADM_BINS. */
ADM_FN void adm_bins_add(int n, int rs, int es, adm_u64 *sums, adm_i32 *carries, adm_i64 x,
                         adm_i64 y, adm_i32 scale) {
  const adm_i32 bin = scale + 2 * ADM_MAX_SCALE(n, rs, es);
  if (n <= 32) {
    adm_u64 term = (adm_u64)(x * y);
    adm_u64 old = sums[bin];
    adm_u64 now = old + term;
    sums[bin] = now;
    /* Below 17 bits no bin overflows within ADM_FOLD_INTERVAL. */
    if (n > 16 && (((old ^ now) & (term ^ now)) >> 63) != 0)
      carries[bin] += 1 - 2 * (adm_i32)(term >> 63);
  } else {
    adm_u64 sign = (adm_u64)((x ^ y) >> 63);
    adm_u64 a = (adm_u64)(x < 0 ? -x : x);
    adm_u64 b = (adm_u64)(y < 0 ? -y : y);
    adm_u64 lo = (a * b ^ sign) - sign;
    adm_u64 hi = (adm_mulhi64(a, b) ^ sign) + (adm_u64)(sign != 0 && lo == 0);
    adm_u64 *sum = sums + 2 * bin;
    adm_u64 old = sum[1];
    adm_u64 now = sum[0] + lo;
    adm_u64 high = old + hi + (adm_u64)(now < lo);
    sum[0] = now;
    sum[1] = high;
    if ((((old ^ high) & (hi ^ high)) >> 63) != 0) carries[bin] += 1 - 2 * (adm_i32)(hi >> 63);
  }
}

/* word += part * 2^position for a number of three words in two's complement. */
ADM_FN void adm_add_signed(int words, adm_u64 *q, adm_u64 w2, adm_u64 w1, adm_u64 w0,
                           adm_i32 position) {
  adm_i32 negative = (adm_i32)(w2 >> 63);
  if (negative) {
    w0 = 0 - w0;
    w1 = ~w1 + (adm_u64)(w0 == 0);
    w2 = ~w2 + (adm_u64)(w0 == 0 && w1 == 0);
  }
  adm_quire_add_bits(words, q, negative, w2, w1, w0, position);
}

/* Adds the bins to the quire, which must not be NaR, and clears them. */
ADM_FN void adm_bins_fold(int n, int rs, int es, adm_u64 *sums, adm_i32 *carries, adm_u64 *quire) {
  /* The least bit of bin 0 is below that of the quire by less than two words: `wide` has those two
   * words more. */
  adm_u64 wide[ADM_WIDE_WORDS] = {0};
  const adm_i32 words = adm_quire_words(n, rs, es);
  const adm_i32 base = 128 + adm_quire_fraction_bits(n, rs, es) - 2 * ADM_MAX_SCALE(n, rs, es) -
                       2 * (ADM_WIDTH(n, rs, es) - 1);
  adm_u64 carry = 0;
  adm_i32 i;
  adm_i32 j;
  for (i = 0; i < ADM_BINS(n, rs, es); i += ADM_BIN_BLOCK) {
    adm_u64 *sum = sums + ADM_BIN_WORDS(n) * i;
    adm_i32 *count = carries + i;
    adm_u64 any = 0;
    adm_u64 lo = 0;
    adm_u64 hi = 0;
    for (j = 0; j < ADM_BIN_BLOCK * ADM_BIN_WORDS(n); j++) any |= sum[j];
    for (j = 0; j < ADM_BIN_BLOCK; j++) any |= (adm_u64)(adm_u32)count[j];
    if (any == 0) continue;
    if (n <= 32) { /* Horner's rule in one integer of two words: 31 + 63 bits and the carries */
      for (j = ADM_BIN_BLOCK - 1; j >= 0; j--) {
        hi = hi << 1 | lo >> 63;
        lo = (lo << 1) + sum[j];
        hi += (adm_u64)(lo < sum[j]) + (adm_u64)(((adm_i64)sum[j] >> 63) + count[j]);
        sum[j] = 0;
        count[j] = 0;
      }
      adm_add_signed(words + 2, wide, (adm_u64)((adm_i64)hi >> 63), hi, lo, base + i);
    } else {
      for (j = 0; j < ADM_BIN_BLOCK; j++) {
        lo = sum[2 * j];
        hi = sum[2 * j + 1];
        adm_add_signed(words + 2, wide, (adm_u64)(((adm_i64)hi >> 63) + count[j]), hi, lo,
                       base + i + j);
        sum[2 * j] = 0;
        sum[2 * j + 1] = 0;
        count[j] = 0;
      }
    }
  }
  for (i = 0; i < words; i++) {
    adm_u64 term = wide[i + 2];
    adm_u64 now = quire[i] + term;
    adm_u64 over = (adm_u64)(now < term);
    quire[i] = now + carry;
    carry = over | (adm_u64)(quire[i] < carry);
  }
}

#endif
