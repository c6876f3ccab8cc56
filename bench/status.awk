# The status of everybody from facts in order, for the people of bench/people.ts: nobody is away, nothing is waived. Reads the
# windows (label,opens,closes) and then facts (member,day,kind,thing,points), both as CSV without quotes; prints member,status.
# -v today=YYYY-MM-DD -v modules=N
BEGIN { FS = "," }
NR == FNR { windows++; opens[windows] = $2; closes[windows] = $3; next }
$1 != member { finish(); start($1) }
$3 == "c" {
  if (!($4 in done)) { done[$4] = 1; completed++ }
  if (unresolved && !($4 in again)) { again[$4] = 1; completedAgain++ }
  next
}
{
  if (unresolved) owed = completedAgain >= modules
  else if (!certified) owed = completed >= modules
  else owed = cycle($2) > certifiedFor
  if (!owed) next
  if ($5 * 100 >= 80 * 25) { certified = 1; certifiedFor = cycle($2); unresolved = 0 }
  else { unresolved = 1; completedAgain = 0; split("", again) }
}
END { finish() }

function cycle(day,   at) {
  at = windows
  while (at > 0 && opens[at] > day) at--
  return at
}

function start(id) {
  member = id
  completed = completedAgain = certified = certifiedFor = unresolved = 0
  split("", done); split("", again)
}

function finish(   next_) {
  if (member == "") return
  next_ = certifiedFor + 1
  if (unresolved) status = completedAgain >= modules ? "retake-ready" : "must-retrain"
  else if (!certified) status = completed >= modules ? "ready" : "in-training"
  else if (next_ > windows || today < opens[next_]) status = "certified"
  else status = today <= closes[next_] ? "recert-due" : "lapsed"
  print member "," status
}
