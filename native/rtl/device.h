/* What drives a model: one job of the array, whatever the format. */
#ifndef ADM_RTL_DEVICE_H
#define ADM_RTL_DEVICE_H

#include <memory>
#include <vector>

#include "adamant_rtl.h"

namespace adm_rtl {

/* Terms that the array holds at a time, and cycles without movement after which it counts as stuck.
 */
constexpr int kTerms = 8;
constexpr int kPatience = 100000;

/* A term with its strides in bytes. */
struct Term {
  uint64_t a, a_row, a_column, a_inner;
  uint64_t b, b_row, b_column, b_inner;
  uint32_t count;
  bool negate;
};

/* rows * columns results: each begins with the given quires, then come its terms. */
struct Job {
  uint32_t rows = 0, columns = 0;
  std::vector<Term> terms; /* at most kTerms */
  int merges = 0;          /* given quires of a result, at most 2 */
  const uint64_t *given[2] = {nullptr, nullptr};
  bool subtract[2] = {false, false};
  uint64_t *quires = nullptr; /* results as quires, row-major, or else */
  unsigned char *c = nullptr; /* rounded, with strides in bytes */
  int64_t c_row = 0, c_column = 0;
};

/* In how many of 1024 cycles the memory is not ready, at random by the state. */
struct Hold {
  uint64_t state = 0;
  uint32_t operands = 0, results = 0;
  bool operand() { return operands != 0 && next() % 1024 < operands; }
  bool result() { return results != 0 && next() % 1024 < results; }

 private:
  uint64_t next() { /* splitmix64 */
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
  }
};

class Array {
 public:
  virtual ~Array() = default;
  /* Runs a job to its end; false where the design broke. */
  virtual bool run(const Job &job) = 0;
  virtual adm_rtl_counters counters() const = 0;
  virtual int bits() const = 0;
  virtual int words() const = 0;
  Hold hold;
};

/* The array of a format, reset, or an empty pointer where there is none. */
std::unique_ptr<Array> make_array(int32_t format);

}  // namespace adm_rtl

#endif
