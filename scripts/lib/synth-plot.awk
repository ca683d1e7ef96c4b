# Draws the figures of scripts/synth as SVG: how large and how slow each decoder, encoder and lane is, and where the
# b-posit paper's reductions would put those of bposit32. No background, and colours that can be read on white and on
# black. Input as for synth.awk.

BEGIN {
  columns = split("transistors tau leastTransistors lut4 depth ice40Cells cellNs mhz", key, " ")
  text = "#768390"
  posit = "#8a94a0"
  bposit = "#3d84e0"
  float32 = "#c98a1b"
  paper = "#d9534f"
  left = 66 # of the bars, for names
  wide = 290 # a panel
  bar = 15
  high = 7 * (bar + 4) + 56
}

{
  name[++parts] = $1
  for (i = 1; i <= columns; i++) value[$1, key[i]] = $(i + 1)
}

END {
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" ", 3 * wide, 2 * high + 34, 3 * wide, 2 * high + 34
  print "font-family=\"sans-serif\" font-size=\"11\" fill=\"" text "\" role=\"img\">"
  print "<title>Area and delay of decoders, encoders and lanes in kernels/rtl</title>"
  panel(0, 0, "decoder", "transistors", "Decoder: transistors, fastest circuit")
  panel(1, 0, "encoder", "transistors", "Encoder: transistors, fastest circuit")
  panel(2, 0, "lane", "lut4", "Lane: look-up tables of 4 inputs")
  panel(0, 1, "decoder", "tau", "Decoder: delay in τ")
  panel(1, 1, "encoder", "tau", "Encoder: delay in τ")
  panel(2, 1, "lane", "cellNs", "Lane: longest path in iCE40 cells, ns")
  legend(2 * high + 14)
  print "</svg>"
}

function label(x, y, anchor, s) {
  printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, s
}

function box(x, y, w, h, colour) {
  printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x, y, w, h, colour
}

function mark(x, y) {
  printf "<path d=\"M%.1f %.1fv%d\" stroke=\"%s\" stroke-width=\"2.5\"/>\n", x, y, bar + 4, paper
}

# Bars of one figure of the parts of a kind.
function panel(column, line, kind, k, title,    x, y, i, v, most, format, scale) {
  x = column * wide
  y = line * high + 16
  printf "<text x=\"%d\" y=\"%d\" font-size=\"13\" font-weight=\"bold\">%s</text>\n", x, y, title
  most = 0
  for (i = 1; i <= parts; i++) {
    v = value[name[i], k]
    if (index(name[i], kind "/") == 1 && v ~ /^[0-9]/ && v + 0 > most) most = v + 0
  }
  if (most == 0) return
  scale = (wide - left - 66) / most
  y += 10
  for (i = 1; i <= parts; i++) {
    if (index(name[i], kind "/") != 1) continue
    format = substr(name[i], length(kind) + 2)
    v = value[name[i], k]
    label(x + left - 6, y + bar - 3.5, "end", format)
    if (v ~ /^[0-9]/) {
      box(x + left, y, v * scale, bar, format ~ /^b/ ? bposit : format ~ /^f/ ? float32 : posit)
      label(x + left + v * scale + 5, y + bar - 3.5, "start", k == "lut4" || k == "transistors" ? v : sprintf("%.1f", v))
    } else label(x + left + 5, y + bar - 3.5, "start", "not measured")
    if (claim_of(kind, k) > 0 && format == "bposit32" && value[kind "/posit32", k] ~ /^[0-9]/)
      mark(x + left + claim_of(kind, k) * value[kind "/posit32", k] * scale, y - 2)
    y += bar + 4
  }
}

# What the paper has bposit32 at, relative to posit32; 0 for nothing.
function claim_of(kind, k) {
  if (kind == "decoder") return k == "tau" ? 0.40 : 0.29
  if (kind == "encoder") return k == "tau" ? 0.56 : 0.54
  return 0
}

function legend(y) {
  box(left, y - 10, 12, 12, posit)
  label(left + 18, y, "start", "posit")
  box(left + 70, y - 10, 12, 12, bposit)
  label(left + 88, y, "start", "b-posit")
  box(left + 150, y - 10, 12, 12, float32)
  label(left + 168, y, "start", "float32")
  mark(left + 240, y - 13)
  label(left + 248, y, "start", "where the b-posit paper’s reduction from posit32 would put bposit32")
}
