// A rule engine that reloads its scripts: rules register themselves with the host, which keeps their functions and calls
// them for each event. A new version replaces the old one between two events; one that does not compile changes nothing.
#include <golite/golite.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Event {
  std::string user;
  int64_t amount = 0;
  golite::Value extra;  // anything
};
template <>
struct golite::StructOf<Event> {
  static constexpr const char* kName = "Event";
  static constexpr auto kFields = Fields(Field("User", &Event::user), Field("Amount", &Event::amount), Field("Extra", &Event::extra));
};

class Rules {
 public:
  Rules() {
    golite::Package api("rules");
    api.Struct<Event>();
    api.Func("On", [this](std::string name, golite::Func<golite::Result<std::string>(Event)> f) {
      loading_->push_back({std::move(name), std::move(f)});
    });
    if (auto added = engine_.Add(api); !added.ok()) std::puts(added.error().message.c_str());
  }

  // Replaces all rules by those of the text, or says what is wrong with it.
  void Load(const char* text) {
    golite::CompileResult compiled = engine_.CompileText("rules.go", text);
    if (!compiled.ok()) {
      std::printf("kept the old rules: %s", compiled.Report().c_str());
      return;
    }
    auto vm = std::make_unique<golite::Vm>(compiled.program);
    std::vector<Rule> rules;
    loading_ = &rules;
    const golite::RunResult result = vm->Init();
    if (!result.ok()) {
      std::printf("kept the old rules: %s\n", result.report.substr(0, result.report.find('\n')).c_str());
      return;
    }
    rules_ = std::move(rules);
    vm_ = std::move(vm);
    std::printf("loaded %zu rules\n", rules_.size());
  }

  void Handle(const char* user, int64_t amount) {
    const golite::Value extra = golite::Value::Of(*vm_, amount % 2 == 0 ? std::string("even") : std::string("odd")).value();
    for (const Rule& rule : rules_) {
      const golite::Result<std::string> verdict = rule.check({user, amount, extra});
      std::printf("  %s, %s %lld: %s\n", rule.name.c_str(), user, static_cast<long long>(amount),
                  verdict.ok() ? verdict->c_str() : verdict.error().message.c_str());
    }
  }

 private:
  struct Rule {
    std::string name;
    golite::Func<golite::Result<std::string>(Event)> check;
  };
  golite::Engine engine_;
  std::unique_ptr<golite::Vm> vm_;
  std::vector<Rule> rules_;
  std::vector<Rule>* loading_ = nullptr;
};

int main() {
  Rules rules;
  rules.Load(R"go(package main
import ("fmt"; "rules")
func init() {
	seen := map[string]int{}
	rules.On("count", func(e rules.Event) (string, error) {
		seen[e.User]++
		return fmt.Sprintf("visit %d, %v", seen[e.User], e.Extra), nil
	})
}
)go");
  rules.Handle("ann", 10);
  rules.Handle("ann", 11);
  rules.Load("package main\nimport \"rules\"\nfunc init() { rules.On(\"broken\", 5) }\n");
  rules.Handle("ann", 12);
  rules.Load(R"go(package main
import ("errors"; "rules")
func init() {
	rules.On("limit", func(e rules.Event) (string, error) {
		if e.Amount > 100 {
			return "", errors.New("too much")
		}
		return "fine", nil
	})
	rules.On("ratio", func(e rules.Event) (string, error) { return "", errors.New(e.User[:1000/e.Amount-99]) })
}
)go");
  rules.Handle("bob", 10);
  rules.Handle("bob", 200);
}
