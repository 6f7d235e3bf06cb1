/// A number that depends on every value and its place: the columns of a row, texts by their length in bytes.
///
/// The limit sums its structs up in the same way.
func digest(_ values: Int...) -> Int64 {
  zip(values, [3, 5, 7, 11, 13, 17, 19]).reduce(0) { sum, pair in sum + Int64(pair.0 * pair.1) }
}
