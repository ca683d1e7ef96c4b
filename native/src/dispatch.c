/*
 * Which paths this CPU can run, and which one runs now. The build defines ADM_HAVE_AVX2 and
 * ADM_HAVE_AVX512 where it compiles those paths.
 */
#include "dispatch.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static struct adm_kernels tables[3]; /* slowest first */
static int table_count;
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;
static _Atomic(const struct adm_kernels *) selected;

#if defined(ADM_HAVE_AVX2) || defined(ADM_HAVE_AVX512)
static void add_path(const char *name, const struct adm_kernels *base,
                     void (*fill)(struct adm_kernels *)) {
  struct adm_kernels *table = &tables[table_count++];
  *table = *base;
  table->name = name;
  fill(table);
}

/* __builtin_cpu_supports also asks whether the operating system saves the registers. */
static int cpu_has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
         __builtin_cpu_supports("lzcnt");
}
#endif

#if defined(ADM_HAVE_AVX512)
static int cpu_has_avx512(void) {
  return cpu_has_avx2() && __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd");
}
#endif

static const struct adm_kernels *find(const char *name) {
  if (strcmp(name, "auto") == 0) return &tables[table_count - 1];
  for (int i = 0; i < table_count; i++) {
    if (strcmp(name, tables[i].name) == 0) return &tables[i];
  }
  return NULL;
}

static void make_tables(void) {
  const char *wanted = getenv("ADAMANT_PATH");
  tables[table_count++] = adm_portable;
#if defined(ADM_HAVE_AVX2) || defined(ADM_HAVE_AVX512)
  __builtin_cpu_init();
#endif
#if defined(ADM_HAVE_AVX2)
  if (cpu_has_avx2()) add_path("avx2", &adm_portable_avx2, adm_fill_avx2);
#endif
#if defined(ADM_HAVE_AVX512)
  if (cpu_has_avx512()) add_path("avx512", &adm_portable_avx512, adm_fill_avx512);
#endif
  atomic_store(&selected, find(wanted == NULL ? "auto" : wanted));
}

const struct adm_kernels *adm_usable(int index) {
  pthread_once(&tables_once, make_tables);
  return index < table_count ? &tables[index] : NULL;
}

const struct adm_kernels *adm_find_path(const char *name) {
  pthread_once(&tables_once, make_tables);
  return find(name);
}

const struct adm_kernels *adm_selected(void) {
  const struct adm_kernels *table = atomic_load_explicit(&selected, memory_order_acquire);
  if (table != NULL) return table;
  pthread_once(&tables_once, make_tables);
  return atomic_load_explicit(&selected, memory_order_acquire);
}

void adm_select(const struct adm_kernels *table) {
  atomic_store_explicit(&selected, table, memory_order_release);
}
