// Fuzzes the checker: any text that parses is accepted or rejected with errors; what is accepted has types.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "parser/ast/walk.h"
#include "parser/parser.h"
#include "sema/checker.h"

using namespace golite;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SourceManager sources;
  Interner interner;
  Arena arena;
  Diagnostics diags(sources);
  ast::ExprIdAllocator ids;
  sema::TypeContext types(interner);
  parser::ParseContext context{arena, interner, diags, ids};
  SourceFile& source = sources.AddFile("fuzz.go", std::string(reinterpret_cast<const char*>(data), size));
  const ast::File* file = parser::ParseFile(source, context);
  if (file == nullptr) return 0;
  // Trees with syntax errors are checked as well: they are where the surprises are.
  const bool parsed = !diags.has_errors();
  sema::Package* pkg = types.NewPackage("fuzz", file->name->name.view());
  pkg->files.push_back(file);
  const bool ok = sema::CheckPackage(types, diags, *pkg, {});
  RenderDiagnostics(diags);
  if (ok != (diags.error_count() == 0) && parsed) std::abort();
  if (!ok || !parsed) return 0;
  ast::Inspect(*file, [&](const ast::Node& node) {
    if (node.kind == ast::NodeKind::kCallExpr || node.kind == ast::NodeKind::kBinaryExpr) {
      if (pkg->info->TypeOf(static_cast<const ast::Expr*>(&node)) == nullptr) std::abort();
    }
    return true;
  });
  for (sema::Object* o : pkg->scope().objects()) {
    sema::ObjectString(o);
    if (o->kind() == sema::ObjectKind::kTypeName) {
      sema::MethodSet(o->type());
      sema::SizeOf(o->type());
    }
  }
  return 0;
}
