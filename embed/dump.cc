// This file implements the printing of stages: tokens, syntax tree, types, IR and bytecode.
#include "embed/dump.h"

#include "embed/compilation.h"
#include "lexer/dump.h"
#include "parser/ast/dump.h"
#include "parser/ast/print.h"
#include "parser/ast/walk.h"
#include "sema/info.h"
#include "vm/disassembler.h"

namespace golite::embed {
namespace {

std::string PlaceOf(const SourceManager& sources, Pos pos) {
  const Position at = sources.Locate(pos);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

// One line an expression: place, text, type and constant value.
void DumpTypes(const SourceManager& sources, const sema::Info& info, const ast::Node& node, std::string& out) {
  if (ast::IsExpr(node.kind)) {
    const auto& e = static_cast<const ast::Expr&>(node);
    const sema::TypeAndValue tv = info.TypeAndValueOf(&e);
    if (tv.mode != sema::Mode::kInvalid && tv.type != nullptr) {
      out += PlaceOf(sources, node.pos) + "\t" + ast::ExprString(e) + "\t" + sema::TypeString(tv.type);
      if (tv.mode == sema::Mode::kConstant) out += "\t= " + sema::constant::ToString(tv.value);
      out += '\n';
    }
  }
  ast::ForEachChild(node, [&](const ast::Node& child) { DumpTypes(sources, info, child, out); });
}

class Sources final : public vm::SourceText {
 public:
  explicit Sources(const SourceManager& sources) : sources_(sources) {}
  bool FindLine(std::string_view file, uint32_t line, std::string_view* text) const override {
    for (size_t i = 0; i < sources_.file_count(); ++i) {
      const SourceFile& f = sources_.file(SourceFileId(static_cast<uint32_t>(i)));
      if (f.path() != file || line == 0 || line > f.line_count()) continue;
      *text = f.LineText(line);
      return true;
    }
    return false;
  }

 private:
  const SourceManager& sources_;
};

void DumpLoaded(Stage stage, Compilation& c, std::string& out) {
  for (const ast::File* file : c.main()->files) {
    if (stage == Stage::kTokens) {
      SourceFile& source = c.sources.file(c.sources.FindFile(file->pos)->id());
      Diagnostics repeated(c.sources);  // what is wrong was reported when the file was parsed
      Interner interner;
      out += lexer::DumpTokens(source, interner, repeated);
    }
    if (stage == Stage::kAst) out += ast::DumpTree(*file, c.sources);
    if (stage == Stage::kTypes) DumpTypes(c.sources, *c.main_package()->info, *file, out);
  }
}

CompileResult Finish(Stage stage, std::unique_ptr<Compilation> c, bool ok, std::string& out) {
  if (ok && (stage == Stage::kTokens || stage == Stage::kAst)) {
    DumpLoaded(stage, *c, out);
  } else if (ok && c->Check()) {
    if (stage == Stage::kTypes) {
      DumpLoaded(stage, *c, out);
    } else {
      std::string ir;
      auto program = c->Lower(&ir);
      if (stage == Stage::kIr) {
        out += ir;
      } else if (program != nullptr) {
        const Sources text(c->sources);
        out += vm::DisassembleProgram(*program, stage == Stage::kDisassembly ? &text : nullptr, /*std_too=*/false);
      }
    }
  }
  return ResultOf(std::move(c));
}

}  // namespace

CompileResult Dump(Stage stage, std::span<const std::string> paths, const CompileOptions& options, std::string& out) {
  auto c = std::make_unique<Compilation>(options);
  const bool ok = c->Load(paths);
  return Finish(stage, std::move(c), ok, out);
}

CompileResult DumpText(Stage stage, std::string_view name, std::string_view text, const CompileOptions& options, std::string& out) {
  auto c = std::make_unique<Compilation>(options);
  const bool ok = c->LoadText(name, text);
  return Finish(stage, std::move(c), ok, out);
}

}  // namespace golite::embed
