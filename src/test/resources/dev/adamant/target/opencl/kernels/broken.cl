#define JOIN(a, b) a##b
#define NAME(n) JOIN(nobody_has_defined_this_, n)
kernel void broken(global int *p) { *p = NAME(ADM_N); }
