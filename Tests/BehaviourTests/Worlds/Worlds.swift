/// The tables of all worlds. Each world is a file of its own beside this one.
enum Worlds {
  static var tables: [String] {
    theatre + workshop + keys + types + harbour + lifecycle + guild + poll + aviary + watch + debates + heroes + leagues
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot + kennel
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot + turnstiles
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot + nursery
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot + nursery + flotilla
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot + nursery + flotilla + garages
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot + vineyard
      + markings + forum + archive + gazette + plurals + grove + vegetables + hampers + florist + depot
      + anglers
  }
}
