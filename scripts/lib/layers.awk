# Reads the lines of swift-code.awk and prints what breaks the direction of the layers: file:line: message.

BEGIN {
  FS = "\t"
  core = "ActiveRecordCore"
  count = split("Persistence Loading Preloading Execution Associations AssociationQueries Relation Reflection Model SQL", chain, " ")
  for (i = 1; i <= count; i++) {
    place[chain[i]] = i
    for (j = i; j <= count; j++) may[chain[i], chain[j]] = 1
  }
  for (j = place["Execution"]; j <= count; j++) may["Schema", chain[j]] = 1
  place["Schema"] = place["Errors"] = place["Observability"] = 0
  may["Errors", "SQL"] = may["Observability", "SQL"] = 1
  for (layer in place) may[layer, "Errors"] = may[layer, "Observability"] = 1
  drivers["ActiveRecordSQLite"] = drivers["ActiveRecordPostgreSQL"] = drivers["ActiveRecordMySQL"] = 1
  for (driver in drivers) may[driver, "SQL"] = may[driver, "Errors"] = 1

  # Everything below Execution, and what all use, is pure.
  for (layer in place) if (place[layer] > place["Execution"] || layer == "Errors" || layer == "Observability") pure[layer] = 1
  clocks["ContinuousClock"] = clocks["SuspendingClock"] = clocks["clock_gettime"] = clocks["DispatchTime"] = clocks["DispatchQueue"] = 1
  # A pure layer knows no driver; the reader of a row's columns is the one exception.
  readers["RowCursor"] = 1
}

# The layer of a file: a folder of the core, or the name of another target ("" for what stands outside the layers).
function layer_of(file,   parts, n) {
  sub(/^\.\//, "", file)
  n = split(file, parts, "/")
  if (parts[1] != "Sources") return parts[1]
  if (parts[2] != core) return parts[2]
  return n > 3 ? parts[3] : ""
}

function report(i, message) {
  if (!((file_at[i], number_at[i], message) in told)) print file_at[i] ":" number_at[i] ": " message
  told[file_at[i], number_at[i], message] = 1
  failed = 1
}

# The names of the generic parameters that a declaration introduces are its own.
function note_generics(file, code,   list, parts, i, n) {
  while (match(code, /(func|init|struct|class|enum|actor|protocol|typealias|subscript|macro)[ \t]*[^ \t<({]*[ \t]*<[^>({]*/)) {
    list = substr(code, RSTART, RLENGTH)
    code = substr(code, RSTART + RLENGTH)
    sub(/^[^<]*</, "", list)
    n = split(list, parts, ",")
    for (i = 1; i <= n; i++) if (match(parts[i], /[A-Z][A-Za-z0-9_]*/)) own[file, substr(parts[i], RSTART, RLENGTH)] = 1
  }
}

function declares(word) { return word ~ /^(struct|class|enum|protocol|actor|typealias|associatedtype)$/ }

# Collects the top-level types of a line, and the names that a file keeps to itself.
function collect(i,   rest, word, before, gap, hidden) {
  rest = code_at[i]
  if (rest ~ /^[ \t]*#if/) { saved[++conditions] = braces; return }
  if (rest ~ /^[ \t]*#else/) { braces = saved[conditions]; return }
  if (rest ~ /^[ \t]*#endif/) { conditions--; return }
  note_generics(file_at[i], rest)
  before = ""
  hidden = rest ~ /(^|[ \t])(private|fileprivate)[ \t]/
  while (match(rest, /[A-Za-z_][A-Za-z0-9_]*|[{}]/)) {
    word = substr(rest, RSTART, RLENGTH)
    gap = substr(rest, 1, RSTART - 1)
    rest = substr(rest, RSTART + RLENGTH)
    if (word == "{") braces++
    else if (word == "}") braces--
    else if (declares(before) && gap ~ /^[ \t]+$/ && word ~ /^[A-Z_]/) {
      if (braces == 0 && !hidden) { home[word] = layer_of(file_at[i]); at_home[home[word], word] = 1; driver_type[word] = file_at[i] ~ /\/SQL\/Driver\// }
      else own[file_at[i], word] = 1
    }
    before = gap ~ /\.$/ ? "" : word
  }
}

function check_imports(i,   module, layer) {
  layer = layer_of(file_at[i])
  module = code_at[i]
  sub(/^.*(^|[ \t])import[ \t]+/, "", module)
  sub(/^(struct|class|enum|protocol|typealias|func|let|var)[ \t]+/, "", module)
  sub(/[ \t.;].*$/, "", module)
  if (module == "ActiveRecordTesting" && layer != "ActiveRecordTesting") report(i, "only tests import ActiveRecordTesting")
  if (module == "ActiveRecordTool") report(i, "nothing imports ActiveRecordTool")
  if (layer == "ActiveRecordMacros" && module ~ /^(ActiveRecord.*|CSQLite|CPostgreSQL|CMySQL)$/) {
    report(i, "the macros' plugin imports no module of ours, and this imports " module)
  }
  if ((layer in drivers) && module ~ /^ActiveRecord/ && module != core) report(i, "a driver imports " core " alone, and this imports " module)
  if (index(file_at[i], "Sources/" core "/") == 1 && module ~ /^ActiveRecord/) report(i, "the core imports no module of ours, and this imports " module)
}

function check_purity(i, layer, word, before, after) {
  if (word == "await" || (word == "async" && file_at[i] !~ /\/SQL\/Driver\//)) report(i, layer " is pure: no " word " below Execution")
  else if ((word in clocks) || (word == "sleep" && before == "Task") || (word == "now" && before == "Date") \
    || (word == "Date" && after ~ /^[ \t]*\([ \t]*\)/)) report(i, layer " is pure: no clock below Execution")
}

function check_mention(i, layer, word,   owner) {
  if (!(word in home) || ((file_at[i], word) in own)) return
  owner = home[word]
  # Drivers may call their own types the same.
  if (owner == "" || (layer, word) in at_home) return
  if (!(owner in place) && !(owner in drivers)) return
  if (!((layer, owner) in may)) report(i, layer " may not know " owner ", and this mentions " word)
  else if (driver_type[word] && (layer in pure) && layer != "SQL" && !(layer == "Model" && (word in readers))) {
    report(i, layer " is pure: no driver below Execution, and this mentions " word)
  }
}

function check(i,   layer, rest, word, gap, before) {
  if (code_at[i] ~ /(^|[ \t])import[ \t]+[A-Za-z]/) { check_imports(i); return }
  layer = layer_of(file_at[i])
  if (!(layer in place) && !(layer in drivers)) return
  rest = code_at[i]
  before = ""
  while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
    word = substr(rest, RSTART, RLENGTH)
    gap = substr(rest, 1, RSTART - 1)
    rest = substr(rest, RSTART + RLENGTH)
    if (layer in pure) check_purity(i, layer, word, gap ~ /^\.$/ ? before : "", rest)
    if (gap !~ /\.$/ || before == core || before == "ActiveRecord") check_mention(i, layer, word)
    before = word
  }
}

{
  lines++
  file_at[lines] = $1; number_at[lines] = $2
  code_at[lines] = substr($0, length($1) + length($2) + 3)
}

END {
  for (i = 1; i <= lines; i++) {
    if (file_at[i] != file_at[i - 1]) {
      braces = conditions = 0
      layer = layer_of(file_at[i])
      if (file_at[i] ~ ("^Sources/" core "/") && !(layer in place)) {
        report(i, layer == "" ? "stands in no layer" : layer " is no layer: add it to lib/layers.awk with what it may know")
      }
    }
    collect(i)
  }
  for (i = 1; i <= lines; i++) check(i)
  exit failed
}
