// This file implements the reports of what is declared but never used: variables of functions, and imports.
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {

void Checker::Usage(std::vector<Var*>& locals) {
  for (Var* v : locals) {
    if (v->used || v->name().is_blank()) continue;
    Report<Diag::kUnusedVar>(v->pos(), v->name());
  }
}

void Checker::UnusedImports() {
  for (PkgName* import : imports_) {
    if (import->used || import->name().is_blank()) continue;
    const std::string& path = import->imported()->path();
    const std::string_view last = std::string_view(path).substr(path.rfind('/') + 1);
    const std::string_view name = import->name().view();
    if (name.empty() || name == "." || name == last) {
      Report<Diag::kUnusedImport>(static_cast<Object*>(import), constant::Quote(path));
    } else {
      Report<Diag::kUnusedNamedImport>(static_cast<Object*>(import), constant::Quote(path), name);
    }
  }
}

}  // namespace golite::sema
