# What scripts/synth reports of its figures: as Markdown, JSON or clock.properties, by `mode`. A line is a part:
# name, transistors, tau, least transistors, LUT4s, depth, iCE40 cells, ns, MHz; `-` was not asked for, `late` took
# longer than `limit` seconds, `full` does not fit the device.

BEGIN {
  columns = split("transistors tau leastTransistors lut4 depth ice40Cells cellNs mhz", key, " ")
}

{
  name[++parts] = $1
  for (i = 1; i <= columns; i++) value[$1, key[i]] = $(i + 1)
  kind = $1
  sub(/\/.*/, "", kind)
  if (kind != "lane" && number(value[$1, "mhz"]) && value[$1, "ice40Cells"] + 0 > value[largest[kind], "ice40Cells"] + 0)
    largest[kind] = $1
}

END {
  if (mode == "json") json()
  else if (mode == "clocks") clocks()
  else markdown()
}

function number(v) {
  return v ~ /^[0-9]/
}

function shown(v) {
  return v == "late" ? "over " limit " s" : v == "full" ? "does not fit" : v
}

# How much longer the longest path is with wires than in cells, in the largest part of a kind that was routed; 0 where
# none was.
function wires(kind,    p) {
  p = largest[kind]
  return p != "" && value[p, "cellNs"] + 0 > 0 ? 1000 / value[p, "mhz"] / value[p, "cellNs"] : 0
}

# The clock of a lane in MHz, and in `how` where it comes from; 0 where that is not known. A lane that does not fit is as
# fast as the slowest of the three that it is made of, of which those that do not fit either are estimated.
function clock(format,    i, three, p, mhz, slowest, estimate, others) {
  if (number(value["lane/" format, "mhz"])) {
    how = "placed and routed whole"
    return value["lane/" format, "mhz"]
  }
  split("product sum round", three, " ")
  slowest = 0
  others = ""
  for (i = 1; i <= 3; i++) {
    p = three[i] "/" format
    mhz = value[p, "mhz"]
    estimate = ""
    if (!number(mhz)) {
      if (wires(three[i]) == 0 || !number(value[p, "cellNs"])) return 0
      mhz = 1000 / (wires(three[i]) * value[p, "cellNs"])
      estimate = sprintf("estimated: %.2f times its ns in cells, as in %s", wires(three[i]), largest[three[i]])
      others = others sprintf("; %s estimated at %.1f", three[i], mhz)
    }
    if (slowest == 0 || mhz + 0 < slowest) {
      slowest = mhz + 0
      how = three[i] ", its slowest part, " (estimate ? estimate : "placed and routed alone")
    }
  }
  if (how ~ /alone$/) how = how others
  return slowest
}

# How much less a figure of bposit32 is than that of posit32, in percent.
function change(kind, k,    of, to) {
  of = value[kind "/bposit32", k]
  to = value[kind "/posit32", k]
  return number(of) && number(to) ? percent(k == "mhz" ? to / of : of / to) : "-"
}

function percent(r) {
  r = sprintf("%.0f", 100 * (r - 1)) + 0
  return (r < 0 ? "−" : r > 0 ? "+" : "") (r < 0 ? -r : r) "%"
}

function row(p, first,    i, line) {
  line = "| " p " |"
  for (i = first; i <= columns; i++) line = line " " shown(value[p, key[i]]) " |"
  return line
}

function markdown(    i, f, n, c, codecs, lanes, list) {
  for (i = 1; i <= parts; i++) name[i] ~ /coder\// ? codecs++ : lanes++
  if (codecs > 0) {
    print "| " tools " | transistors, fastest | its delay, τ | transistors, smallest | LUT4 | depth | iCE40 cells | ns in cells | MHz |"
    print "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for (i = 1; i <= parts; i++) if (name[i] ~ /coder\//) print row(name[i], 1)
  }
  if (("decoder/bposit32", "lut4") in value && ("decoder/posit32", "lut4") in value) {
    print "\n| bposit32 against posit32 | paper: area | transistors, fastest | transistors, smallest | LUT4 | iCE40 cells | paper: latency | delay, τ | depth | ns in cells | ns, routed |"
    print "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    compare("decoder", "−71%", "−60%")
    if (("encoder/bposit32", "lut4") in value && ("encoder/posit32", "lut4") in value) compare("encoder", "−46%", "−44%")
    if (("lane/bposit32", "lut4") in value && ("lane/posit32", "lut4") in value) compare("lane", "-", "-")
  }
  if (lanes > 0) {
    print "\n| " tools " | LUT4 | depth | iCE40 cells | ns in cells | MHz |"
    print "|---|--:|--:|--:|--:|--:|"
    for (i = 1; i <= parts; i++) if (name[i] !~ /coder\//) print row(name[i], 4)
  }
  n = lane_formats(list)
  if (n > 0) {
    print "\n| clock of a lane | MHz | |"
    print "|---|--:|---|"
    for (i = 1; i <= n; i++) {
      c = clock(list[i])
      print "| " list[i] " | " (c > 0 ? sprintf("%.1f", c) : "-") " | " (c > 0 ? how : "not known") " |"
    }
  }
}

function lane_formats(list,    i, n) {
  n = 0
  for (i = 1; i <= parts; i++) if (name[i] ~ /^lane\//) list[++n] = substr(name[i], 6)
  return n
}

function compare(kind, area, latency) {
  print "| " kind " | " area " | " change(kind, "transistors") " | " change(kind, "leastTransistors") " | " \
    change(kind, "lut4") " | " change(kind, "ice40Cells") " | " latency " | " change(kind, "tau") " | " \
    change(kind, "depth") " | " change(kind, "cellNs") " | " change(kind, "mhz") " |"
}

function json(    i, k, v, n, list, c) {
  print "{\n  \"tools\": \"" tools "\",\n  \"device\": \"iCE40 HX8K\",\n  \"parts\": ["
  for (i = 1; i <= parts; i++) {
    printf "    {\"part\": \"%s\"", name[i]
    for (k = 1; k <= columns; k++) {
      v = value[name[i], key[k]]
      if (v != "-") printf ", \"%s\": %s", key[k], number(v) ? v + 0 : "\"" shown(v) "\""
    }
    print "}" (i < parts ? "," : "")
  }
  print "  ],\n  \"laneClocks\": ["
  n = lane_formats(list)
  for (i = 1; i <= n; i++) {
    c = clock(list[i])
    printf "    {\"format\": \"%s\", \"mhz\": %s", list[i], (c > 0 ? sprintf("%.1f", c) : "null")
    if (c > 0) printf ", \"how\": \"%s\"", how
    print "}" (i < n ? "," : "")
  }
  print "  ]\n}"
}

function clocks(    i, n, list, c) {
  print "# The clock of a lane of each format in MHz, on an iCE40 HX8K (ct256): written by scripts/synth --refresh."
  print "# " tools "."
  n = lane_formats(list)
  for (i = 1; i <= n; i++) {
    c = clock(list[i])
    print "# " list[i] ": " (c > 0 ? how : "not known")
    if (c > 0) printf "%s=%.1f\n", list[i], c
  }
}
