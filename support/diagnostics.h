// This file implements the sink of diagnostics: the table of messages, sorting, the limit of ten, and the renderers.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/interner.h"
#include "support/source.h"

namespace golite {

enum class Severity : uint8_t { kError, kWarning };

enum class Diag : uint16_t {
#define DIAG(name, severity, text) k##name,
#include "support/diagnostics.def"
#undef DIAG
};

// What the table says about a diagnostic.
struct DiagInfo {
  std::string_view name;
  Severity severity;
  std::string_view text;
};
const DiagInfo& GetDiagInfo(Diag diag);

namespace diag_internal {

constexpr std::string_view kTexts[] = {
#define DIAG(name, severity, text) text,
#include "support/diagnostics.def"
#undef DIAG
};

// One more than the highest {n} in the message.
consteval size_t ArgCount(Diag diag) {
  const std::string_view text = kTexts[static_cast<size_t>(diag)];
  size_t count = 0;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}') {
      const size_t n = static_cast<size_t>(text[i + 1] - '0') + 1;
      if (n > count) count = n;
    }
  }
  return count;
}

}  // namespace diag_internal

// How an argument of a message reads. Other layers add overloads for their own types beside those types; they are
// found by argument-dependent lookup.
inline std::string DiagText(std::string_view text) { return std::string(text); }
inline std::string DiagText(const std::string& text) { return text; }
inline std::string DiagText(const char* text) { return text; }
inline std::string DiagText(Sym sym) { return std::string(sym.view()); }
template <std::integral T>
std::string DiagText(T value) {
  return std::to_string(value);
}

// Where a message belongs: a Pos, or anything with a `pos` member such as an AST node.
inline Pos DiagPos(Pos pos) { return pos; }
template <typename T>
  requires requires(const T& at) {
    { at.pos } -> std::convertible_to<Pos>;
  }
Pos DiagPos(const T& at) {
  return at.pos;
}

// Another place involved in a diagnostic.
struct DiagNote {
  Pos pos;
  std::string message;
};

struct Diagnostic {
  Diag diag;
  Severity severity;
  Pos pos;
  std::string message;
  std::vector<DiagNote> notes;
};

// The collector of everything one compilation has to say. Not thread-safe.
class Diagnostics {
 public:
  explicit Diagnostics(const SourceManager& sources) : sources_(&sources) {}

  // Lets the caller attach notes to the diagnostic just reported.
  class Handle {
   public:
    Handle() = default;  // of a diagnostic that was suppressed
    Handle& Note(Pos pos, std::string message);

   private:
    friend class Diagnostics;
    Handle(Diagnostics* sink, size_t index) : sink_(sink), index_(index) {}
    Diagnostics* sink_ = nullptr;
    size_t index_ = SIZE_MAX;  // SIZE_MAX when the diagnostic was a duplicate
  };

  // Reports a row of the table; the number of arguments is checked when this is compiled.
  template <Diag kDiag, typename At, typename... Args>
  Handle Report(const At& at, const Args&... args) {
    static_assert(diag_internal::ArgCount(kDiag) == sizeof...(Args), "the message takes another number of arguments");
    const std::array<std::string, sizeof...(Args)> texts = {DiagText(args)...};
    return Add(kDiag, DiagPos(at), Format(kDiag, texts.data(), texts.size()));
  }

  // Reports a row of the table whose text is filled in already.
  Handle Add(Diag diag, Pos pos, std::string message);
  // Reports an error whose text the caller composed.
  Handle Error(Pos pos, std::string message) { return Add(Diag::kCustom, pos, std::move(message)); }
  template <typename At>
    requires(!std::same_as<At, Pos>)
  Handle Error(const At& at, std::string message) {
    return Add(Diag::kCustom, DiagPos(at), std::move(message));
  }

  bool has_errors() const { return error_count_ != 0; }
  size_t error_count() const { return error_count_; }
  // Was there a "syntax error: ..."? Checking goes on after any other error of lexer or parser, as cmd/compile does.
  bool has_syntax_errors() const { return has_syntax_errors_; }
  const std::vector<Diagnostic>& all() const { return list_; }
  const SourceManager& sources() const { return *sources_; }

  // Sorts by position and removes what gc would not print twice: equal messages on one line, and all but the first
  // syntax error of a line. Rendering does this too.
  void Sort();
  // Forgets everything.
  void Clear();

 private:
  static std::string Format(Diag diag, const std::string* args, size_t count);

  const SourceManager* sources_;
  std::vector<Diagnostic> list_;
  size_t error_count_ = 0;
  bool has_syntax_errors_ = false;
  uint32_t last_syntax_line_ = 0;  // physical line and file of the last syntax error
  SourceFileId last_syntax_file_;
};

struct RenderOptions {
  // How many errors are shown before "too many errors"; 0 shows all.
  size_t max_errors = 10;
  // Draw the source line and a caret below each message.
  bool snippets = false;
  // Use terminal colours in snippets.
  bool color = false;
};

// Returns all diagnostics as text, one `file:line:col: message` per line, sorted.
std::string RenderDiagnostics(Diagnostics& diags, const RenderOptions& options = {});

// The position as gc prints it: "a.go:3:5", //line directives honoured.
std::string FormatPos(const SourceManager& sources, Pos pos);

}  // namespace golite
