/*
 * Quires of the format that a program is compiled for: how long they are as a constant, and their
 * way to and from memory.
 */
#ifndef ADM_QUIRES_H
#define ADM_QUIRES_H

#include "opencl.h"
#include "quire.h"

#ifdef ADM_N
#define ADM_ROOM (ADM_N - 1 - ADM_RS)
#if ADM_ROOM == 0
#define ADM_QUIRE_BITS (32 + 4 * (ADM_N - 2) * (1 << ADM_ES))
#elif ADM_ROOM > ADM_ES
#define ADM_QUIRE_BITS (32 + 4 * ADM_RS * (1 << ADM_ES) + 2 * (ADM_ROOM - ADM_ES))
#else
#define ADM_QUIRE_BITS (32 + 4 * (ADM_RS * (1 << ADM_ES) - (1 << (ADM_ES - ADM_ROOM))))
#endif
/* adm_quire_words(ADM_FORMAT) as a constant expression. */
#define ADM_WORDS ((ADM_QUIRE_BITS + 63) / 64)

ADM_FN void adm_quire_load(adm_u64 *q, __global const ulong *quires, adm_i64 place) {
  for (adm_i32 i = 0; i < ADM_WORDS; i++) q[i] = quires[place * ADM_WORDS + i];
}

/* The addend at that place, or 0 where there is none. */
ADM_FN void adm_quire_begin(adm_u64 *q, __global const ulong *addend, adm_i64 place) {
  if (addend != 0) {
    adm_quire_load(q, addend, place);
  } else {
    adm_quire_clear(ADM_FORMAT, q);
  }
}

/* Writes the quire where there are any, else what it rounds to. */
ADM_FN void adm_quire_end(const adm_u64 *q, __global adm_pattern *out, __global ulong *quires,
                          adm_i64 place) {
  if (quires != 0) {
    for (adm_i32 i = 0; i < ADM_WORDS; i++) quires[place * ADM_WORDS + i] = q[i];
  } else {
    out[place] = (adm_pattern)adm_quire_to_posit(ADM_FORMAT, q);
  }
}
#endif

#endif
