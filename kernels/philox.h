/*
 * The counter-based generator Philox4x32-10, in the common subset of C11 and OpenCL C 1.2: ten
 * rounds that make a block of four random words from a counter of 128 bits and a key of 64.
 *
 * Source: Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011.
 */
#ifndef ADM_PHILOX_H
#define ADM_PHILOX_H

#include "integer.h"

typedef struct {
  adm_u32 word0;
  adm_u32 word1;
  adm_u32 word2;
  adm_u32 word3;
} adm_philox_block;

/* The block of the counter (block, stream, step), low word first, under the key seed, likewise.
   Element e of a random tensor is made from word e mod 4 of block e div 4. */
ADM_FN adm_philox_block adm_philox(adm_u64 seed, adm_u64 block, adm_u32 stream, adm_u32 step) {
  adm_philox_block x;
  adm_u32 key0 = (adm_u32)seed;
  adm_u32 key1 = (adm_u32)(seed >> 32);
  adm_i32 round;
  x.word0 = (adm_u32)block;
  x.word1 = (adm_u32)(block >> 32);
  x.word2 = stream;
  x.word3 = step;
  for (round = 0; round < 10; round++) {
    adm_u64 product0 = (adm_u64)0xd2511f53u * x.word0;
    adm_u64 product1 = (adm_u64)0xcd9e8d57u * x.word2;
    x.word0 = (adm_u32)(product1 >> 32) ^ x.word1 ^ key0;
    x.word1 = (adm_u32)product1;
    x.word2 = (adm_u32)(product0 >> 32) ^ x.word3 ^ key1;
    x.word3 = (adm_u32)product0;
    key0 += 0x9e3779b9u; /* the golden ratio */
    key1 += 0xbb67ae85u; /* sqrt(3) - 1 */
  }
  return x;
}

/* One word of that block, index in 0..3. */
ADM_FN adm_u32 adm_philox_word(adm_philox_block x, adm_i32 index) {
  adm_u32 low = index & 1 ? x.word1 : x.word0;
  adm_u32 high = index & 1 ? x.word3 : x.word2;
  return index & 2 ? high : low;
}

#endif
