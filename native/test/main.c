/* Runs the suite over every path of this CPU and prints one line; the exit status is 1 where a
 * check failed. */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "test.h"

static long checks;
static long failures;

void test_check(int holds, const char *file, int line, const char *message, ...) {
  checks++;
  if (holds) return;
  if (failures++ >= 20) return;
  va_list arguments;
  va_start(arguments, message);
  fprintf(stderr, "%s:%d: ", file, line);
  vfprintf(stderr, message, arguments);
  fprintf(stderr, "\n");
  va_end(arguments);
}

int main(void) {
  test_core();
  test_quires();
  test_interface();
  test_randoms();
  for (int i = 0; adm_usable(i) != NULL; i++) {
    test_elementwise(adm_usable(i));
    test_reductions(adm_usable(i));
    test_products(adm_usable(i));
    test_cancelling_products(adm_usable(i));
    test_cuts(adm_usable(i));
    test_lanes(adm_usable(i));
    test_random_elements(adm_usable(i));
    test_floats(adm_usable(i));
  }
  printf("libadamant:");
  for (int i = 0; adm_usable(i) != NULL; i++) printf(" %s", adm_usable(i)->name);
  printf(": %ld checks, %ld failed\n", checks, failures);
  return failures != 0;
}
