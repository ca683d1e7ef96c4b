/*
 * The quire: an exact accumulator of products, in the common subset of C11 and OpenCL C 1.2.
 *
 * A quire is adm_quire_words() words of 64 bits, little-endian, one two's complement integer in
 * units of 2^-adm_quire_fraction_bits(): the least bit that any product can have. Above the
 * greatest product it has 31 carry bits and a sign, stored sign-extended through the last word. NaR
 * is the pattern 1000...0 of all the words; whatever is added to it leaves it NaR. Sums wrap beyond
 * the last word: 2^31 products cannot reach it.
 *
 * Source: Posit Standard (2022), sections 3.4 and 5.11; the width of b-posit quires is worked out
 * in docs/formats.md.
 */
#ifndef ADM_QUIRE_H
#define ADM_QUIRE_H

#include "posit.h"

/* The address space of quires; a kernel that keeps them outside private memory defines it. */
#ifndef ADM_QUIRE_SPACE
#define ADM_QUIRE_SPACE
#endif

/* Layout */

/* Minus the exponent of the least bit of a product, which is twice that of a finite value. */
ADM_FN adm_i32 adm_quire_fraction_bits(int n, int rs, int es) {
  int room = n - 1 - rs; /* for exponent and fraction behind the longest regime */
  if (room == 0) return 2 * (n - 2) * (1 << es); /* the longest regime is that of 0 and NaR */
  if (room > es) return 2 * (rs * (1 << es) + room - es);
  return 2 * (rs * (1 << es) - (1 << (es - room))); /* no fraction, and not all of the exponent */
}

/* ceil(log2(maxpos^2)). */
ADM_FN adm_i32 adm_quire_integer_bits(int n, int rs, int es) {
  int room = n - 1 - rs;
  if (room == 0) return 2 * (n - 2) * (1 << es);
  if (room > es) return 2 * rs * (1 << es);
  return 2 * (rs * (1 << es) - (1 << (es - room)));
}

ADM_FN adm_i32 adm_quire_bits(int n, int rs, int es) {
  return 32 + adm_quire_integer_bits(n, rs, es) + adm_quire_fraction_bits(n, rs, es);
}

ADM_FN adm_i32 adm_quire_words(int n, int rs, int es) {
  return (adm_quire_bits(n, rs, es) + 63) / 64;
}

/* State */

ADM_FN void adm_quire_clear(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q) {
  adm_i32 i;
  for (i = 0; i < adm_quire_words(n, rs, es); i++) q[i] = 0;
}

ADM_FN void adm_quire_set_nar(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q) {
  adm_quire_clear(n, rs, es, q);
  q[adm_quire_words(n, rs, es) - 1] = ADM_TOP_BIT;
}

ADM_FN adm_i32 adm_quire_is_zero(int n, int rs, int es, const ADM_QUIRE_SPACE adm_u64 *q) {
  adm_u64 any = 0;
  adm_i32 i;
  for (i = 0; i < adm_quire_words(n, rs, es); i++) any |= q[i];
  return any == 0;
}

ADM_FN adm_i32 adm_quire_is_nar(int n, int rs, int es, const ADM_QUIRE_SPACE adm_u64 *q) {
  adm_i32 top = adm_quire_words(n, rs, es) - 1;
  adm_u64 any = 0;
  adm_i32 i;
  if (q[top] != ADM_TOP_BIT) return 0;
  for (i = 0; i < top; i++) any |= q[i];
  return any == 0;
}

/* Sums */

/* q += or -= w2:w1:w0 * 2^position, position >= 0. Touches the words that the number meets, then
   those that the carry or borrow runs through. */
ADM_FN void adm_quire_add_bits(int words, ADM_QUIRE_SPACE adm_u64 *q, int negative, adm_u64 w2,
                               adm_u64 w1, adm_u64 w0, adm_i32 position) {
  adm_i32 i = position >> 6;
  adm_i32 shift = position & 63;
  adm_i32 k;
  adm_u64 carry = 0;
  adm_u64 part[4];
  part[0] = w0 << shift;
  part[1] = w1 << shift | w0 >> 1 >> (63 - shift);
  part[2] = w2 << shift | w1 >> 1 >> (63 - shift);
  part[3] = w2 >> 1 >> (63 - shift);
  if (negative) {
    for (k = 0; k < 4 && i < words; k++, i++) {
      adm_u64 old = q[i];
      adm_u64 now = old - part[k];
      adm_u64 borrow = (adm_u64)(old < part[k]) | (adm_u64)(now < carry);
      q[i] = now - carry;
      carry = borrow;
    }
    for (; carry != 0 && i < words; i++) {
      carry = (adm_u64)(q[i] == 0);
      q[i] -= 1;
    }
  } else {
    for (k = 0; k < 4 && i < words; k++, i++) {
      adm_u64 now = q[i] + part[k];
      adm_u64 over = (adm_u64)(now < part[k]);
      q[i] = now + carry;
      carry = over | (adm_u64)(q[i] < carry);
    }
    for (; carry != 0 && i < words; i++) {
      q[i] += 1;
      carry = (adm_u64)(q[i] == 0);
    }
  }
}

/* The same for a number of one word, at any position: bits below position 0 must be 0. */
ADM_FN void adm_quire_add_word(int words, ADM_QUIRE_SPACE adm_u64 *q, int negative, adm_u64 w,
                               adm_i32 position) {
  adm_i32 i;
  adm_i32 shift;
  adm_u64 lo;
  adm_u64 hi;
  if (position < 0) {
    w = adm_shr64(w, -position);
    position = 0;
  }
  i = position >> 6;
  shift = position & 63;
  lo = w << shift;
  hi = w >> 1 >> (63 - shift);
  if (negative) {
    adm_u64 old = q[i];
    q[i] = old - lo;
    hi += (adm_u64)(old < lo); /* hi < 2^63 */
    for (i++; hi != 0 && i < words; i++) {
      old = q[i];
      q[i] = old - hi;
      hi = (adm_u64)(old < hi);
    }
  } else {
    q[i] += lo;
    hi += (adm_u64)(q[i] < lo);
    for (i++; hi != 0 && i < words; i++) {
      q[i] += hi;
      hi = (adm_u64)(q[i] < hi);
    }
  }
}

/* q += a * b or, where negate is not 0, q -= a * b. */
ADM_FN void adm_quire_accumulate(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q, adm_u64 a,
                                 adm_u64 b, int negate) {
  const adm_i32 words = adm_quire_words(n, rs, es);
  adm_num x;
  adm_num y;
  adm_i32 position;
  adm_i32 negative;
  if (adm_quire_is_nar(n, rs, es, q)) return;
  if (adm_is_special(n, a) || adm_is_special(n, b)) {
    if (adm_is_nar(n, a) || adm_is_nar(n, b)) adm_quire_set_nar(n, rs, es, q);
    return;
  }
  x = adm_decode(n, rs, es, a);
  y = adm_decode(n, rs, es, b);
  negative = x.negative ^ y.negative ^ (negate != 0);
  position = adm_quire_fraction_bits(n, rs, es) + x.scale + y.scale;
  if (n <= 32) {
    adm_quire_add_word(words, q, negative, (x.sig >> 32) * (y.sig >> 32), position - 62);
  } else {
    adm_u64 hi = adm_mulhi64(x.sig, y.sig);
    adm_u64 lo = x.sig * y.sig;
    position -= 126;
    if (position < 0) { /* the bits below position 0 are 0 */
      adm_i32 lost;
      adm_u128 p;
      p.hi = hi;
      p.lo = lo;
      p = adm_shr128(p, -position, &lost);
      hi = p.hi;
      lo = p.lo;
      position = 0;
    }
    adm_quire_add_bits(words, q, negative, 0, hi, lo, position);
  }
}

ADM_FN void adm_quire_add_product(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q, adm_u64 a,
                                  adm_u64 b) {
  adm_quire_accumulate(n, rs, es, q, a, b, 0);
}

ADM_FN void adm_quire_sub_product(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q, adm_u64 a,
                                  adm_u64 b) {
  adm_quire_accumulate(n, rs, es, q, a, b, 1);
}

ADM_FN void adm_quire_add(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q, adm_u64 a) {
  adm_quire_accumulate(n, rs, es, q, a, adm_one(n), 0);
}

ADM_FN void adm_quire_sub(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q, adm_u64 a) {
  adm_quire_accumulate(n, rs, es, q, a, adm_one(n), 1);
}

/* into += from. */
ADM_FN void adm_quire_merge(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *into,
                            const ADM_QUIRE_SPACE adm_u64 *from) {
  adm_u64 carry = 0;
  adm_i32 i;
  if (adm_quire_is_nar(n, rs, es, into)) return;
  if (adm_quire_is_nar(n, rs, es, from)) {
    adm_quire_set_nar(n, rs, es, into);
    return;
  }
  for (i = 0; i < adm_quire_words(n, rs, es); i++) {
    adm_u64 term = from[i];
    adm_u64 now = into[i] + term;
    adm_u64 over = (adm_u64)(now < term);
    into[i] = now + carry;
    carry = over | (adm_u64)(into[i] < carry);
  }
}

/* q = -q; NaR is its own negative. */
ADM_FN void adm_quire_negate(int n, int rs, int es, ADM_QUIRE_SPACE adm_u64 *q) {
  adm_u64 carry = 1;
  adm_i32 i;
  for (i = 0; i < adm_quire_words(n, rs, es); i++) {
    q[i] = ~q[i] + carry;
    carry &= (adm_u64)(q[i] == 0);
  }
}

/* The posit nearest to q. */
ADM_FN adm_u64 adm_quire_to_posit(int n, int rs, int es, const ADM_QUIRE_SPACE adm_u64 *q) {
  const adm_i32 words = adm_quire_words(n, rs, es);
  adm_u64 flip = 0 - (q[words - 1] >> 63);
  adm_i32 low = 0; /* index of the lowest word that is not 0: in |q| it is negated, those above are
                      inverted */
  adm_i32 top = words - 1;
  adm_i32 shift;
  adm_u64 head;
  adm_u64 next;
  adm_u64 sticky;
  if (adm_quire_is_nar(n, rs, es, q)) return adm_nar(n);
  while (low < words && q[low] == 0) low++;
  if (low == words) return 0;
  while (top > low && (q[top] ^ flip) == 0) top--;
  head = top == low ? (q[top] ^ flip) - flip : q[top] ^ flip;
  next = top - 1 < low ? 0 : top - 1 == low ? (q[low] ^ flip) - flip : q[top - 1] ^ flip;
  shift = adm_clz64(head);
  if (shift > 0) {
    head = head << shift | next >> (64 - shift);
    next <<= shift;
  }
  sticky = next | (adm_u64)(low < top - 1);
  return adm_encode(n, rs, es, (adm_i32)(flip & 1),
                    64 * top + 63 - shift - adm_quire_fraction_bits(n, rs, es), head, sticky != 0);
}

#endif
