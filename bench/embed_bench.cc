// Costs of embedding beside Lua 5.4's C API, in one run: calls in both directions, and making and ending a VM.
//
//   cmake --preset release -DGOLITE_BUILD_BENCH=ON && cmake --build build/release --target golite_embed_bench
//   build/release/bench/golite_embed_bench
//   build/release/bench/golite_embed_bench --idle 1000        # what one of 1000 idle VMs takes
//   build/release/bench/golite_embed_bench --churn 100000     # what 100,000 VMs leave, one made after the other
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "golite/golite.h"

extern "C" {
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
}

namespace {

constexpr int64_t kLoop = 1'000'000;

int64_t Add(int64_t a, int64_t b) { return a + b; }

int LuaAdd(lua_State* state) {
  lua_pushinteger(state, luaL_checkinteger(state, 1) + luaL_checkinteger(state, 2));
  return 1;
}

constexpr const char* kGo = R"go(
package bench

import "host"

func Add(a, b int) int { return a + b }
func Greet(s string) string { return s }
func Loop(n int) (sum int) {
	for i := 0; i < n; i++ {
		sum = host.Add(sum, i)
	}
	return
}
)go";
constexpr const char* kLua = R"lua(
function add(a, b) return a + b end
function greet(s) return s end
function loop(n) local sum = 0; for i = 0, n - 1 do sum = host_add(sum, i) end; return sum end
)lua";
constexpr const char* kFmt = "package main\nimport \"fmt\"\nfunc main() { fmt.Println(\"hello\") }\n";

golite::Program Compile(const char* text) {
  golite::Engine engine;
  golite::Package host("host");
  host.Func("Add", &Add);
  if (!engine.Add(host).ok()) std::abort();
  golite::CompileResult result = engine.CompileText("bench.go", text);
  if (!result.ok()) {
    std::fputs(result.Report().c_str(), stderr);
    std::abort();
  }
  return result.program;
}

lua_State* NewLua() {
  lua_State* state = luaL_newstate();
  luaL_openlibs(state);
  lua_register(state, "host_add", LuaAdd);
  if (luaL_dostring(state, kLua) != LUA_OK) std::abort();
  return state;
}

// ---------------------------------------------------------------- the host calls the script

void HostCallsGo(benchmark::State& bench) {
  golite::Vm vm(Compile(kGo));
  auto add = vm.Find<int64_t(int64_t, int64_t)>("Add").value();
  int64_t sum = 0;
  for (auto _ : bench) sum = *add(sum, 1);
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(HostCallsGo);

void HostCallsLua(benchmark::State& bench) {
  lua_State* state = NewLua();
  lua_getglobal(state, "add");
  const int ref = luaL_ref(state, LUA_REGISTRYINDEX);
  lua_Integer sum = 0;
  for (auto _ : bench) {
    lua_rawgeti(state, LUA_REGISTRYINDEX, ref);
    lua_pushinteger(state, sum);
    lua_pushinteger(state, 1);
    if (lua_pcall(state, 2, 1, 0) != LUA_OK) std::abort();
    sum = lua_tointeger(state, -1);
    lua_pop(state, 1);
  }
  benchmark::DoNotOptimize(sum);
  lua_close(state);
}
BENCHMARK(HostCallsLua);

void HostCallsGoString(benchmark::State& bench) {
  golite::Vm vm(Compile(kGo));
  auto greet = vm.Find<std::string(std::string_view)>("Greet").value();
  for (auto _ : bench) benchmark::DoNotOptimize(*greet("a text that is longer than forty characters, so"));
}
BENCHMARK(HostCallsGoString);

void HostCallsLuaString(benchmark::State& bench) {
  lua_State* state = NewLua();
  lua_getglobal(state, "greet");
  const int ref = luaL_ref(state, LUA_REGISTRYINDEX);
  for (auto _ : bench) {
    lua_rawgeti(state, LUA_REGISTRYINDEX, ref);
    lua_pushstring(state, "a text that is longer than forty characters, so");
    if (lua_pcall(state, 1, 1, 0) != LUA_OK) std::abort();
    benchmark::DoNotOptimize(std::string(lua_tostring(state, -1)));
    lua_pop(state, 1);
  }
  lua_close(state);
}
BENCHMARK(HostCallsLuaString);

// ---------------------------------------------------------------- the script calls the host, a million times

void GoCallsHost(benchmark::State& bench) {
  golite::Vm vm(Compile(kGo));
  auto loop = vm.Find<int64_t(int64_t)>("Loop").value();
  for (auto _ : bench) benchmark::DoNotOptimize(*loop(kLoop));
  bench.SetItemsProcessed(bench.iterations() * kLoop);
}
BENCHMARK(GoCallsHost)->Unit(benchmark::kMillisecond);

void LuaCallsHost(benchmark::State& bench) {
  lua_State* state = NewLua();
  for (auto _ : bench) {
    lua_getglobal(state, "loop");
    lua_pushinteger(state, kLoop);
    if (lua_pcall(state, 1, 1, 0) != LUA_OK) std::abort();
    lua_pop(state, 1);
  }
  bench.SetItemsProcessed(bench.iterations() * kLoop);
  lua_close(state);
}
BENCHMARK(LuaCallsHost)->Unit(benchmark::kMillisecond);

// ---------------------------------------------------------------- making and ending a VM

void MakeGoVm(benchmark::State& bench) {
  const golite::Program program = Compile(kFmt);
  golite::VmOptions options;
  options.has_seed = true;
  for (auto _ : bench) golite::Vm vm(program, options);
}
BENCHMARK(MakeGoVm)->Unit(benchmark::kMicrosecond);

void MakeLuaState(benchmark::State& bench) {
  for (auto _ : bench) {
    lua_State* state = luaL_newstate();
    luaL_openlibs(state);
    lua_close(state);
  }
}
BENCHMARK(MakeLuaState)->Unit(benchmark::kMicrosecond);

long ResidentBytes() {
  long pages = 0, resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%ld %ld", &pages, &resident) != 2) std::abort();
  std::fclose(file);
  return resident * sysconf(_SC_PAGESIZE);
}

// Prints what one of n VMs takes that have run their main and wait.
int PrintIdleMemory(int n) {
  const golite::Program program = Compile(kFmt);
  golite::VmOptions options;
  options.capabilities.standard_output = golite::WriteTo([](std::string_view) {});
  std::vector<std::unique_ptr<golite::Vm>> vms;
  const auto add = [&](bool run) {
    vms.push_back(std::make_unique<golite::Vm>(program, options));
    if (run && !vms.back()->Run().ok()) std::abort();
  };
  for (const bool run : {false, true}) {
    add(run);
    const long before = ResidentBytes();
    for (int i = 0; i < n; ++i) add(run);
    std::printf("%s: %ld bytes per VM\n", run ? "after main" : "just made", (ResidentBytes() - before) / n);
  }
  return 0;
}

// Prints the memory of the process while n VMs come and go: each runs its main, and every tenth ends with goroutines that
// wait and a heap of a megabyte.
int PrintChurn(int n) {
  const golite::Program program = Compile(kFmt), large = Compile(R"go(
package main

func main() {
	c := make(chan int)
	var keep [][]byte
	for range 16 {
		keep = append(keep, make([]byte, 64<<10))
		go func() { <-c }()
	}
	println(len(keep))
}
)go");
  golite::VmOptions options;
  options.capabilities.standard_output = options.capabilities.standard_error = golite::WriteTo([](std::string_view) {});
  for (int i = 0; i < n; ++i) {
    golite::Vm vm(i % 10 == 0 ? large : program, options);
    if (!vm.Run().ok()) std::abort();
    if (i == n / 100 || (i + 1) % std::max(1, n / 10) == 0) std::printf("after %d VMs: %ld KB\n", i + 1, ResidentBytes() / 1024);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "--idle") == 0) return PrintIdleMemory(std::atoi(argv[2]));
  if (argc == 3 && std::strcmp(argv[1], "--churn") == 0) return PrintChurn(std::atoi(argv[2]));
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
