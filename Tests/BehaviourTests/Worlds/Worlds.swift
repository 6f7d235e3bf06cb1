/// The tables of all worlds. Each world is a file of its own beside this one.
enum Worlds {
  static var tables: [String] {
    theatre + workshop + keys + types + harbour + lifecycle + guild + poll + aviary + watch + debates + heroes + leagues
      + athenaeum + lyceum + ventures + shards + mailroom + salon
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot
      + kennel + turnstiles + nursery + flotilla + garages + vineyard + anglers + orchards + outlets
      + surprises + consignments + clippings
      + bazaar + museum
      + circuses + shows + trains + cookery
      + choirs + tapestries + wards
      + circles + signets + booths + silos
      + hauls + opinions + rig
      + notices + wharves + realms
      + beacons + buoys + rafts + curios + binders
      + marinas + sluices
  }
}
