// This file implements the entry to the parser.
#include "parser/parser.h"

#include "parser/builder.h"

namespace golite::parser {

ast::File* ParseFile(SourceFile& source, ParseContext& context, ParseMode mode) {
  Builder builder(source, context, mode);
  return builder.Run();
}

void ParseBody(SourceFile& source, ParseContext& context, ast::BlockStmt& body) {
  Builder builder(source, context, body);
  builder.RunBody(body);
}

}  // namespace golite::parser
