/// The tables of all worlds. Each world is a file of its own beside this one.
enum Worlds {
  static var tables: [String] {
    theatre + workshop + keys + types + harbour + lifecycle + guild + poll + aviary + watch + debates + heroes + leagues
      + markings + forum + archive + gazette + plurals
      + markings + forum + archive + grove + vegetables
      + markings + forum + archive + hampers
      + markings + forum + archive + florist
      + markings + forum + archive + depot
  }
}
