# Sums up what the twins of the reference's scenarios wrote, a line a scenario: topic, values, agree, listed differences, unlisted
# ones, listed values (as many as listed differences where it is left out). A scenario agrees when no difference is unlisted and
# no more than a fifth of its values is listed; one with more is told and not counted.

BEGIN { FS = "\t" }

NF < 5 || NF > 6 || $NF !~ /^[0-9]+$/ || $2 !~ /^[0-9]+$/ || $3 !~ /^[0-9]+$/ || $4 !~ /^[0-9]+$/ || $5 !~ /^[0-9]+$/ { print "not a line of the summary: " $0; failed = 1; next }
$1 in seen { print $1 ": stands twice in the summary"; failed = 1; next }
$3 > $2 || $3 + $4 + $5 < $2 { print $1 ": the numbers do not add up: " $2 " values, " $3 " agree, " $4 " listed, " $5 " unlisted"; failed = 1 }

{
  seen[$1] = 1
  values += $2; agree += $3; differences += $4
  if ($5 > 0) { print $1 ": " $5 " differences that differences.tsv does not list"; failed = 1 }
  else if ((NF > 5 ? $6 : $4) * 5 > $2) print $1 ": does not agree: " (NF > 5 ? $6 : $4) " of " $2 " values are listed as differences"
  else scenarios++
}

END {
  print "scenarios " scenarios + 0 " of 48, values agree " agree + 0 " of " values + 0 ", differences " differences + 0
  exit failed || !values
}
