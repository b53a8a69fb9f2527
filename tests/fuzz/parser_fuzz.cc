// Fuzzes the parser: any text gives a tree or errors, the tree can be walked, printed and measured, and ids are dense.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parser/ast/dump.h"
#include "parser/ast/literal.h"
#include "parser/ast/print.h"
#include "parser/ast/walk.h"
#include "parser/parser.h"

using namespace golite;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SourceManager sources;
  Interner interner;
  Arena arena;
  Diagnostics diags(sources);
  ast::ExprIdAllocator ids;
  parser::ParseContext context{arena, interner, diags, ids};
  SourceFile& source = sources.AddFile("fuzz.go", std::string(reinterpret_cast<const char*>(data), size));
  const ast::File* file = parser::ParseFile(source, context);
  RenderDiagnostics(diags, {.snippets = true});
  if (file == nullptr) {
    if (!diags.has_errors()) std::abort();
    return 0;
  }
  ast::Inspect(*file, [&](const ast::Node& node) {
    if (node.pos.valid() && !source.Contains(node.pos)) std::abort();
    if (!source.Contains(ast::StartPos(node)) && node.pos.valid()) std::abort();
    ast::EndPos(node);
    if (ast::IsExpr(node.kind)) {
      const auto& e = static_cast<const ast::Expr&>(node);
      if (e.id.value() >= ids.count()) std::abort();
      if (e.height < 20) ast::ExprString(e);
    }
    if (const auto* lit = ast::TryAs<ast::BasicLit>(&node); lit != nullptr && !lit->bad) {
      if (lit->tok == ast::Token::kString) ast::StringValue(*lit);
      if (lit->tok == ast::Token::kChar) ast::RuneValue(*lit);
    }
    return true;
  });
  ast::DumpTree(*file, sources);
  return 0;
}
