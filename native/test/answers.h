/* Known answers: operation and format codes, operands, and the pattern expected. */
#ifndef ADM_ANSWERS_H
#define ADM_ANSWERS_H

#include <stdint.h>

struct unary_answer {
  int op;
  int format;
  uint64_t a;
  uint64_t expected;
};
extern const struct unary_answer unary_answers[];
extern const int unary_answer_count;

struct binary_answer {
  int op;
  int format;
  uint64_t a;
  uint64_t b;
  uint64_t expected;
};
extern const struct binary_answer binary_answers[];
extern const int binary_answer_count;

struct fma_answer {
  int format;
  uint64_t a;
  uint64_t b;
  uint64_t c;
  uint64_t expected;
};
extern const struct fma_answer fma_answers[];
extern const int fma_answer_count;

struct convert_answer {
  int from;
  int to;
  uint64_t a;
  uint64_t expected;
};
extern const struct convert_answer convert_answers[];
extern const int convert_answer_count;

#endif
