/// What a pool keeps: something that was opened once, and came back last at some time.
protocol PoolItem {
  /// When it was opened.
  var opened: Moment { get }
  /// When it was given back last.
  var returned: Moment { get set }
}
