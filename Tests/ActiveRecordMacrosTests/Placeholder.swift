// The tests of the macros.
