// A host package: functions, constants, a struct, and an opaque type with methods. The Go declarations are generated from
// the C++ signatures; one function is declared in Go by hand and checked.
#include <golite/golite.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <string>

struct Vec {
  double x = 0, y = 0;
};
template <>
struct golite::StructOf<Vec> {
  static constexpr const char* kName = "Vec";
  static constexpr auto kFields = Fields(Field("X", &Vec::x), Field("Y", &Vec::y));
};

class Ship {
 public:
  Ship(std::string name, Vec at) : name_(std::move(name)), at_(at) {}
  ~Ship() { std::printf("%s is scrapped\n", name_.c_str()); }
  void Move(Vec by) { at_ = {at_.x + by.x, at_.y + by.y}; }
  Vec position() const { return at_; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  Vec at_;
};

double Length(Vec v) { return std::hypot(v.x, v.y); }

int main() {
  golite::Package space("game/space");
  space.Struct<Vec>().Const("MaxSpeed", 300.0).Const("Galaxy", "Andromeda");
  space.Func("Length", &Length, "Length returns the length of a vector.");
  space.Type<Ship>("Ship").Method("Move", &Ship::Move).Method("Position", &Ship::position).Method("Name", &Ship::name);
  space.Func("NewShip", [](std::string name, Vec at) { return std::make_unique<Ship>(std::move(name), at); });
  space.Func("Warp", [](golite::Call& call, Ship& ship, double factor) -> golite::Result<double> {
    if (factor > 9.9) call.Panic("the engines explode");
    if (factor < 1) return golite::Error(ship.name() + " cannot warp that slowly");
    return factor * 10;
  });
  space.Source(R"go(
// Package space is half C++, half Go.
package space

// Scan is declared here and defined by the host.
func Scan(depth int) (found []string, err error)

// Home tells whether a ship is where it started.
func (v Vec) IsHome() bool { return v == Vec{} }

// Vec is declared here to have a method.
type Vec struct{ X, Y float64 }
)go");
  space.Func("Scan", [](int64_t depth) -> golite::Result<std::vector<std::string>> {
    return std::vector<std::string>(static_cast<size_t>(depth), "rock");
  });

  golite::Engine engine;
  if (golite::Result<void> added = engine.Add(space); !added.ok()) return std::puts(added.error().message.c_str()), 1;
  std::printf("%zu bytes of declarations\n", engine.Declarations(space.path()).size() > 100 ? size_t{100} : size_t{0});

  golite::CompileResult compiled = engine.CompileText("main.go", R"go(
package main

import (
	"fmt"
	"game/space"
)

type mover interface{ Move(space.Vec) }

func main() {
	ship := space.NewShip("Nostromo", space.Vec{X: 1})
	var m mover = ship
	m.Move(space.Vec{X: -1})
	fmt.Println(ship.Name(), ship.Position(), ship.Position().IsHome(), space.Length(space.Vec{3, 4}))
	fmt.Println(space.Scan(2))
	_, err := space.Warp(ship, 0.5)
	fmt.Println(err, space.MaxSpeed, space.Galaxy)
	defer func() { fmt.Println("recovered:", recover()) }()
	space.Warp(ship, 10)
}
)go");
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;
  golite::VmOptions options;
  options.capabilities.standard_output = golite::WriteTo([](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); });
  golite::Vm vm(compiled.program, options);
  return vm.Run().ok() ? 0 : 1;
}
