// This file declares reading what an example or a script must print from its comments.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace golite::embed {

// The expected output in the last comment of a block of statements ("// Output:", "// Unordered output:"), `text` being
// its source. Returns whether there is such a comment.
bool FindExpectedOutput(std::string_view text, std::string* output, bool* unordered);

// The comments of a Go source in order, neighbouring ones joined to one text as go/ast does: without the markers, each
// line ended by a newline.
struct CommentGroup {
  size_t begin = 0;  // offset of its first byte
  size_t end = 0;    // after its last
  std::string text;
};
std::vector<CommentGroup> CommentsOf(std::string_view source);

}  // namespace golite::embed
