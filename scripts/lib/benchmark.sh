# Builds the benchmark; its rows on PostgreSQL where libpq is there.
benchmark=Benchmarks/.build/release/benchmark

build_benchmark() {
  local options=(-c release --package-path Benchmarks)
  if pkg-config --exists libpq 2> /dev/null; then options+=(--traits PostgreSQL); fi
  mkdir -p .build
  swift build "${options[@]}" > .build/benchmark.log 2>&1 && return
  grep -A 8 'error:' .build/benchmark.log >&2 || cat .build/benchmark.log >&2
  return 1
}
