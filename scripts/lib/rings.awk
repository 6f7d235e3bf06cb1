# Sums up the record of a test run: what did not pass, then one line a ring. Fails unless everything passed and every ring ran.
#   targets   the test targets of the package, each of which must have run a test
#   engines   the engines that the behaviour tests must have run on
#   complete  1 where no test may be left out; else tests that want CHINOOK_DATABASE may, and the last line says so

BEGIN {
  FS = "\t"
  known = split("sql sqlite postgresql mysql replica only-sqlite only-postgresql only-mysql macros reference documents examples", order, " ")
  for (i = 1; i <= known; i++) seen[order[i]] = 1
  count = split(targets, target, " ")
  for (i = 1; i <= count; i++) if (target[i] != "BehaviourTests") expect(ring_of(target[i]))
  if (index(" " targets " ", " BehaviourTests ")) {
    count = split(engines, engine, " ")
    for (i = 1; i <= count; i++) expect(engine[i])
  }
}

# A ring of one engine alone is expected only where that engine is.
function expect(name) {
  if (name ~ /^only-/ && !index(" " engines " ", " " substr(name, 6) " ")) return
  wanted[++expected] = name
  add(name)
}

function add(name) {
  if (!(name in seen)) { seen[name] = 1; order[++known] = name }
  ring[name] = 1
}

FNR == 1 { next }

{
  add($4)
  title = $1 ($2 == "" ? "" : "[" $2 "]")
  if ($3 == "passed") { passed[$4]++; next }
  if ($3 == "skipped" && $6 ~ /CHINOOK_DATABASE/ && !complete) { left_out++; next }
  if ($3 == "skipped") skipped[$4]++
  else failures[$4]++
  bad = 1
  print $3 ": " $5 " " title ($6 == "-" ? "" : ": " $6)
}

END {
  for (i = 1; i <= known; i++) {
    if (!(order[i] in ring)) continue
    line = order[i] ": " passed[order[i]] + 0 " passed, " failures[order[i]] + 0 " failed"
    if (skipped[order[i]]) line = line ", " skipped[order[i]] " skipped"
    print line
  }
  for (i = 1; i <= expected; i++) if (!(passed[wanted[i]] + failures[wanted[i]])) { print wanted[i] ": no test ran"; bad = 1 }
  if (left_out) print "chinook: " left_out " did not run: set CHINOOK_DATABASE to the path of the Chinook database for SQLite"
  exit bad
}
