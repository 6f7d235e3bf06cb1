# Which ring a test target is: the names that the summary of a run uses. What is not listed is a ring of its own.
function ring_of(target) {
  if (target == "ActiveRecordCoreTests") return "sql"
  if (target == "ActiveRecordSQLiteTests") return "only-sqlite"
  if (target == "ActiveRecordPostgreSQLTests") return "only-postgresql"
  if (target == "ActiveRecordMySQLTests") return "only-mysql"
  if (target == "ActiveRecordMacrosTests") return "macros"
  if (target == "ReplicaTests") return "replica"
  if (target == "ActiveRecordServicesTests") return "services"
  if (target == "ReferenceTests") return "reference"
  if (target == "DocumentTests") return "documents"
  if (target == "ExampleTests") return "examples"
  return target
}
