extension ContiguousArray<TransactionParticipant> {
  /// Of several objects of one row only one tells its callbacks: the last, or the one that destroyed the row.
  func muteAllButOne(where tells: (TransactionParticipant) -> Bool) {
    if count < 2 { return }
    var heard: [RecordIdentity: TransactionParticipant] = [:]
    for participant in self where tells(participant) {
      let row = participant.record.identity
      if let earlier = heard[row] {
        if earlier.record.isDestroyed, !participant.record.isDestroyed {
          participant.isMuted = true
          continue
        }
        earlier.isMuted = true
        participant.follow(earlier)
      }
      heard[row] = participant
    }
  }
}
