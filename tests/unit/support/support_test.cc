// Tests the ground layer: arena, interner, ids, results, positions.
#include <gtest/gtest.h>

#include <string>

#include "support/arena.h"
#include "support/id.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite {
namespace {

TEST(ArenaTest, AlignsAndKeepsObjectsApart) {
  Arena arena;
  char* a = static_cast<char*>(arena.Allocate(1, 1));
  auto* b = arena.New<uint64_t>(7u);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(b) % alignof(uint64_t), 0u);
  *a = 'x';
  EXPECT_EQ(*b, 7u);
}

TEST(ArenaTest, ServesObjectsLargerThanABlock) {
  Arena arena;
  std::span<int> big = arena.NewArray<int>(1 << 20);
  big.back() = 3;
  EXPECT_EQ(big.size(), size_t{1} << 20);
  EXPECT_EQ(big[0], 0);
  int* small = arena.New<int>(4);
  EXPECT_EQ(*small, 4);
  EXPECT_EQ(big.back(), 3);
}

TEST(ArenaTest, MovesItsBlocks) {
  Arena arena;
  std::string_view text = arena.CopyString("kept");
  Arena other = std::move(arena);
  EXPECT_EQ(text, "kept");
  arena = Arena();
  EXPECT_EQ(text, "kept");
}

TEST(InternerTest, EqualTextsAreEqualSymbols) {
  Interner interner;
  const Sym a = interner.Intern("name");
  EXPECT_EQ(a, interner.Intern(std::string("na") + "me"));
  EXPECT_NE(a, interner.Intern("Name"));
  EXPECT_EQ(a, "name");
  EXPECT_FALSE(interner.Find("other"));
  EXPECT_EQ(interner.Find("name"), a);
  EXPECT_TRUE(interner.Intern("_").is_blank());
  EXPECT_FALSE(Sym());
  EXPECT_NE(Sym(), interner.Intern(""));
}

TEST(InternerTest, GrowsWithoutLosingSymbols) {
  Interner interner;
  std::vector<Sym> symbols;
  for (int i = 0; i < 5000; ++i) symbols.push_back(interner.Intern("s" + std::to_string(i)));
  for (int i = 0; i < 5000; ++i) EXPECT_EQ(interner.Intern("s" + std::to_string(i)), symbols[static_cast<size_t>(i)]);
  EXPECT_EQ(interner.size(), 5000u);
}

struct RowTag;
using RowId = Id<RowTag>;

TEST(IdTest, VectorsAreIndexedByTheirId) {
  IdVector<RowId, std::string> rows;
  const RowId first = rows.Add("a");
  const RowId second = rows.Add("b");
  EXPECT_EQ(rows[first], "a");
  EXPECT_EQ(rows[second], "b");
  EXPECT_FALSE(RowId().valid());
  EXPECT_FALSE(rows.Has(RowId()));
  EXPECT_LT(first, second);
}

TEST(SourceTest, FindsFileLineAndColumn) {
  SourceManager sources;
  SourceFile& a = sources.AddFile("a.go", "one\ntwo\n");
  SourceFile& b = sources.AddFile("b.go", "");
  EXPECT_EQ(sources.Locate(a.PosAt(0)).ToString(), "a.go:1:1");
  EXPECT_EQ(sources.Locate(a.PosAt(3)).ToString(), "a.go:1:4");
  EXPECT_EQ(sources.Locate(a.PosAt(4)).ToString(), "a.go:2:1");
  EXPECT_EQ(sources.Locate(a.PosAt(8)).ToString(), "a.go:3:1");  // the end of the file
  EXPECT_EQ(sources.Locate(b.PosAt(0)).ToString(), "b.go:1:1");
  EXPECT_EQ(sources.FindFile(b.PosAt(0)), &b);
  EXPECT_FALSE(sources.Locate(Pos()).valid());
  EXPECT_EQ(a.LineText(2), "two");
  EXPECT_EQ(a.LineText(9), "");
  EXPECT_LT(a.PosAt(8), b.PosAt(0));
}

TEST(SourceTest, LineDirectivesMovePositions) {
  SourceManager sources;
  SourceFile& file = sources.AddFile("a.go", "x\n//line b.go:10\ny\nz\n/*line c.go:5:7*/w\nv\n");
  const uint32_t y = 17;
  file.AddLineDirective(y, "b.go", 10, 0);
  const uint32_t w = static_cast<uint32_t>(file.text().find('w'));
  file.AddLineDirective(w, "c.go", 5, 7);
  EXPECT_EQ(sources.Locate(file.PosAt(0)).ToString(), "a.go:1:1");
  EXPECT_EQ(sources.Locate(file.PosAt(y)).ToString(), "b.go:10");
  EXPECT_EQ(sources.Locate(file.PosAt(y + 2)).ToString(), "b.go:11");
  EXPECT_EQ(sources.Locate(file.PosAt(w)).ToString(), "c.go:5:7");
  EXPECT_EQ(sources.Locate(file.PosAt(w + 2)).ToString(), "c.go:6:1");
  EXPECT_EQ(sources.LocatePhysical(file.PosAt(w)).ToString(), "a.go:5:18");
}

}  // namespace
}  // namespace golite
