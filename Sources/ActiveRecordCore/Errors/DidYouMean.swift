/// Finds the nearest name to one that does not exist.
package enum DidYouMean {
  /// " Did you mean 'label'? Known: …", or the names there are.
  package static func sentence(_ name: String, among names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    let nearest = names.map { ($0, distance(name, $0)) }.min { $0.1 < $1.1 }
    if let nearest, nearest.1 <= max(2, name.count / 3) { return " Did you mean '\(nearest.0)'?" }
    return " There are: \(names.joined(separator: ", "))."
  }

  /// How many letters must be changed, added or taken away.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.lowercased()), b = Array(right.lowercased())
    var row = Array(0...b.count)
    for i in a.indices {
      var previous = row[0]
      row[0] = i + 1
      for j in b.indices {
        let cost = a[i] == b[j] ? previous : Swift.min(previous, row[j], row[j + 1]) + 1
        previous = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
