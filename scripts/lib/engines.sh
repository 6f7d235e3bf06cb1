# The engines that the behaviour tests run on, and the options that build their drivers.
engines="sqlite postgresql mysql"
engine_options=(--traits PostgreSQL,MySQL)
