// Typed calls in both directions: numbers, strings, slices, maps, structs, errors, several results and functions.
#include <golite/golite.h>

#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

struct Item {
  std::string name;
  int64_t price = 0;
  std::vector<std::string> tags;
};
template <>
struct golite::StructOf<Item> {
  static constexpr const char* kName = "Item";
  static constexpr auto kFields = Fields(Field("Name", &Item::name), Field("Price", &Item::price), Field("Tags", &Item::tags));
};

constexpr const char* kScript = R"go(
package shop

import (
	"errors"
	"runtime"
	"strings"
)

type Item struct {
	Name  string
	Price int
	Tags  []string
}

func Discount(it Item, percent int) (Item, error) {
	if percent < 0 || percent > 100 {
		return it, errors.New("no such discount")
	}
	it.Price -= it.Price * percent / 100
	it.Tags = append(it.Tags, "sale")
	return it, nil
}

func Total(prices map[string]int) (sum, n int) {
	for _, p := range prices {
		sum += p
	}
	return sum, len(prices)
}

// Counter returns a function that the host keeps.
func Counter(prefix string) func() string {
	n := 0
	return func() string { n++; return prefix + strings.Repeat("*", n) }
}

// Filter calls a function of the host.
func Filter(words []string, keep func(string) bool) (out []string) {
	for _, w := range words {
		if keep(w) {
			out = append(out, w)
		}
	}
	return
}

type word string

func (w word) Twice() string { return string(w + w) }

// Any returns a value of a type that the host need not know.
func Any(text string) any {
	var t interface{ Twice() string } = word(text)
	t.Twice()
	return t
}

var log []string

func Log(text string)  { log = append(log, text) }
func Logged() []string { runtime.Gosched(); return log }

func Broken(i int) int { return []int{1, 2, 3}[i] }
)go";

int main() {
  golite::Engine engine;
  golite::CompileResult compiled = engine.CompileText("shop.go", kScript);
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;
  golite::Vm vm(compiled.program);

  // The signature is checked here, once. A last Go result of type error becomes the Result's error.
  auto discount = vm.Find<Item(Item, int64_t)>("Discount");
  if (!discount.ok()) return std::puts(discount.error().message.c_str()), 1;
  const Item cheap = (*discount)({"lamp", 200, {"light"}}, 25).value();
  std::printf("%s %lld %zu tags\n", cheap.name.c_str(), static_cast<long long>(cheap.price), cheap.tags.size());
  std::printf("error: %s\n", (*discount)(cheap, 200).error().message.c_str());

  auto total = vm.Find<std::pair<int64_t, int64_t>(std::map<std::string, int64_t>)>("Total").value();
  const auto [sum, n] = total({{"a", 1}, {"b", 41}}).value();
  std::printf("%lld of %lld\n", static_cast<long long>(sum), static_cast<long long>(n));

  golite::Func<std::string()> next = vm.Find<golite::Func<std::string()>(std::string)>("Counter").value()("#").value();
  const std::string one = next().value();
  std::printf("%s %s\n", one.c_str(), next().value().c_str());

  auto filter = vm.Find<std::vector<std::string>(std::vector<std::string>, std::function<bool(std::string)>)>("Filter").value();
  for (const std::string& word : filter({"go", "lite", "c"}, [](const std::string& w) { return w.size() > 1; }).value()) {
    std::printf("%s ", word.c_str());
  }

  // A panic ends the call; the VM goes on.
  const golite::Error panic = vm.Find<int64_t(int64_t)>("Broken").value()(7).error();
  std::printf("\n%s\n", panic.message.c_str());
  for (const golite::Frame& f : panic.frames) std::printf("  %s %s:%u\n", f.function.c_str(), f.file.c_str(), f.line);
  std::printf("%s\n", vm.Find<int64_t()>("Total").error().message.c_str());

  // A value of any type: the host asks what it is, reads it, and calls a method of it.
  const golite::Value value = vm.Find<golite::Value(std::string)>("Any").value()("ho").value();
  if (value.is_nil()) return 1;
  std::printf("%s %s", value.type().c_str(), value.As<std::string>().value().c_str());
  std::printf(" %s\n", value.Method<std::string()>("Twice").value()().value().c_str());

  // A function on a goroutine of its own, and the end from outside: Stop may be called on any thread.
  auto logged = vm.Find<std::vector<std::string>()>("Logged").value();
  if (!vm.Find<void(std::string)>("Log").value().Go("later").ok()) return 1;
  std::printf("%zu %zu\n", logged().value().size(), logged().value().size());
  vm.Stop();
  std::printf("stopped: %s\n", logged().error().kind == golite::ErrorKind::kStopped ? "yes" : "no");
}
