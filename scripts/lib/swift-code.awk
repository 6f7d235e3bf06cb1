# Prints the code of Swift files without comments and without the text of literals, one line a line: file, number, code (tabs between).
# Code inside an interpolation stays, because it may mention types.

function push_literal(hashes, lines) {
  level++
  mode[level] = "literal"; hashes_of[level] = hashes; lines_of[level] = lines
}

# The next `count` characters, without the cost of a copy of the rest of the line.
function at(position, count) { return substr(line, position, count) }

function pounds(count,   text) { text = ""; while (count-- > 0) text = text "#"; return text }

# Where a regular expression literal that begins at `position` ends on this line, or 0 where the slash is an operator.
function regex_end(position,   before, i, character) {
  before = code
  sub(/[ \t]+$/, "", before)
  if (before != "" && before !~ /[(,=:\[{&|!?;]$/ && before !~ /(^|[^A-Za-z0-9_])(return|in|try|case)$/) return 0
  if (at(position + 1, 1) ~ /^[ \t)]?$/) return 0
  for (i = position + 1; i <= length_of_line; i++) {
    character = at(i, 1)
    if (character == "\\") i++
    else if (character == "/") return i
  }
  return 0
}

function scan_code(position,   character, count, end) {
  character = at(position, 1)
  if (character == "/" && at(position, 2) == "//") return length_of_line + 1
  if (character == "/" && at(position, 2) == "/*") { comments = 1; return position + 2 }
  if (character == "/") {
    end = regex_end(position)
    if (end) { code = code " "; return end + 1 }
  }
  if (character == "#") {
    count = 1
    while (at(position + count, 1) == "#") count++
    if (at(position + count, 1) == "/") {
      end = index(at(position + count + 1, length_of_line), "/" pounds(count))
      if (end) { code = code " "; return position + count + end + 1 + count }
      pound_regex = count
      return length_of_line + 1
    }
    if (at(position + count, 1) != "\"") { code = code at(position, count); return position + count }
    position += count
    if (at(position, 3) == "\"\"\"") { push_literal(count, 1); return position + 3 }
    push_literal(count, 0)
    return position + 1
  }
  if (character == "\"") {
    if (at(position, 3) == "\"\"\"") { push_literal(0, 1); return position + 3 }
    push_literal(0, 0)
    return position + 1
  }
  if (character == "`") {
    end = index(at(position + 1, length_of_line), "`")
    if (end) { code = code "_"; return position + end + 1 }
  }
  if (level > 0 && character == "(") depth[level]++
  if (level > 0 && character == ")" && depth[level]-- == 0) { level--; code = code " "; return position + 1 }
  code = code character
  return position + 1
}

function scan_literal(position,   character, hashes, quotes) {
  character = at(position, 1)
  hashes = hashes_of[level]
  if (character == "\\" && at(position + 1, hashes) == pounds(hashes)) {
    position += 1 + hashes
    if (at(position, 1) == "(") { level++; mode[level] = "code"; depth[level] = 0; code = code " " }
    return position + 1
  }
  quotes = lines_of[level] ? "\"\"\"" : "\""
  if (character == "\"" && at(position, length(quotes) + hashes) == quotes pounds(hashes)) {
    level--
    code = code " "
    return position + length(quotes) + hashes
  }
  return position + 1
}

function scan_comment(position) {
  if (at(position, 2) == "*/") { comments--; return position + 2 }
  if (at(position, 2) == "/*") { comments++; return position + 2 }
  return position + 1
}

FNR == 1 { level = 0; comments = 0; pound_regex = 0; mode[0] = "code" }

{
  line = $0
  code = ""
  if (level == 0 && !comments && !pound_regex && line !~ /["`\/#]/) {
    print FILENAME "\t" FNR "\t" line
    next
  }
  if (level == 0 && !comments && !pound_regex && line ~ /^[ \t]*\/\//) next
  length_of_line = length(line)
  position = 1
  if (pound_regex) {
    if (index(line, "/" pounds(pound_regex)) == 0) next
    position = index(line, "/" pounds(pound_regex)) + 1 + pound_regex
    pound_regex = 0
  }
  while (position <= length_of_line) {
    if (comments) position = scan_comment(position)
    else if (mode[level] == "literal") position = scan_literal(position)
    else position = scan_code(position)
  }
  while (level > 0 && mode[level] == "literal" && !lines_of[level]) level--   # an unclosed literal ends with its line
  print FILENAME "\t" FNR "\t" code
}
