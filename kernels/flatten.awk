# Writes a source with each local header in the place of its first #include.
function copy(name,   line, header) {
  if (name in seen) return
  seen[name] = 1
  while ((getline line < name) > 0) {
    if (line ~ /^#include "/) {
      header = line
      gsub(/^#include "|".*$/, "", header)
      copy(header)
    } else {
      print line
    }
  }
  close(name)
}
BEGIN {
  copy(ARGV[1])
}
