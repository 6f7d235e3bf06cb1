/// The twins that are compared with the reference.
let twins: [any Twin.Type] = [
  Scenario01.self,
  Scenario02.self,
  Scenario03.self,
  Scenario04.self,
  Scenario07.self,
  Scenario08.self,
  Scenario12.self,
  Scenario13.self,
  Scenario25.self,
  Scenario29.self,
  Scenario38.self,
  Scenario43.self,
]
