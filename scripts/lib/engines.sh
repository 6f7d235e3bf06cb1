# The engines that the behaviour tests run on, and the options that build their drivers.
engines="sqlite postgresql mysql"
engine_options=(--traits PostgreSQL,MySQL)

# SwiftPM hands the traits to the compiler in the order of a set, which is another one in every second build, and then builds everything
# again. With this the order stays. Tests run without it.
export SWIFT_DETERMINISTIC_HASHING=1
