// This file implements the report about the statements that a test has run.
#include "stdlib/testing/internal/testdeps/cover_report.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <numeric>
#include <vector>

namespace golite::stdlib {
namespace {

// The lines of a profile, sorted by place. Mode set only says whether a block has run.
std::string ProfileText(const CoverInfo& info, std::span<const uint64_t> counters) {
  std::vector<size_t> order(counters.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) {
    const CoverBlock& b = info.blocks[i];
    return std::tuple(std::string_view(b.file), b.start_line, b.start_column, b.end_line, b.end_column);
  });
  std::string text = "mode: " + info.mode + "\n";
  for (const size_t i : order) {
    const CoverBlock& b = info.blocks[i];
    const uint64_t limit = info.mode == "set" ? 1 : UINT32_MAX;
    char line[128];
    std::snprintf(line, sizeof line, ":%u.%u,%u.%u %u %llu\n", b.start_line, b.start_column, b.end_line, b.end_column,
                  b.statements, static_cast<unsigned long long>(std::min<uint64_t>(counters[i], limit)));
    text.append(b.file).append(line);
  }
  return text;
}

std::string WriteFile(const std::string& path, std::string_view text) {
  struct Closer {
    void operator()(std::FILE* f) const { std::fclose(f); }
  };
  std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "we"));
  const bool ok = file != nullptr && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() && std::fflush(file.get()) == 0;
  return ok ? "" : "open " + path + ": " + std::strerror(errno);
}

}  // namespace

std::tuple<double, std::string, std::string> CoverReport(runtime::Mutator& m, std::string_view profile) {
  const CoverState& state = m.State<CoverState>();
  if (state.info == nullptr) return {0, "[no statements]", "this program does not count statements"};
  const CoverInfo& info = *state.info;
  const std::span<const uint64_t> counters = state.counters;
  uint64_t total = 0, run = 0;
  for (size_t i = 0; i < counters.size(); ++i) {
    const uint64_t statements = info.blocks[i].statements;
    total += statements;
    if (counters[i] != 0) run += statements;
  }
  std::string problem;
  if (!profile.empty()) problem = WriteFile(std::string(profile), ProfileText(info, counters));
  if (total == 0) return {0, "[no statements]", problem};
  const double fraction = static_cast<double>(run) / static_cast<double>(total);
  char percent[32];
  std::snprintf(percent, sizeof percent, "%.1f%% of statements", 100 * fraction);
  return {fraction, percent + info.what, problem};
}

}  // namespace golite::stdlib
