// This file implements the command line of `golite test`, which follows the rules of `go test`: flags may stand before
// and after the packages, and what is no flag of the command goes to the test program.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cerrno>
#include <cstring>
#include <random>
#include <utility>

#include "cli/options.h"
#include "cli/test.h"

namespace golite::cli {
namespace {

enum class FlagKind : uint8_t { kBool, kString, kInt, kDuration };

struct Flag {
  std::string_view name;
  FlagKind kind;
  bool for_test;  // goes to the test program as -test.NAME
  std::string_view help;
};

constexpr Flag kFlags[] = {
    {"run", FlagKind::kString, true, "REGEXP  run only tests, examples and fuzz targets that match"},
    {"skip", FlagKind::kString, true, "REGEXP  leave out what matches"},
    {"v", FlagKind::kBool, true, "print every test as it runs"},
    {"count", FlagKind::kInt, true, "N  run each test N times"},
    {"short", FlagKind::kBool, true, "tell long tests to be short"},
    {"shuffle", FlagKind::kString, true, "off|on|N  run in random order"},
    {"timeout", FlagKind::kDuration, true, "D  panic after this time (10m; 0 is never)"},
    {"parallel", FlagKind::kInt, true, "N  how many parallel tests run at once"},
    {"failfast", FlagKind::kBool, true, "start no more tests after a failure"},
    {"list", FlagKind::kString, true, "REGEXP  list matching tests and run none"},
    {"bench", FlagKind::kString, true, "REGEXP  run matching benchmarks"},
    {"benchtime", FlagKind::kString, true, "D|Nx  how long each benchmark runs"},
    {"benchmem", FlagKind::kBool, true, "print allocations of benchmarks"},
    {"cpu", FlagKind::kString, true, "N,M  repeat with these values of GOMAXPROCS"},
    {"fullpath", FlagKind::kBool, true, "print whole file names in test messages"},
    {"outputdir", FlagKind::kString, true, "DIR  folder of profiles"},
    {"cover", FlagKind::kBool, false, "measure coverage"},
    {"covermode", FlagKind::kString, false, "set|count|atomic  what coverage counts"},
    {"coverpkg", FlagKind::kString, false, "PATTERNS  measure coverage of these packages"},
    {"coverprofile", FlagKind::kString, true, "FILE  write a coverage profile"},
    {"coverhtml", FlagKind::kString, false, "FILE  write a page of the source that shows coverage"},
    {"html", FlagKind::kString, false, "FILE  the same as -coverhtml"},
    {"json", FlagKind::kBool, false, "print events as test2json does"},
    {"junit", FlagKind::kString, false, "FILE  write the results as JUnit XML"},
    {"race", FlagKind::kBool, false, "find data races"},
    {"race-format", FlagKind::kString, false, "text|json  how races are reported"},
    {"vet", FlagKind::kString, false, "off|all|LIST  which checks of golite vet come first"},
    {"leak", FlagKind::kString, false, "off|warn|fail  what goroutines left behind mean (fail)"},
    {"seed", FlagKind::kString, false, "N|vary  repeat the choices of the scheduler; vary: others with each -count"},
    {"tags", FlagKind::kString, false, "LIST  build tags"},
    {"lang", FlagKind::kString, false, "VERSION  language version, such as go1.21"},
    {"C", FlagKind::kString, false, "DIR  change to this folder first"},
    {"p", FlagKind::kInt, false, "N  packages at once (one for each core)"},
    {"gc-stress", FlagKind::kBool, false, "collect garbage at every allocation"},
    {"virtual-time", FlagKind::kBool, false, "let the clock jump when every goroutine sleeps"},
    {"max-heap", FlagKind::kString, false, "SIZE  limit of the heap"},
};

// Flags of the go command that mean nothing here, and are accepted so that command lines need not change.
constexpr Flag kIgnoredFlags[] = {
    {"a", FlagKind::kBool, false, {}},          {"x", FlagKind::kBool, false, {}},
    {"work", FlagKind::kBool, false, {}},       {"trimpath", FlagKind::kBool, false, {}},
    {"buildvcs", FlagKind::kBool, false, {}},   {"mod", FlagKind::kString, false, {}},
    {"gcflags", FlagKind::kString, false, {}},  {"ldflags", FlagKind::kString, false, {}},
    {"asmflags", FlagKind::kString, false, {}}, {"buildmode", FlagKind::kString, false, {}},
    {"compiler", FlagKind::kString, false, {}}, {"pgo", FlagKind::kString, false, {}},
};

// Flags that ask for something there is not.
constexpr Flag kUnsupportedFlags[] = {
    {"c", FlagKind::kBool, false, "there is no test binary to keep"},
    {"o", FlagKind::kString, false, "there is no test binary to keep"},
    {"i", FlagKind::kBool, false, "there is nothing to install"},
    {"n", FlagKind::kBool, false, "there are no commands to print"},
    {"exec", FlagKind::kString, false, "there is no test binary to execute"},
    {"fuzz", FlagKind::kString, false, "fuzz targets run their seed corpus only"},
    {"fuzztime", FlagKind::kString, false, "fuzz targets run their seed corpus only"},
    {"fuzzminimizetime", FlagKind::kString, false, "fuzz targets run their seed corpus only"},
    {"blockprofile", FlagKind::kString, false, "there is no profiler"},
    {"blockprofilerate", FlagKind::kString, false, "there is no profiler"},
    {"cpuprofile", FlagKind::kString, false, "there is no profiler"},
    {"memprofile", FlagKind::kString, false, "there is no profiler"},
    {"memprofilerate", FlagKind::kString, false, "there is no profiler"},
    {"mutexprofile", FlagKind::kString, false, "there is no profiler"},
    {"mutexprofilefraction", FlagKind::kString, false, "there is no profiler"},
    {"trace", FlagKind::kString, false, "there is no tracer"},
    {"msan", FlagKind::kBool, false, "memory errors cannot happen"},
    {"asan", FlagKind::kBool, false, "memory errors cannot happen"},
    {"overlay", FlagKind::kString, false, "files are read as they are"},
    {"modfile", FlagKind::kString, false, "go.mod is read where it lies"},
    {"toolexec", FlagKind::kString, false, "there are no tools to execute"},
    {"pkgdir", FlagKind::kString, false, "there are no package files"},
};

// The checks that -vet may name; those golite vet has not are accepted and find nothing (docs/testing.md).
constexpr std::string_view kVetChecks[] = {
    "appends", "asmdecl", "assign", "atomic", "bool", "bools", "buildtag", "buildtags", "cgocall", "composites", "copylocks",
    "defers", "directive", "errorsas", "framepointer", "hostport", "httpresponse", "ifaceassert", "loopclosure", "lostcancel", "methods",
    "nilfunc", "printf", "rangeloops", "shift", "sigchanyzer", "slog", "stdmethods", "stdversion", "stringintconv", "structtag",
    "testinggoroutine", "tests", "timeformat", "unmarshal", "unreachable", "unsafeptr", "unusedresult", "waitgroup",
};
// Those that run unless -vet says otherwise.
constexpr std::string_view kDefaultVet[] = {"atomic", "bool", "buildtags", "directive", "errorsas", "ifaceassert",
                                            "nilfunc", "printf", "stringintconv", "tests"};

template <size_t kSize>
const Flag* FindFlag(const Flag (&flags)[kSize], std::string_view name) {
  const auto it = std::ranges::find(flags, name, &Flag::name);
  return it == std::end(flags) ? nullptr : it;
}

std::string Quote(std::string_view text) { return '"' + std::string(text) + '"'; }

int Usage(const std::string& problem) {
  std::fprintf(stderr, "%s\nusage: golite test [flags] [packages] [flags and arguments of the tests]\n"
                       "Run 'golite test -help' for details.\n", problem.c_str());
  return kUsageError;
}

bool ParseBool(std::string_view text, bool* value) {
  *value = text == "1" || text == "t" || text == "T" || text == "true" || text == "TRUE" || text == "True";
  return *value || text == "0" || text == "f" || text == "F" || text == "false" || text == "FALSE" || text == "False";
}

template <typename T>
bool ParseNumber(std::string_view text, T* value) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    list.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return list;
}

// One pass over the command line.
class FlagParser {
 public:
  explicit FlagParser(TestOptions& options) : o_(options) {}

  int Parse(std::vector<std::string> words) {
    bool in_packages = false, packages_done = false, after_unknown_flag = false;
    for (size_t i = 0; i < words.size();) {
      const std::string& word = words[i];
      const bool was_after_unknown_flag = std::exchange(after_unknown_flag, false);
      // As with go test, "--" ends the flags, and goes to the test program itself.
      if (word == "--") return Rest(words, i);
      if (word.size() < 2 || word[0] != '-') {
        if (!in_packages && packages_done) {
          // What follows the packages and a flag may be that flag's value, else it and all that follows are arguments.
          if (!was_after_unknown_flag) return Rest(words, i);
          test_args_.push_back(word);
          ++i;
          continue;
        }
        in_packages = packages_done = true;
        o_.packages.push_back(word);
        ++i;
        continue;
      }
      in_packages = false;
      std::string name = word.substr(word[1] == '-' ? 2 : 1);
      if (name.empty() || name[0] == '-' || name[0] == '=') return Usage("bad flag syntax: " + word);
      const size_t equals = name.find('=');
      const bool has_value = equals != name.npos;
      std::string value = has_value ? name.substr(equals + 1) : "";
      name.resize(std::min(equals, name.size()));
      if (name == "h" || name == "help") {
        o_.help = true;
        return 0;
      }
      if (name.starts_with("test.")) {
        if (const Flag* flag = FindFlag(kFlags, name.substr(5)); flag != nullptr && flag->for_test) name.erase(0, 5);
      }
      const Flag* flag = FindFlag(kFlags, name);
      const Flag* ignored = FindFlag(kIgnoredFlags, name);
      if (const Flag* unsupported = FindFlag(kUnsupportedFlags, name)) {
        std::fprintf(stderr, "golite: -%s is not supported: %s\n", name.c_str(), std::string(unsupported->help).c_str());
        return kUsageError;
      }
      if (flag == nullptr && ignored == nullptr) {
        packages_done = true;
        if (name == "args") return Rest(words, i + 1);
        test_args_.push_back(word);
        after_unknown_flag = !has_value;
        ++i;
        continue;
      }
      const FlagKind kind = flag != nullptr ? flag->kind : ignored->kind;
      ++i;
      if (kind == FlagKind::kBool) {
        if (!has_value) value = "true";
      } else if (!has_value) {
        if (i == words.size()) return Usage("flag needs an argument: -" + name);
        value = words[i++];
      }
      if (flag == nullptr) continue;
      if (const int status = Set(*flag, value); status != 0) return status;
      if (flag->for_test) test_args_.push_back("-test." + name + "=" + value);
    }
    return Finish();
  }

 private:
  int Rest(const std::vector<std::string>& words, size_t from) {
    test_args_.insert(test_args_.end(), words.begin() + static_cast<std::ptrdiff_t>(from), words.end());
    return Finish();
  }

  // Notes the value of a flag, which becomes the one that goes to the test.
  int Set(const Flag& flag, std::string& value) {
    const std::string name(flag.name);
    auto invalid = [&](const std::string& why) {
      const std::string_view kind = flag.kind == FlagKind::kBool ? "boolean value " : "value ";
      return Usage("invalid " + std::string(kind) + Quote(value) + " for " + (flag.kind == FlagKind::kBool ? "-" : "flag -") +
                   name + ": " + why);
    };
    bool on = false;
    int64_t number = 0;
    std::chrono::nanoseconds duration{};
    switch (flag.kind) {
      case FlagKind::kBool:
        if (name == "v" && value == "test2json") {
          on = true;
        } else if (!ParseBool(value, &on)) {
          return invalid("parse error");
        } else {
          value = on ? "true" : "false";
        }
        break;
      case FlagKind::kInt:
        if (!ParseNumber(value, &number)) return invalid("parse error");
        break;
      case FlagKind::kDuration:
        if (!ParseDuration(value, &duration)) return invalid("parse error");
        break;
      case FlagKind::kString: break;
    }
    if (name == "v") o_.verbose = on;
    else if (name == "json") o_.json = on;
    else if (name == "failfast") o_.failfast = on;
    else if (name == "list") o_.list = !value.empty();
    else if (name == "bench") o_.bench = !value.empty();
    else if (name == "run") o_.run = value;
    else if (name == "skip") o_.skip = value;
    else if (name == "count") o_.count = static_cast<int>(number);
    else if (name == "timeout") timeout_given_ = true, o_.timeout = duration;
    else if (name == "cover") o_.cover = on;
    else if (name == "covermode") {
      if (value != "" && value != "set" && value != "count" && value != "atomic") {
        return invalid("valid modes are \"set\", \"count\", or \"atomic\"");
      }
      o_.cover = true, o_.build.cover_mode = value;
    } else if (name == "coverpkg") o_.cover = true, o_.build.cover_patterns = SplitList(value);
    else if (name == "coverprofile") o_.cover = true, o_.cover_profile = value;
    else if (name == "coverhtml" || name == "html") o_.cover = true, o_.cover_html = value;
    else if (name == "junit") o_.junit = value;
    else if (name == "race") o_.build.compile.race = on;
    else if (name == "tags") o_.build.compile.tags = SplitList(value), tags_ = value;
    else if (name == "lang") o_.build.compile.lang = value;
    else if (name == "C") dir_ = value;
    else if (name == "p") o_.jobs = number > 0 ? static_cast<size_t>(number) : 0;
    else if (name == "gc-stress") o_.vm.gc_stress = on;
    else if (name == "virtual-time") o_.vm.virtual_time = on;
    else if (name == "shuffle") return SetShuffle(value, invalid);
    else if (name == "vet") return SetVet(value, invalid);
    else if (name == "leak") {
      if (value != "off" && value != "warn" && value != "fail") return invalid("it takes off, warn or fail");
      o_.leak = value;
    } else if (name == "race-format") {
      if (value != "text" && value != "json") return invalid("it takes text or json");
      o_.race_format = value;
    } else if (name == "seed") {
      o_.vary_seed = value == "vary";
      o_.vm.has_seed = ParseNumber(value, &o_.vm.seed);
      if (!o_.vary_seed && !o_.vm.has_seed) return invalid("it takes a number or vary");
    } else if (name == "max-heap") {
      if (!ParseSize(value, &o_.vm.max_heap_bytes)) return invalid("it takes a number of bytes, or one with K, M or G");
    }
    return 0;
  }

  template <typename Invalid>
  int SetShuffle(const std::string& value, const Invalid& invalid) {
    int64_t seed;
    if (value == "on" || value == "off" || ParseNumber(value, &seed)) return 0;
    return invalid("-shuffle argument must be \"on\", \"off\", or an int64: strconv.ParseInt: parsing " + Quote(value) + ": invalid syntax");
  }

  template <typename Invalid>
  int SetVet(const std::string& value, const Invalid& invalid) {
    vet_given_ = true;
    o_.build.vet.clear();
    if (value.empty()) {
      vet_given_ = false;
      return 0;
    }
    if (value.find('=') != value.npos) return invalid("-vet argument cannot contain equal signs");
    if (value.find(' ') != value.npos) return invalid("-vet argument is comma-separated list, cannot contain spaces");
    if (value.starts_with(',') || value.ends_with(',') || value.find(",,") != value.npos) {
      return invalid("-vet argument contains empty list element");
    }
    const std::vector<std::string> list = SplitList(value);
    for (const std::string& check : list) {
      if (check == "off" || check == "all") {
        if (list.size() > 1) return invalid("-vet does not accept " + Quote(check) + " in a list with other analyzers");
        if (check == "all") o_.build.vet = {"all"};
        return 0;
      }
      if (std::ranges::find(kVetChecks, check) == std::end(kVetChecks)) {
        return invalid("-vet argument must be a supported analyzer or a distinguished value; found " + check);
      }
      o_.build.vet.push_back(check);
    }
    return 0;
  }

  static bool ParseSize(std::string_view text, uint64_t* size) {
    const size_t unit = text.empty() ? std::string_view::npos : std::string_view("KMG").find(text.back());
    if (unit != std::string_view::npos) text.remove_suffix(1);
    if (!ParseNumber(text, size)) return false;
    if (unit != std::string_view::npos) *size <<= 10 * (unit + 1);
    return true;
  }

  int Finish() {
    if (!dir_.empty() && ::chdir(dir_.c_str()) != 0) {
      std::fprintf(stderr, "golite: chdir %s: %s\n", dir_.c_str(), std::strerror(errno));
      return 1;
    }
    for (const std::string& arg : test_args_) {
      if (arg == "--") break;
      if (arg == "-h" || arg == "-help" || arg == "--help") o_.test_help = true;
    }
    const bool race = o_.build.compile.race;
    if (!o_.cover) {
      o_.build.cover_mode.clear();
    } else if (o_.build.cover_mode.empty()) {
      o_.build.cover_mode = race ? "atomic" : "set";
    } else if (race && o_.build.cover_mode != "atomic") {
      std::fprintf(stderr, "golite: -covermode must be \"atomic\", not \"%s\", when -race is enabled\n", o_.build.cover_mode.c_str());
      return 1;
    }
    if (!vet_given_) o_.build.vet.assign(std::begin(kDefaultVet), std::end(kDefaultVet));
    if (!o_.vm.has_seed) {
      // Short, as people type it to repeat a failure.
      o_.vm.seed = std::random_device()() % 1'000'000'000;
      o_.vm.has_seed = true;
    }
    if (race) o_.repeat_flags.push_back("-race");
    if (!tags_.empty()) o_.repeat_flags.push_back("-tags=" + tags_);
    std::vector<std::string>& args = o_.test_args;
    if (o_.json) {
      std::erase_if(test_args_, [](const std::string& arg) { return arg == "-test.v=true"; });
      args.push_back("-test.v=test2json");
    }
    if (!timeout_given_) args.push_back("-test.timeout=10m0s");
    args.push_back("-test.seed=" + std::to_string(o_.vm.seed));
    if (o_.vary_seed) args.push_back("-test.seedvary=true");
    args.push_back("-test.leak=" + o_.leak);
    if (o_.keeps_cases()) args.push_back("-test.eventcases=true");
    args.insert(args.end(), test_args_.begin(), test_args_.end());
    return 0;
  }

  TestOptions& o_;
  std::vector<std::string> test_args_;
  std::string dir_, tags_;
  bool timeout_given_ = false, vet_given_ = false;
};

}  // namespace

int ParseTestFlags(const std::vector<std::string>& words, TestOptions& options) { return FlagParser(options).Parse(words); }

std::string TestHelp() {
  std::string help =
      "Runs the tests of packages, as go test does.\n"
      "Usage: golite test [flags] [packages] [flags and arguments of the tests]\n\n"
      "A package is a folder, an import path, or a list of Go files; ./... is every package below this folder.\n"
      "A folder of scripts that end in an // Output: or // Error: comment, or have a .out file, is a suite, too.\n\nFlags:\n";
  for (const Flag& flag : kFlags) {
    // What the flag takes stands in front of its description.
    const size_t gap = flag.help.find("  ");
    std::string left = "  -" + std::string(flag.name);
    if (gap != flag.help.npos) left.append(" ").append(flag.help.substr(0, gap));
    left.resize(std::max<size_t>(left.size() + 1, 26), ' ');
    help.append(left).append(gap == flag.help.npos ? flag.help : flag.help.substr(gap + 2)).append("\n");
  }
  help += "\nWhat follows -args, and flags not in this list, go to the test program.\n";
  return help;
}

bool ParseDuration(std::string_view text, std::chrono::nanoseconds* duration) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") {
    *duration = {};
    return true;
  }
  double total = 0;
  if (text.empty()) return false;
  while (!text.empty()) {
    double number = 0;
    const size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
    if (error != std::errc() || end != text.data() + digits) return false;
    text.remove_prefix(digits);
    static constexpr std::pair<std::string_view, double> kUnits[] = {
        {"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"μs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}};
    const auto unit = std::ranges::find_if(kUnits, [&](const auto& u) { return text.starts_with(u.first); });
    if (unit == std::end(kUnits)) return false;
    text.remove_prefix(unit->first.size());
    total += number * unit->second;
  }
  *duration = std::chrono::nanoseconds(static_cast<int64_t>(negative ? -total : total));
  return true;
}

}  // namespace golite::cli
