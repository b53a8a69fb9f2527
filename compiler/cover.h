// This file declares CoverPlan: where a program counts which of its statements have run.
//
// Blocks are those of `go tool cover`: runs of statements that control enters at the first and leaves after the last.
// Each has a counter, which is incremented before its first statement.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "parser/ast/ast.h"
#include "support/source.h"

namespace golite::compiler {

class CoverPlan {
 public:
  explicit CoverPlan(const SourceManager& sources) : sources_(sources) {}

  // Counts the statements of a file, which profiles call `name`.
  void AddFile(const ast::File& file, std::string name);

  // The counter of the block that begins with the statement, or of an empty block or clause; null when there is none.
  const uint32_t* Find(const ast::Node* at) const {
    const auto it = counters_.find(at);
    return it == counters_.end() ? nullptr : &it->second;
  }

  struct Block {
    uint32_t file;  // index into files
    Position start, end;
    uint32_t statements;
  };
  const std::vector<Block>& blocks() const { return blocks_; }  // by counter
  const std::vector<std::string>& files() const { return files_; }

  std::string mode;  // "set", "count" or "atomic"
  std::string what;  // " in ./...": what is counted, in the summary; empty for the package under test

 private:
  void Visit(const ast::Node& node);
  // Counts a list of statements between two places. `at` gets the counter when the list is empty; that block begins at
  // `inside`.
  void AddBlocks(const ast::Node* at, Pos begin, Pos inside, Pos end, ast::List<ast::Stmt> list, bool to_closing_brace);
  void AddBlock(const ast::Node* at, Pos begin, Pos end, size_t statements);
  void VisitElse(const ast::IfStmt& s);

  const SourceManager& sources_;
  std::vector<Block> blocks_;
  std::vector<std::string> files_;
  std::unordered_map<const ast::Node*, uint32_t> counters_;
};

}  // namespace golite::compiler
