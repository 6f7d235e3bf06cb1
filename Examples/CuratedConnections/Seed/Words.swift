/// What names and texts are made of.
enum Words {
  static let firstNames = [
    "Ada", "Amara", "Bela", "Chidi", "Clara", "Dario", "Elif", "Emre", "Farah", "Grace", "Hana", "Ines", "Ivo", "Jonas", "Kaya", "Lena",
    "Linus", "Maya", "Mateo", "Nadia", "Noor", "Oskar", "Priya", "Rosa", "Sami", "Selma", "Tariq", "Uma", "Viktor", "Wanda", "Yara", "Zoe",
  ]
  static let lastNames = [
    "Abebe", "Berg", "Castro", "Dahl", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen", "Kaur", "Lindqvist", "Moreau", "Novak",
    "Okafor", "Petrov", "Quinn", "Rossi", "Sato", "Tanaka", "Ueda", "Vargas", "Weber", "Yilmaz", "Zhou",
  ]
  static let cities = ["Berlin", "Lisbon", "Nairobi", "Oslo", "Porto", "Seoul", "Toronto", "Vienna"]
  static let communities = [
    ("Harbour Founders", "People who start things"), ("Night Owls of Type", "Letters after dark"),
    ("Slow Food Circle", "Cooking without hurry"), ("Field Recordists", "Sounds worth keeping"),
    ("Second Career Club", "It is not too late"), ("River Cyclists", "Along the water, every Sunday"),
    ("Open Data Guild", "Numbers for everyone"), ("Paper & Ink", "Things made by hand"),
  ]
  static let programs = [
    "First Customers", "Writing in Public", "Hiring Well", "Design Critique", "Money Basics", "Public Speaking", "Remote Leadership",
    "Pricing Lab", "Story Workshop", "Research Methods",
  ]
  static let roles = ["participant", "participant", "participant", "mentor", "lead"]
  static let events = ["Supper", "Walk", "Workshop", "Open Evening", "Breakfast", "Reading", "Demo Night", "Studio Visit"]
  static let eventThemes = ["Spring", "Summer", "Autumn", "Winter", "Newcomers'", "Founders'", "Neighbours'", "Anniversary"]
  static let sources = ["a friend", "newsletter", "search", "conference", "podcast"]
  static let frequencies = ["daily", "weekly", "weekly", "monthly", "never"]
  static let bios = [
    "Builds small tools", "Asks good questions", "Cooks for forty", "Reads contracts for fun", "Draws maps", "Once ran a cinema",
    "Teaches evenings", "Plants trees",
  ]
  static let interests = [
    "typography", "gardening", "chess", "cooking", "cycling", "photography", "poetry", "robotics", "sailing", "statistics", "theatre",
    "tea",
  ]
  static let introductions = [
    "We both work on water", "Your talk made me think", "Looking for a co-founder", "Could I show you a draft?",
    "A friend said we should talk",
  ]
  static let statuses = ["open", "accepted", "accepted", "declined"]
  static let scopes = ["read", "read write", "profile"]
  static let files = ["poster.pdf", "photo.jpg", "menu.pdf", "slides.pdf", "map.png", "minutes.txt"]
}
