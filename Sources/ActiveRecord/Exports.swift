@_exported public import ActiveRecordCore
@_exported public import ActiveRecordSQLite
