// This file implements build constraints: //go:build and // +build lines, and the _GOOS_GOARCH endings of file names.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace golite::embed {

// The build tags that hold.
class BuildTags {
 public:
  // linux, amd64, gc, unix, golite, go1.1 to go1.25; race when asked; and `extra`.
  BuildTags(bool race, const std::vector<std::string>& extra);
  bool Has(std::string_view tag) const { return tags_.contains(std::string(tag)); }

 private:
  std::unordered_set<std::string> tags_;
};

// Does the file belong to the build, judging by its name ("dial_windows.go")? The ending .go or .go-lite is ignored.
bool MatchesFileName(std::string_view name, const BuildTags& tags);

// Does the file belong to the build, judging by the constraints above its package clause? `error` is set to what is
// wrong with a malformed //go:build line, which then does not match.
bool MatchesConstraints(std::string_view text, const BuildTags& tags, std::string* error);

// Evaluates an expression such as "linux && !(arm || go1.30)". Returns false and sets `error` when it is malformed.
bool EvaluateConstraint(std::string_view expression, const BuildTags& tags, std::string* error);

}  // namespace golite::embed
