// How long a run goes on after Vm::Stop, in each situation that a script may be in: the worst and the median of many
// attempts, in processor time of the VM's thread, so that other processes do not matter.
//
//   cmake --preset release -DGOLITE_BUILD_BENCH=ON && cmake --build build/release --target golite_stop_bench
//   build/release/bench/golite_stop_bench [ATTEMPTS [NAME]]
#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "golite/golite.h"

namespace {

struct Situation {
  const char* name;
  const char* imports;
  // Made first. Then host.Ready() says that a stop may come.
  const char* before;
  // What is repeated.
  const char* loop;
};

// Texts and slices have 32 MB: far more than fits into a millisecond.
constexpr Situation kSituations[] = {
    {"an empty loop", "", "", ""},
    {"arithmetic in nested loops", "", "n := 0", "for i := 0; i < 1000000; i++ { n += i * i }"},
    {"deep recursion", "", "var f func(n int) int; f = func(n int) int { if n == 0 { return 0 }; return f(n-1) + 1 }", "f(1000000)"},
    {"recursion without end", "", "var f func(n int) int; f = func(n int) int { return f(n+1) + 1 }", "f(0)"},
    {"panic in deferred functions", "", "var f func(); f = func() { defer f(); panic(1) }", "f()"},
    {"goroutines that spin", "", "for i := 0; i < 1000; i++ { go func() { for {} }() }", ""},
    {"goroutines without end", "", "", "go func() {}()"},
    {"100,000 goroutines that wait", "", "c := make(chan int); for i := 0; i < 100000; i++ { go func() { <-c }() }", ""},
    {"a goroutine that waits", "", "c := make(chan int); go func() { for { c <- 1 } }()", "<-c"},
    {"a select", "", "a, b := make(chan int), make(chan int); go func() { for { a <- 1 } }(); go func() { for { b <- 1 } }()",
     "select { case <-a: case <-b: }"},
    {"a host call that waits", "", "", "host.Wait()"},
    {"large allocations", "", "var s []byte", "s = make([]byte, 32<<20); _ = s"},
    {"large slices of pointers", "", "var s []*int", "s = make([]*int, 4<<20); _ = s"},
    {"append", "", "", "var s []int; for i := 0; i < 4<<20; i++ { s = append(s, i) }"},
    {"a large copy", "", "a, b := make([]byte, 32<<20), make([]byte, 32<<20)", "copy(a, b)"},
    {"a large array copied", "", "var a, b [4 << 20]int", "a = b; _ = a"},
    {"large arrays compared", "", "var a, b [4 << 20]int; n := 0", "if a == b { n++ }"},
    {"large strings compared", "strings", "a, b := strings.Repeat(\"x\", 32<<20), strings.Repeat(\"x\", 32<<20); n := 0", "if a == b { n++ }"},
    {"large strings joined", "strings", "a, b := strings.Repeat(\"x\", 32<<20), \"\"", "b = a + \"y\"; _ = b"},
    {"a large clear", "", "a := make([]byte, 32<<20)", "clear(a)"},
    {"a large map cleared", "", "m := map[int]int{}; for i := range 500000 { m[i] = i }", "clear(m); m[1] = 1; for i := range 100000 { m[i] = i }"},
    {"a map that grows", "", "", "m := map[int]int{}; for i := range 1000000 { m[i] = i }"},
    {"[]byte to string", "", "a := make([]byte, 32<<20); s := \"\"", "s = string(a); _ = s"},
    {"string to []rune", "strings", "a := strings.Repeat(\"xyz\", 4<<20); var r []rune", "r = []rune(a); _ = r"},
    {"[]rune to string", "", "a := make([]rune, 8<<20); s := \"\"", "s = string(a); _ = s"},
    {"a string as a key", "strings", "a := strings.Repeat(\"x\", 32<<20); m := map[string]int{}", "m[a]++"},
    {"a collection of a list", "runtime", "type t struct { next *t; x [2]int }; var l *t; for i := range 2000000 { l = &t{next: l}; _ = i }", "runtime.GC()"},
    {"a collection of a tree", "runtime", "type t struct { l, r *t }; var f func(n int) *t; f = func(n int) *t { if n == 0 { return nil }; return &t{f(n-1), f(n-1)} }; x := f(20); _ = x", "runtime.GC()"},
    {"a collection of small garbage", "runtime", "keep := make([]*int, 2<<20); for i := range keep { keep[i] = new(int) }", "for i := range keep { if i % 2 == 0 { keep[i] = new(int) } }; runtime.GC()"},
    {"a collection of a map", "runtime", "m := map[int]*int{}; for i := range 1000000 { m[i] = new(int) }", "runtime.GC()"},
    {"finalizers", "runtime", "", "p := new([4]int); runtime.SetFinalizer(p, func(*[4]int) {})"},
    {"sort.Ints", "sort", "a := make([]int, 4<<20); x := uint32(1)", "for i := range a { x = x*1664525 + 1013904223; a[i] = int(x) }; sort.Ints(a)"},
    {"sort.Strings", "sort; strconv", "a := make([]string, 1<<18)", "for i := range a { a[i] = strconv.Itoa(i * 7919 % 1000003) }; sort.Strings(a)"},
    {"slices.Sort", "slices", "a := make([]float64, 4<<20); x := uint32(1)", "for i := range a { x = x*1664525 + 1013904223; a[i] = float64(x) }; slices.Sort(a)"},
    {"sort.Slice", "sort", "a := make([]int, 1<<20); x := uint32(1)", "for i := range a { x = x*1664525 + 1013904223; a[i] = int(x) }; sort.Slice(a, func(i, j int) bool { return a[i] < a[j] })"},
    {"slices.Index", "slices", "a := make([]int, 4<<20)", "slices.Index(a, 1)"},
    {"slices.Reverse", "slices", "a := make([]int, 4<<20)", "slices.Reverse(a)"},
    {"slices.Equal", "slices", "a, b := make([]int, 4<<20), make([]int, 4<<20)", "slices.Equal(a, b)"},
    {"slices.Clone", "slices", "a := make([]int, 4<<20)", "slices.Clone(a)"},
    {"strings.Repeat", "strings", "", "strings.Repeat(\"x\", 32<<20)"},
    {"strings.ToUpper", "strings", "a := strings.Repeat(\"x\", 16<<20)", "strings.ToUpper(a)"},
    {"strings.ToUpper of letters", "strings", "a := strings.Repeat(\"\\u00e4\", 8<<20)", "strings.ToUpper(a)"},
    {"strings.EqualFold", "strings", "a, b := strings.Repeat(\"x\", 16<<20), strings.Repeat(\"X\", 16<<20)", "strings.EqualFold(a, b)"},
    {"strings.Index", "strings", "a, b := strings.Repeat(\"a\", 16<<20), strings.Repeat(\"a\", 1<<20)+\"b\"", "strings.Index(a, b)"},
    {"strings.LastIndex", "strings", "a, b := strings.Repeat(\"a\", 16<<20), \"b\"+strings.Repeat(\"a\", 1<<20)", "strings.LastIndex(a, b)"},
    {"strings.IndexByte", "strings", "a := strings.Repeat(\"a\", 32<<20)", "strings.IndexByte(a, 'b')"},
    {"strings.IndexAny", "strings", "a := strings.Repeat(\"a\", 16<<20)", "strings.IndexAny(a, \"xyz\\u00e4\")"},
    {"strings.Count", "strings", "a := strings.Repeat(\"ab\", 16<<20)", "strings.Count(a, \"ab\")"},
    {"strings.Fields", "strings", "a := strings.Repeat(\"ab \", 2<<20)", "strings.Fields(a)"},
    {"strings.Split", "strings", "a := strings.Repeat(\"ab,\", 2<<20)", "strings.Split(a, \",\")"},
    {"strings.Join", "strings", "a := make([]string, 1<<20); for i := range a { a[i] = \"some text\" }", "strings.Join(a, \", \")"},
    {"strings.Replace", "strings", "a := strings.Repeat(\"ab\", 4<<20)", "strings.ReplaceAll(a, \"a\", \"xy\")"},
    {"strings.NewReplacer", "strings", "a := strings.Repeat(\"ab\", 4<<20)", "strings.NewReplacer(\"a\", \"xy\", \"b\", \"z\").Replace(a)"},
    {"strings.Map", "strings", "a := strings.Repeat(\"ab\", 4<<20)", "strings.Map(func(r rune) rune { return r + 1 }, a)"},
    {"strings.TrimSpace", "strings", "a := strings.Repeat(\" \", 32<<20)", "strings.TrimSpace(a)"},
    {"strings.ToValidUTF8", "strings", "a := strings.Repeat(\"\\xff\", 16<<20)", "strings.ToValidUTF8(a, \"?\")"},
    {"bytes.Equal", "bytes", "a, b := make([]byte, 32<<20), make([]byte, 32<<20)", "bytes.Equal(a, b)"},
    {"bytes.ToLower", "bytes", "a := bytes.Repeat([]byte(\"X\"), 16<<20)", "bytes.ToLower(a)"},
    {"utf8.ValidString", "strings; unicode/utf8", "a := strings.Repeat(\"\\u00e4\", 16<<20)", "utf8.ValidString(a)"},
    {"utf8.RuneCount", "strings; unicode/utf8", "a := strings.Repeat(\"\\u00e4\", 16<<20)", "utf8.RuneCountInString(a)"},
    {"strconv.Quote", "strings; strconv", "a := strings.Repeat(\"\\u00e4\\n\", 4<<20)", "strconv.Quote(a)"},
    {"strconv.Unquote", "strings; strconv", "a := `\"` + strings.Repeat(`\\n`, 4<<20) + `\"`", "strconv.Unquote(a)"},
    {"strconv.ParseFloat", "strings; strconv", "a := strings.Repeat(\"1\", 8<<20)", "strconv.ParseFloat(a, 64)"},
    {"strconv.ParseInt", "strings; strconv", "a := strings.Repeat(\"0\", 32<<20)", "strconv.ParseInt(a, 10, 64)"},
    {"fmt.Sprint of a slice", "fmt", "a := make([]int, 1<<20)", "fmt.Sprint(a)"},
    {"fmt.Sprintf %x", "fmt", "a := make([]byte, 8<<20)", "fmt.Sprintf(\"%x\", a)"},
    {"fmt.Sprintf %q", "fmt; strings", "a := strings.Repeat(\"\\u00e4\\n\", 4<<20)", "fmt.Sprintf(\"%q\", a)"},
    {"fmt.Sprintf %s", "fmt; strings", "a := strings.Repeat(\"x\", 16<<20)", "fmt.Sprintf(\"%s%s\", a, a)"},
    {"fmt.Sprintf width", "fmt", "", "fmt.Sprintf(\"%1000000d%1000000d\", 1, 2)"},
    {"fmt.Sprintf %v of bytes", "fmt", "a := make([]byte, 8<<20)", "fmt.Sprintf(\"%v\", a)"},
    {"fmt.Println", "fmt; strings", "a := strings.Repeat(\"x\", 16<<20)", "fmt.Println(a)"},
    {"fmt.Sscan", "fmt; strings", "a := strings.Repeat(\" \", 1<<20) + \"1\"; n := 0", "fmt.Sscan(a, &n)"},
    {"a regexp over a long text", "regexp; strings", "a := strings.Repeat(\"x\", 32<<20); r := regexp.MustCompile(`[a-z]+@[a-z]+`)", "r.MatchString(a)"},
    {"a regexp with groups", "regexp; strings", "a := strings.Repeat(\"x\", 8<<20); r := regexp.MustCompile(`(.*)(x+)(.*)`)", "r.FindStringSubmatch(a)"},
    {"regexp.FindAll", "regexp; strings", "a := strings.Repeat(\"xy \", 2<<20); r := regexp.MustCompile(`x(y)`)", "r.FindAllStringSubmatchIndex(a, -1)"},
    {"a quadratic regexp.FindAll", "regexp; strings", "a := strings.Repeat(\"a\", 1<<20); r := regexp.MustCompile(`a*b|a`)", "r.FindAllStringIndex(a, -1)"},
    {"regexp.Compile of a long text", "regexp; strings", "a := strings.Repeat(\"a?\", 20000)", "regexp.Compile(a)"},
    {"regexp.Compile of classes", "regexp; strings", "a := strings.Repeat(`\\pL`, 300)", "regexp.Compile(a)"},
    {"json.Marshal", "encoding/json", "a := make([]int, 1<<20)", "json.Marshal(a)"},
    {"json.Unmarshal", "encoding/json; strings", "a := []byte(\"[\" + strings.Repeat(\"1,\", 1<<20) + \"1]\"); var v any", "json.Unmarshal(a, &v)"},
    {"json.Valid", "encoding/json; strings", "a := []byte(\"[\" + strings.Repeat(\"1,\", 8<<20) + \"1]\")", "json.Valid(a)"},
    {"json.Indent", "encoding/json; strings; bytes", "a := []byte(\"[\" + strings.Repeat(\"1,\", 1<<20) + \"1]\")", "var b bytes.Buffer; json.Indent(&b, a, \"\", \" \")"},
    {"json.Unmarshal of a long string", "encoding/json; strings", "a := []byte(`\"` + strings.Repeat(\"x\", 16<<20) + `\"`); var v any", "json.Unmarshal(a, &v)"},
    {"base64", "encoding/base64", "a := make([]byte, 16<<20)", "base64.StdEncoding.EncodeToString(a)"},
    {"base64, decoding", "encoding/base64; strings", "a := strings.Repeat(\"AAAA\", 4<<20)", "base64.StdEncoding.DecodeString(a)"},
    {"hex", "encoding/hex", "a := make([]byte, 16<<20)", "hex.EncodeToString(a)"},
    {"hex, decoding", "encoding/hex; strings", "a := strings.Repeat(\"00\", 8<<20)", "hex.DecodeString(a)"},
    {"sha256", "crypto/sha256", "a := make([]byte, 32<<20)", "sha256.Sum256(a)"},
    {"md5", "crypto/md5", "a := make([]byte, 32<<20)", "md5.Sum(a)"},
    {"crc32", "hash/crc32", "a := make([]byte, 32<<20)", "crc32.ChecksumIEEE(a)"},
    {"adler32", "hash/adler32", "a := make([]byte, 32<<20)", "adler32.Checksum(a)"},
    {"fnv", "hash/fnv", "a := make([]byte, 32<<20)", "h := fnv.New64a(); h.Write(a)"},
    {"maphash", "hash/maphash", "a := make([]byte, 32<<20)", "var h maphash.Hash; h.Write(a); h.Sum64()"},
    {"html.EscapeString", "html; strings", "a := strings.Repeat(\"<&>\", 4<<20)", "html.EscapeString(a)"},
    {"url.QueryEscape", "net/url; strings", "a := strings.Repeat(\"<&>\", 2<<20)", "url.QueryEscape(a)"},
    {"csv", "encoding/csv; strings", "a := strings.Repeat(\"a,b,c\\n\", 1<<20)", "csv.NewReader(strings.NewReader(a)).ReadAll()"},
    {"bufio.Scanner", "bufio; strings", "a := strings.Repeat(\"some line\\n\", 1<<20)", "s := bufio.NewScanner(strings.NewReader(a)); for s.Scan() { }"},
    {"io.ReadAll", "io; strings", "a := strings.Repeat(\"x\", 32<<20)", "io.ReadAll(strings.NewReader(a))"},
    {"big.Int.Mul", "math/big", "a := new(big.Int).Lsh(big.NewInt(3), 4000000)", "new(big.Int).Mul(a, a)"},
    {"big.Int.Div", "math/big", "a, b := new(big.Int).Lsh(big.NewInt(3), 2000000), new(big.Int).Lsh(big.NewInt(7), 1000000); b.Add(b, big.NewInt(1))", "new(big.Int).Div(a, b)"},
    {"big.Int.String", "math/big", "a := new(big.Int).Lsh(big.NewInt(3), 1000000)", "a.String()"},
    {"big.Int.SetString", "math/big; strings", "a := strings.Repeat(\"7\", 300000)", "new(big.Int).SetString(a, 10)"},
    {"big.Int.Exp", "math/big", "a, m := new(big.Int).Lsh(big.NewInt(3), 8000), new(big.Int).Lsh(big.NewInt(1), 8000); m.Add(m, big.NewInt(1))", "new(big.Int).Exp(a, a, m)"},
    {"big.Rat", "math/big", "r := big.NewRat(1, 1); i := int64(1)", "i++; r.Add(r, big.NewRat(1, i))"},
    {"rand.Perm", "math/rand", "", "rand.Perm(2 << 20)"},
    {"reflect.DeepEqual", "reflect", "a, b := make([]int, 4<<20), make([]int, 4<<20)", "reflect.DeepEqual(a, b)"},
    {"reflect.DeepEqual of pointers", "reflect", "a, b := make([]*int, 1<<18), make([]*int, 1<<18); for i := range a { a[i], b[i] = new(int), new(int) }", "reflect.DeepEqual(a, b)"},
    {"reflect.Copy", "reflect", "a, b := make([]int, 4<<20), make([]int, 4<<20)", "reflect.Copy(reflect.ValueOf(a), reflect.ValueOf(b))"},
    {"a template", "text/template; io", "t := template.Must(template.New(\"\").Parse(`{{range .}}{{.}}{{end}}`)); a := make([]int, 1<<20)", "t.Execute(io.Discard, a)"},
    {"time.Parse", "time; strings", "a := strings.Repeat(\"0\", 8<<20)", "time.Parse(a, a)"},
    {"runtime.Stack", "runtime", "var f func(n int); f = func(n int) { if n != 0 { f(n-1); return }; b := make([]byte, 1<<20); for { runtime.Stack(b, true) } }", "f(10000)"},
    {"path.Clean", "path; strings", "a := strings.Repeat(\"a/../\", 4<<20)", "path.Clean(a)"},
    {"filepath.Match", "path; strings", "a := strings.Repeat(\"a\", 1<<20)", "path.Match(\"*a*a*a*a*b\", a)"},
};

int64_t CpuTime(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

std::string Source(const Situation& s) {
  std::string text = "package main\n\nimport \"host\"\n";
  std::string imports = s.imports;
  for (size_t at = 0; at < imports.size();) {
    const size_t end = std::min(imports.find("; ", at), imports.size());
    text += "import \"" + imports.substr(at, end - at) + "\"\n";
    at = end + 2;
  }
  return text + "\nfunc main() {\n" + s.before + "\nhost.Ready()\nfor {\n" + s.loop + "\n}\n}\n";
}

struct Latency {
  bool ok = false;
  int64_t ns = 0;
  std::string why;
};

// Stops the run after `delay` of processor time of the loop.
Latency Measure(const golite::Program& program, std::atomic<bool>& ready, int64_t delay) {
  golite::VmOptions options;
  options.has_seed = true;
  options.max_stack_bytes = 1 << 30;
  options.capabilities.standard_output = golite::WriteTo([](std::string_view) {});
  golite::Vm vm(program, options);
  ready = false;
  std::atomic<bool> over = false, measured = false;
  golite::RunResult result;
  int64_t at_end = 0;
  std::thread runner([&] {
    result = vm.Run();
    at_end = CpuTime(CLOCK_THREAD_CPUTIME_ID);
    over = true;
    while (!measured) std::this_thread::sleep_for(std::chrono::microseconds(100));
  });
  clockid_t clock;
  if (pthread_getcpuclockid(runner.native_handle(), &clock) != 0) std::abort();
  while (!ready && !over) std::this_thread::sleep_for(std::chrono::microseconds(100));
  const int64_t begin = over ? 0 : CpuTime(clock);
  const auto wall = std::chrono::steady_clock::now();
  while (!over && CpuTime(clock) < begin + delay && std::chrono::steady_clock::now() < wall + std::chrono::milliseconds(50)) {
    std::this_thread::sleep_for(std::chrono::microseconds(50));
  }
  const int64_t at_stop = over ? 0 : CpuTime(clock);
  vm.Stop();
  measured = true;
  runner.join();
  if (result.kind != golite::RunKind::kStopped) return {false, 0, result.report.substr(0, 200)};
  return {true, at_end - at_stop, ""};
}

}  // namespace

int main(int argc, char** argv) {
  const int attempts = argc > 1 ? std::atoi(argv[1]) : 20;
  std::atomic<bool> ready = false;
  std::vector<golite::Completer<void>> waiting;
  golite::Engine engine;
  golite::Package host("host");
  host.Func("Ready", [&] { ready = true; });
  host.Func("Wait", [&](golite::Completer<void> done) { waiting.push_back(done); });
  if (!engine.Add(host).ok()) return 2;
  std::mt19937 random(1);
  int64_t worst_of_all = 0;
  int failures = 0;
  std::printf("%-36s %10s %10s\n", "stopped in", "worst us", "median us");
  for (const Situation& s : kSituations) {
    if (argc > 2 && std::strstr(s.name, argv[2]) == nullptr) continue;
    const golite::CompileResult compiled = engine.CompileText("situation.go", Source(s));
    if (!compiled.ok()) {
      std::printf("%s: %s\n", s.name, compiled.Report().c_str());
      ++failures;
      continue;
    }
    std::vector<int64_t> latencies;
    for (int i = 0; i < attempts; ++i) {
      const Latency latency = Measure(compiled.program, ready, static_cast<int64_t>(random() % 20'000'000));
      waiting.clear();
      if (!latency.ok) {
        std::printf("%s: it ended by itself: %s\n", s.name, latency.why.c_str());
        ++failures;
        break;
      }
      latencies.push_back(latency.ns);
    }
    if (latencies.empty()) continue;
    std::ranges::sort(latencies);
    worst_of_all = std::max(worst_of_all, latencies.back());
    std::printf("%-36s %10.1f %10.1f\n", s.name, static_cast<double>(latencies.back()) / 1000,
                static_cast<double>(latencies[latencies.size() / 2]) / 1000);
    std::fflush(stdout);
  }
  std::printf("%-36s %10.1f\n", "the worst", static_cast<double>(worst_of_all) / 1000);
  return failures != 0;
}
