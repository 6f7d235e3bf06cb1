# Sums up the record of a test run: what did not pass, then one line a ring. Fails unless everything passed and every ring ran.
#   targets   the test targets of the package, each of which must have run a test
#   engines   the engines that the behaviour tests must have run on
#   exceptions  Tests/engines.tsv: what an engine cannot do, a row a case; with these rows added, all engines have to pass as many
#   complete  1 where no test may be left out; else tests that want CHINOOK_DATABASE may, and the last line says so

BEGIN {
  FS = "\t"
  known = split("sql sqlite postgresql mysql replica services only-sqlite only-postgresql only-mysql macros reference documents examples", order, " ")
  for (i = 1; i <= known; i++) seen[order[i]] = 1
  engine_count = split(engines, engine, " ")
  count = split(targets, target, " ")
  for (i = 1; i <= count; i++) if (target[i] != "BehaviourTests") expect(ring_of(target[i]))
  if (index(" " targets " ", " BehaviourTests ")) {
    for (i = 1; i <= engine_count; i++) expect(engine[i])
  }
}

# Reads what engines cannot do. More than 3 % is too much.
function read_exceptions(   line, field) {
  while (exceptions != "" && (getline line < exceptions) > 0) {
    split(line, field, "\t")
    if (field[1] == "engine" || line == "") continue
    if (field[3] == "") { print exceptions ": a row without a reason: " line; bad = 1 }
    excepted[field[1]]++
  }
}

function compare_engines(   i, most) {
  read_exceptions()
  for (i = 1; i <= engine_count; i++) {
    if (!(engine[i] in ring)) continue
    if (passed[engine[i]] + excepted[engine[i]] > most) most = passed[engine[i]] + excepted[engine[i]]
  }
  for (i = 1; i <= engine_count; i++) {
    if (!(engine[i] in ring)) continue
    if (passed[engine[i]] + excepted[engine[i]] + failures[engine[i]] != most) {
      print engine[i] ": " passed[engine[i]] + 0 " and " excepted[engine[i]] + 0 " rows of engines.tsv are not the " most " of the others"
      bad = 1
    }
    if (excepted[engine[i]] * 100 > most * 3) { print engine[i] ": more than 3 % of the tests are excepted"; bad = 1 }
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
  compare_engines()
  for (i = 1; i <= expected; i++) if (!(passed[wanted[i]] + failures[wanted[i]])) { print wanted[i] ": no test ran"; bad = 1 }
  if (left_out) print "chinook: " left_out " did not run: set CHINOOK_DATABASE to the path of the Chinook database for SQLite"
  exit bad
}
