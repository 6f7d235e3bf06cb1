# Turns the event stream of a test run (one JSON value a line) into the record of the run, tab-separated, with a header:
#   test (Suite/name), case (its arguments), result (passed, failed, skipped, crashed), ring, target, detail
# A test with arguments has a row for each case. The ring follows from the target (ring-of.awk, which stands before this on the command
# line); in BehaviourTests it is the engine that a case names.

BEGIN {
  engines["sqlite"] = engines["postgresql"] = engines["mysql"] = engines["replica"] = 1
  for (code = 1; code < 128; code++) ascii[code] = sprintf("%c", code)
}

# The text of a JSON string.
function unescape(text,   out, at, letter, code) {
  out = ""
  while (at = index(text, "\\")) {
    out = out substr(text, 1, at - 1)
    letter = substr(text, at + 1, 1)
    text = substr(text, at + 2)
    if (letter == "u") {
      code = 0
      for (at = 1; at <= 4; at++) code = code * 16 + index("0123456789abcdef", tolower(substr(text, at, 1))) - 1
      text = substr(text, 5)
      out = out (code in ascii ? ascii[code] : "?")
    } else out = out (letter ~ /[nrt]/ ? " " : letter)
  }
  return out text
}

# The path of the value that is being read, such as payload.messages.1.text.
function path(   i, out) {
  out = ""
  for (i = 1; i <= deep; i++) out = out (i > 1 ? "." : "") (kind[i] == "{" ? key[i] : position[i])
  return out
}

# Reads a JSON value into `value`, by path; 0 where the line is cut off.
function read_json(text,   token) {
  split("", value)
  deep = 0
  while (text != "") {
    token = substr(text, 1, 1)
    if (token == "," || token == ":" || token == " ") { text = substr(text, 2); continue }
    if (token == "}" || token == "]") { deep--; text = substr(text, 2); wants_key[deep] = kind[deep] == "{"; continue }
    if (kind[deep] == "[") position[deep]++
    if (token == "{" || token == "[") {
      deep++
      kind[deep] = token; wants_key[deep] = token == "{"; position[deep] = 0
      text = substr(text, 2)
      continue
    }
    if (!match(text, token == "\"" ? "^\"([^\"\\\\]|\\\\.)*\"" : "^[^],:}]+")) return 0
    token = substr(text, 1, RLENGTH)
    text = substr(text, RLENGTH + 1)
    if (token ~ /^"/) token = unescape(substr(token, 2, length(token) - 2))
    if (wants_key[deep]) { key[deep] = token; wants_key[deep] = 0; continue }
    value[path()] = token
    wants_key[deep] = kind[deep] == "{"
  }
  return deep == 0
}

# A case as a ledger may write it: no quotes, no leading dots, one line that is not too long.
function plain(text) {
  gsub(/[\t\r\n]/, " ", text)
  gsub(/"/, "", text)
  sub(/^\./, "", text)
  gsub(/, \./, ", ", text)
  if (length(text) > 200) text = substr(text, 1, 180) "... (" length(text) ")"
  return text == "" ? "empty" : text
}

# The name of the case that the event is about, "" where it is about the whole test. Two cases that read the same are numbered.
function case_of(id,   identity, text) {
  if (!has_cases[id] || !("payload._testCase.displayName" in value)) return ""
  identity = id SUBSEP value["payload._testCase.id"]
  if (identity in case_named) return case_named[identity]
  text = plain(value["payload._testCase.displayName"])
  if (taken[id, text]++) text = text " #" taken[id, text]
  case_named[identity] = text
  return text
}

# Adds a row, or changes the row that stands for the same test and case; what failed stays failed.
function note(id, case_name, result, detail,   row) {
  if (!((id, case_name) in row_of)) { rows++; row_of[id, case_name] = rows; id_at[rows] = id; case_at[rows] = case_name }
  row = row_of[id, case_name]
  if (result_at[row] == "failed") return
  result_at[row] = result
  detail_at[row] = detail
}

function ring(target, case_name,   parts, n, i) {
  if (target != "BehaviourTests") return ring_of(target)
  n = split(case_name, parts, ", ")
  for (i = 1; i <= n; i++) if (parts[i] in engines) return parts[i]
  return "no-engine"
}

# Target.Suite/name(labels:)/File.swift:1:2 as Suite/name.
function name(id) {
  sub(/^[^.]*\./, "", id)
  sub(/\/[^\/]*:[0-9]+:[0-9]+$/, "", id)
  sub(/\([^()]*\)$/, "", id)
  gsub(/[`\t\n]/, "", id)
  return id
}

!read_json($0) { next }

value["kind"] == "test" {
  if (value["payload.kind"] != "function") next
  tests++
  test_at[tests] = id = value["payload.id"]
  has_cases[id] = value["payload.isParameterized"] == "true"
  next
}

{
  id = value["payload.testID"]
  if (!(id in has_cases)) next
  event = value["payload.kind"]
  case_name = case_of(id)
  text = value["payload.messages.1.text"]
  heard[id] = 1
}
event == "testStarted" && !has_cases[id] { note(id, "", "crashed", "did not end") }
event == "testCaseStarted" && has_cases[id] { note(id, case_name, "crashed", "did not end") }
event == "testCaseEnded" && has_cases[id] { note(id, case_name, "passed", "-") }
event == "testSkipped" || event == "testCancelled" {
  note(id, "", "skipped", ("payload._comments.1" in value) ? value["payload._comments.1"] : text)
}
event == "testCaseCancelled" { note(id, case_name, "skipped", text) }
event == "issueRecorded" && value["payload.issue.isFailure"] != "false" {
  note(id, case_name, "failed", (value["payload.issue.isKnown"] == "true" ? "known issue: " : "") text)
}
event == "testEnded" {
  ended[id] = 1
  if (!has_cases[id] && result_at[row_of[id, ""]] == "crashed") note(id, "", "passed", "-")
}

END {
  for (i = 1; i <= tests; i++) if (!(test_at[i] in heard)) note(test_at[i], "", "skipped", "was never started")
  print "test\tcase\tresult\tring\ttarget\tdetail"
  for (row = 1; row <= rows; row++) {
    target = id_at[row]
    sub(/\..*$/, "", target)
    detail = detail_at[row]
    gsub(/[\t\r\n]+/, " ", detail)
    if (result_at[row] == "passed") detail = "-"
    print name(id_at[row]) "\t" case_at[row] "\t" result_at[row] "\t" ring(target, case_at[row]) "\t" target "\t" detail
  }
}
