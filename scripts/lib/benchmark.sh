# Builds the benchmark for the scripts that run it.
benchmark=Benchmarks/.build/release/benchmark
counted=Benchmarks/.build/counted/release/benchmark

# The compiler plugin that the release build takes: that of the package's own debug build, where it is up to date. An optimised one would
# have to build swift-syntax optimised, which takes longer than all the rest, and it has five models to write code for.
lent_plugin() {
  local plugin=.build/debug/ActiveRecordMacros-tool
  if [ ! -e "$plugin" ] || [ -n "$(find Sources/ActiveRecordMacros -newer "$plugin" -print -quit)" ]; then
    plugin=.build/plugin/debug/ActiveRecordMacros-tool
    build_quietly --scratch-path .build/plugin --product ActiveRecordMacros >&2 || return 1
  fi
  echo "$PWD/$plugin"
}

# swift build, which prints only what went wrong.
build_quietly() {
  mkdir -p .build
  swift build "$@" > .build/benchmark.log 2>&1 && return
  grep -A 8 'error:' .build/benchmark.log >&2 || cat .build/benchmark.log >&2
  return 1
}

# A release build of products of the benchmark's package, with other options of swift build: build_release OPTION… -- PRODUCT…
build_release() {
  local options=(-c release --package-path Benchmarks) plugin
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  plugin=$(lent_plugin) || return 1
  options+=(-Xswiftc -load-plugin-executable -Xswiftc "$plugin#ActiveRecordMacros")
  # The package manager does not know that the models depend on the plugin.
  if [ "$plugin" -nt "$benchmark" ]; then touch Benchmarks/Sources/benchmark/Peers/ActiveRecordModels.swift; fi
  for product; do AR_LENT_PLUGIN=1 build_quietly "${options[@]}" --product "$product" || return 1; done
}

# The benchmark with all peers; its rows on PostgreSQL where libpq is there.
build_benchmark() {
  local options=()
  if pkg-config --exists libpq 2> /dev/null; then options+=(--traits PostgreSQL); fi
  build_release "${options[@]}" -- CountedAllocations benchmark
}

# The benchmark for counting instructions, always the same build: this library alone, without the drivers behind traits.
build_counted() {
  benchmark=$counted
  AR_WITHOUT_RIVALS=1 build_release --scratch-path Benchmarks/.build/counted -- benchmark
}
