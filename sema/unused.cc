// This file implements the reports of what is declared but never used: variables of functions, and imports.
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {

void Checker::Usage(std::vector<Var*>& locals) {
  for (Var* v : locals) {
    if (v->used || v->name().is_blank()) continue;
    Errorf(v->pos(), "declared and not used: {0}", v->name());
  }
}

void Checker::UnusedImports() {
  for (PkgName* import : imports_) {
    if (import->used || import->name().is_blank()) continue;
    const std::string& path = import->imported()->path();
    const std::string_view last = std::string_view(path).substr(path.rfind('/') + 1);
    const std::string_view name = import->name().view();
    if (name.empty() || name == "." || name == last) {
      Errorf(static_cast<Object*>(import), "{0} imported and not used", constant::Quote(path));
    } else {
      Errorf(static_cast<Object*>(import), "{0} imported as {1} and not used", constant::Quote(path), name);
    }
  }
}

}  // namespace golite::sema
