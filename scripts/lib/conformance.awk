# Checks one ledger against the record of the last full run, and sums it up: awk … RECORD LEDGER
#   ledger  rails, features or documents
#   rows    how many rows the ledger has to have

BEGIN {
  FS = "\t"
  header["rails"] = "file\tclass\ttest\tverdict\tswift_test\treason"
  header["features"] = "id\tverdict\ttests\tguide page"
  header["documents"] = "document\theading\tsample\tverdict\ttest\treason"
  verdicts["rails"] = " covered moot open "
  verdicts["features"] = " shown moot later open "
  verdicts["documents"] = " shown moot open "
  engines["sqlite"] = engines["postgresql"] = engines["mysql"] = engines["replica"] = 1
}

function fail(message) { print FILENAME ":" FNR ": " message; failed = 1 }

# A case without the engine that it ran on.
function without_engine(text,   parts, n, i, out) {
  n = split(text, parts, ", ")
  out = ""
  for (i = 1; i <= n; i++) if (!(parts[i] in engines)) out = out (out == "" ? "" : ", ") parts[i]
  return out
}

function ran(name, result) {
  if (result == "passed") green[name] = 1
  else if (!(name in red) || red[name] == "skipped") red[name] = result
}

# The record.
FILENAME == ARGV[1] {
  if (FNR == 1) next
  ran($1, $3)
  if ($2 == "") next
  ran($1 "[" $2 "]", $3)
  if (($4 in engines) && without_engine($2) != $2 && without_engine($2) != "") ran($1 "[" without_engine($2) "]", $3)
  next
}

FNR == 1 {
  if ($0 != header[ledger]) fail("the header has to be: " header[ledger])
  next
}

{
  count++
  if (ledger == "features") { key = $1; verdict = $2; tests = $3; reason = $4 }
  else { key = $1 FS $2 FS $3; verdict = $4; tests = $5; reason = $6 }
  if (key in line_of) fail("the same as line " line_of[key])
  line_of[key] = FNR
  if (verdict == "") { fail("no verdict"); next }
  if (!index(verdicts[ledger], " " verdict " ")) { fail("no such verdict: " verdict); next }
  answers[verdict]++
  check_tests()
  check_reason()
}

# Every test that a row names has to have run green, and answers more than five rows only with a case for each.
function check_tests(   names, n, i, bare) {
  n = split(tests, names, /; */)
  if ((verdict == "covered" || verdict == "shown") && n == 0) fail(verdict ", but names no test")
  for (i = 1; i <= n; i++) {
    if (!green_or_fail(names[i])) continue
    bare = names[i]
    sub(/\[.*\]$/, "", bare)
    if (!((bare, FNR) in answered)) { answered[bare, FNR] = 1; rows_of[bare]++ }
    if (bare == names[i]) whole[bare] = whole[bare] " " FNR
    else if (names[i] in case_row) shared[bare] = shared[bare] " " FNR
    else case_row[names[i]] = FNR
  }
}

function green_or_fail(name) {
  if (name in red) fail("the test " red[name] ": " name)
  else if (!(name in green)) fail("no such test ran: " name)
  else return 1
  return 0
}

function check_reason(   named, found) {
  if (ledger == "features") {
    if (verdict == "moot" && tests == "" && reason == "") fail("moot, but neither a test nor a guide page says why")
    return
  }
  if (verdict != "moot") return
  if (reason == "") fail("moot without a reason")
  if (ledger != "rails") return
  if (reason !~ /^(compiler|ruby|rails-only): *[^ ]/) fail("the reason has to begin with compiler:, ruby: or rails-only:")
  if (reason !~ /^compiler:/ || tests != "") return
  named = reason
  sub(/^compiler: */, "", named)
  sub(/[ ,;].*$/, "", named)
  found = (getline ignored < named) >= 0
  close(named)
  if (!found) green_or_fail(named)
}

END {
  if (count != rows) { print FILENAME ": " count + 0 " rows, and there have to be " rows; failed = 1 }
  for (name in rows_of) {
    if (rows_of[name] <= 5) continue
    if (name in whole) { print FILENAME ": " name " answers " rows_of[name] " rows: name a case in lines" whole[name]; failed = 1 }
    if (name in shared) { print FILENAME ": " name " answers " rows_of[name] " rows: a case of its own for lines" shared[name]; failed = 1 }
  }
  if (ledger == "rails") print "rails: covered " answers["covered"] + 0 ", moot " answers["moot"] + 0 ", open " answers["open"] + 0
  else {
    asked = count - answers["moot"] - answers["later"]
    line = (ledger == "documents" ? "documents: shown " : "features: ") answers["shown"] + 0 " of " asked
    if (answers["moot"]) line = line ", moot " answers["moot"]
    if (answers["later"]) line = line ", later " answers["later"]
    print line
  }
  exit failed
}
