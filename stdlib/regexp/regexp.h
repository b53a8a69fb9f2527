// This file declares what package regexp shares with other users of RE2.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <string_view>

namespace golite::stdlib {

// Compiles a Go regular expression. Null: it is none, and code and fragment are what Go's error says.
std::unique_ptr<RE2> CompileRegexp(std::string_view expr, bool posix, bool longest, std::string& code,
                                   std::string& fragment);

re2::StringPiece Piece(std::string_view s);

}  // namespace golite::stdlib
