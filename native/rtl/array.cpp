/*
 * The array of one format: a verilated model, and the memory around it, which answers requests for
 * operands in the next cycle, gives quires and takes results. Compiled once for each format, with
 * MODEL (the model's class), MODEL_HEADER, FACTORY, BITS, WORDS and LANES defined.
 */
#include <verilated.h>

#include <algorithm>
#include <cstring>

#include "device.h"
#include MODEL_HEADER

namespace adm_rtl {
namespace {

constexpr int kLanes = LANES;
constexpr int kBytes = BITS / 8;
constexpr int kPending = 16;

/* Ports of any width are little-endian integers; what is put is as long as the port. */
template <class Port>
void put(Port &port, const void *bytes) {
  std::memcpy(&port, bytes, sizeof port);
}

template <class Port>
void get(const Port &port, size_t offset, void *bytes, size_t size) {
  std::memcpy(bytes, reinterpret_cast<const unsigned char *>(&port) + offset, size);
}

/* Fields from the lowest bit up. */
class Packer {
 public:
  void add(uint64_t value, int width) {
    for (int done = 0; done < width;) {
      const int part = std::min(32 - at_ % 32, width - done);
      const uint64_t bits = value >> done & (~uint64_t{0} >> (64 - part));
      words_[at_ / 32] |= static_cast<uint32_t>(bits << at_ % 32);
      done += part;
      at_ += part;
    }
  }
  const uint32_t *words() const { return words_; }

 private:
  uint32_t words_[20] = {};
  int at_ = 0;
};

/* Places of results, or of given quires, in the order of the array: LANES columns of a row at a
 * time. */
class Tiles {
 public:
  Tiles(uint32_t rows, uint32_t columns) : columns_(columns), left_(rows) {}
  bool done() const { return left_ == 0; }
  int lanes() const { return static_cast<int>(std::min<uint64_t>(kLanes, columns_ - column_)); }
  uint64_t row() const { return row_; }
  uint64_t column() const { return column_; }
  void advance() {
    column_ += kLanes;
    if (column_ < columns_) return;
    column_ = 0;
    row_++;
    left_--;
  }

 private:
  uint64_t columns_, left_, row_ = 0, column_ = 0;
};

struct Operands {
  unsigned char a[kLanes * kBytes];
  unsigned char b[kLanes * kBytes];
};

/* A context whose errors do not end the process, with registers that begin as random bits. */
class Context : public VerilatedContext {
 public:
  Context() {
    fatalOnError(false);
    randReset(2);
    randSeed(1);
  }
};

/* What is the thread's between our calls: Verilator gives a new thread the context that was made
   last, which may be gone by then. This one never goes. */
VerilatedContext *idle() {
  static VerilatedContext *const context = new VerilatedContext;
  return context;
}

/* The thread's context, to which the errors of the design go, while this lives. */
class Current {
 public:
  explicit Current(VerilatedContext *context) { Verilated::threadContextp(context); }
  ~Current() { Verilated::threadContextp(idle()); }
};

class ModelArray final : public Array {
 public:
  ModelArray() : model_(&context_) {
    model_.clock = 0;
    model_.reset = 1;
    clear_inputs();
    for (int i = 0; i < 4; i++) {
      model_.eval();
      rise();
    }
    model_.reset = 0;
  }

  /* The members of the model ask for the thread's context when they go, too. */
  ~ModelArray() override {
    Verilated::threadContextp(&context_);
    model_.final();
  }

  bool run(const Job &job) override {
    const Current current(&context_);
    give_terms(job);
    Tiles given(job.rows, job.columns);
    Tiles results(job.rows, job.columns);
    int merge = 0;        /* of the tile */
    bool offered = false; /* quires that are not taken yet; so are answers */
    bool answered = false;
    int head = 0, pending = 0;
    bool started = false;
    int still = 0;
    while (!results.done() || model_.busy != 0) {
      model_.job_valid = !started;
      model_.request_ready = pending < kPending && !hold.operand();
      answered = answered || (pending > 0 && !hold.operand());
      model_.answer_valid = answered;
      if (answered) {
        put(model_.answer_a, queue_[head].a);
        put(model_.answer_b, queue_[head].b);
      }
      if (!offered && merge < job.merges && !given.done() && !hold.operand()) {
        offer(job.given[merge], job, given);
        offered = true;
      }
      model_.quires_valid = offered;
      model_.exact_ready = !hold.result();
      model_.pattern_ready = model_.exact_ready;
      model_.eval();

      const bool starts = model_.job_valid && model_.job_ready;
      const bool asks = model_.request_valid && model_.request_ready;
      const bool answers = model_.answer_valid && model_.answer_ready;
      const bool gives = model_.quires_valid && model_.quires_ready;
      const bool exact = model_.exact_valid && model_.exact_ready;
      const bool rounded = model_.pattern_valid && model_.pattern_ready;
      if (asks) fetch((head + pending) % kPending);
      if (answers) {
        head = (head + 1) % kPending;
        answered = false;
      }
      pending += asks - answers;
      if (gives) {
        offered = false;
        if (++merge == job.merges) {
          merge = 0;
          given.advance();
        }
      }
      if (exact || rounded) {
        if (results.done() || exact != (job.quires != nullptr)) return false;
        store(job, results, exact);
        results.advance();
      }
      started = started || starts;
      rise();
      still = starts || asks || answers || gives || exact || rounded ? 0 : still + 1;
      if (still > kPatience || context_.gotFinish() || context_.gotError()) return false;
    }
    clear_inputs();
    return true;
  }

  adm_rtl_counters counters() const override {
    adm_rtl_counters c;
    c.cycles = static_cast<int64_t>(model_.cycles);
    c.products = static_cast<int64_t>(model_.products);
    c.starved = static_cast<int64_t>(model_.starved);
    c.blocked = static_cast<int64_t>(model_.blocked);
    c.lanes = kLanes;
    return c;
  }

  int bits() const override { return BITS; }
  int words() const override { return WORDS; }

 private:
  void rise() {
    model_.clock = 1;
    model_.eval();
    model_.clock = 0;
    context_.timeInc(1);
  }

  void clear_inputs() {
    model_.term_valid = 0;
    model_.job_valid = 0;
    model_.request_ready = 0;
    model_.answer_valid = 0;
    model_.quires_valid = 0;
    model_.exact_ready = 0;
    model_.pattern_ready = 0;
  }

  /* Terms are taken whenever no job runs. */
  void give_terms(const Job &job) {
    for (const Term &t : job.terms) {
      Packer packer;
      packer.add(t.negate, 1);
      packer.add(t.count, 32);
      for (uint64_t field :
           {t.b_inner, t.b_column, t.b_row, t.b, t.a_inner, t.a_column, t.a_row, t.a})
        packer.add(field, 64);
      put(model_.term, packer.words());
      model_.term_valid = 1;
      model_.eval();
      rise();
    }
    model_.term_valid = 0;
    model_.job_rows = job.rows;
    model_.job_columns = job.columns;
    model_.job_merges = static_cast<CData>(job.merges);
    model_.job_subtract = static_cast<CData>(job.subtract[0] | job.subtract[1] << 1);
    model_.job_exact = job.quires != nullptr;
  }

  /* Reads what the request names into an entry of the queue. */
  void fetch(int entry) {
    Operands &o = queue_[entry];
    std::memset(&o, 0, sizeof o);
    for (int lane = 0; lane < kLanes; lane++) {
      if ((model_.request_mask >> lane & 1) == 0) continue;
      uint64_t a, b;
      get(model_.request_a, 8 * lane, &a, 8);
      get(model_.request_b, 8 * lane, &b, 8);
      std::memcpy(o.a + lane * kBytes, reinterpret_cast<const void *>(a), kBytes);
      std::memcpy(o.b + lane * kBytes, reinterpret_cast<const void *>(b), kBytes);
    }
  }

  void offer(const uint64_t *quires, const Job &job, const Tiles &tiles) {
    uint64_t block[kLanes * WORDS] = {};
    const uint64_t *first = quires + (tiles.row() * job.columns + tiles.column()) * WORDS;
    std::memcpy(block, first, sizeof(uint64_t) * WORDS * tiles.lanes());
    put(model_.quires, block);
  }

  void store(const Job &job, const Tiles &tiles, bool exact) {
    if (exact) {
      uint64_t *first = job.quires + (tiles.row() * job.columns + tiles.column()) * WORDS;
      get(model_.exact, 0, first, sizeof(uint64_t) * WORDS * tiles.lanes());
      return;
    }
    for (int lane = 0; lane < tiles.lanes(); lane++) {
      const int64_t row = static_cast<int64_t>(tiles.row());
      const int64_t column = static_cast<int64_t>(tiles.column()) + lane;
      get(model_.pattern, kBytes * lane, job.c + row * job.c_row + column * job.c_column, kBytes);
    }
  }

  Context context_;
  const Current until_the_model_is_gone_{&context_};
  MODEL model_;
  Operands queue_[kPending];
};

}  // namespace

/* A context makes itself the thread's when it is made. */
std::unique_ptr<Array> FACTORY() {
  const Current current(idle());
  return std::make_unique<ModelArray>();
}

}  // namespace adm_rtl
