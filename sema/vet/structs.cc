// This file implements the checks of struct tags, and of composite literals of other packages' structs without field names.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "parser/ast/literal.h"
#include "sema/types/predicates.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

// What keeps reflect.StructTag.Get from reading a tag; empty when nothing does.
std::string TagProblem(std::string_view tag) {
  for (int n = 0; !tag.empty(); n++) {
    if (n > 0 && tag[0] != ' ') return "key:\"value\" pairs not separated by spaces";
    tag.remove_prefix(std::min(tag.find_first_not_of(' '), tag.size()));
    if (tag.empty()) break;
    size_t i = 0;
    while (i < tag.size() && tag[i] > ' ' && tag[i] != ':' && tag[i] != '"' && tag[i] != 0x7f) i++;
    if (i == 0) return "bad syntax for struct tag key";
    if (i + 1 >= tag.size() || tag[i] != ':') return "bad syntax for struct tag pair";
    if (tag[i + 1] != '"') return "bad syntax for struct tag value";
    const std::string_view key = tag.substr(0, i);
    tag.remove_prefix(i + 1);
    i = 1;
    while (i < tag.size() && tag[i] != '"') i += tag[i] == '\\' ? 2 : 1;
    if (i >= tag.size()) return "bad syntax for struct tag value";
    const std::string_view value = tag.substr(1, i - 1);
    tag.remove_prefix(i + 1);
    if (key != "json" && key != "xml") continue;
    // Names and options are separated by commas alone; inside a name of JSON, spaces are allowed.
    size_t comma = value.find(',');
    if (key == "json") {
      if (!value.empty() && (value.front() == ' ' || value.substr(0, comma).ends_with(' '))) return "suspicious space in struct tag value";
    } else {
      const std::string_view name = value.substr(0, comma);
      const size_t last = name.rfind(' ');
      // A namespace may stand before the name.
      if (!name.empty() && (name.front() == ' ' || name.back() == ' ' || (last != name.npos && name.find(' ') != last))) {
        return "suspicious space in struct tag value";
      }
    }
    for (size_t at = comma; at < value.size(); at = value.find(',', at + 1)) {
      const std::string_view option = value.substr(at + 1, value.find(',', at + 1) - at - 1);
      if (option.find(' ') != option.npos) return "suspicious space in struct tag value";
    }
  }
  return "";
}

// The value of a key; false when the tag has it not.
bool TagValue(std::string_view tag, std::string_view key, std::string* value) {
  while (true) {
    tag.remove_prefix(std::min(tag.find_first_not_of(' '), tag.size()));
    const size_t colon = tag.find(":\"");
    if (colon == tag.npos) return false;
    size_t end = colon + 2;
    while (end < tag.size() && tag[end] != '"') end += tag[end] == '\\' ? 2 : 1;
    if (end >= tag.size()) return false;
    if (tag.substr(0, colon) == key) {
      *value = tag.substr(colon + 2, end - colon - 2);
      return true;
    }
    tag.remove_prefix(end + 1);
  }
}

std::string Quoted(std::string_view tag) {
  if (tag.find('`') == tag.npos) return "`" + std::string(tag) + "`";
  std::string out = "\"";
  for (const char c : tag) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

class TagCheck {
 public:
  explicit TagCheck(Pass& pass) : pass_(pass) {}

  void Run(const ast::StructType& s) {
    for (const ast::Field* field : s.fields->list) {
      if (field->tag != nullptr && field->tag->bad) continue;
      const std::string tag = field->tag == nullptr ? "" : ast::StringValue(*field->tag);
      if (const std::string problem = TagProblem(tag); !problem.empty()) {
        Report(*field, 0, "struct field tag " + Quoted(tag) + " not compatible with reflect.StructTag.Get: " + problem);
      }
      for (size_t i = 0; i < std::max<size_t>(field->names.size(), 1); i++) {
        for (const std::string_view key : {"json", "xml"}) Name(*field, i, tag, key);
      }
    }
  }

 private:
  void Report(const ast::Field& field, size_t i, std::string message) {
    pass_.Report(field.names.empty() ? ast::StartPos(*field.type) : field.names[i]->pos, std::move(message));
  }

  void Name(const ast::Field& field, size_t i, const std::string& tag, std::string_view key) {
    std::string value;
    const bool has = TagValue(tag, key, &value);
    const bool embedded = field.names.empty();
    const std::string name = embedded ? "" : std::string(field.names[i]->name.view());
    if (has && value != "-" && !embedded && !IsExported(name)) {
      Report(field, i, "struct field " + name + " has " + std::string(key) + " tag but is not exported");
    }
    if (!has || value == "-") return;
    std::string_view wire = std::string_view(value).substr(0, value.find(','));
    if (key == "xml") {
      // Attributes and elements are apart; XMLName names the struct itself.
      if (name == "XMLName" || value.find(",any") != value.npos || wire.empty()) return;
      if (value.find(",attr") != value.npos) key = "xml attribute";
    }
    if (wire.empty()) return;
    auto& fields = key == "json" ? json_ : key == "xml" ? xml_ : attributes_;
    const auto [it, fresh] = fields.try_emplace(std::string(wire), field.names.empty() ? field.pos : field.names[i]->pos);
    if (fresh || embedded) return;
    const Position at = pass_.diags.sources().Locate(it->second);
    std::string_view file = at.filename;
    file = file.substr(file.rfind('/') == file.npos ? 0 : file.rfind('/') + 1);
    Report(field, i, "struct field " + name + " repeats " + std::string(key) + " tag \"" + std::string(wire) + "\" also at " +
                         std::string(file) + ":" + std::to_string(at.line));
  }

  Pass& pass_;
  std::unordered_map<std::string, Pos> json_, xml_, attributes_;
};

// Structs that are meant to be written without field names.
constexpr std::array kPlain = {
    std::string_view("image.Point"), std::string_view("image.Rectangle"), std::string_view("image.Uniform"),
    std::string_view("image/color.Alpha"), std::string_view("image/color.Alpha16"), std::string_view("image/color.CMYK"),
    std::string_view("image/color.Gray"), std::string_view("image/color.Gray16"), std::string_view("image/color.NRGBA"),
    std::string_view("image/color.NRGBA64"), std::string_view("image/color.NYCbCrA"), std::string_view("image/color.RGBA"),
    std::string_view("image/color.RGBA64"), std::string_view("image/color.YCbCr"), std::string_view("encoding/xml.Attr"),
    std::string_view("unicode.Range16"), std::string_view("unicode.Range32"),
};

}  // namespace

void StructTag(Pass& pass, const ast::Node* n) {
  if (const auto* s = ast::TryAs<ast::StructType>(n)) TagCheck(pass).Run(*s);
}

void Composites(Pass& pass, const ast::Node* n) {
  const auto* literal = ast::TryAs<ast::CompositeLit>(n);
  if (literal == nullptr || literal->elts.empty() || ast::Is<ast::KeyValueExpr>(literal->elts[0])) return;
  Type* t = pass.info.TypeAndValueOf(literal).type;
  if (t == nullptr) return;
  if (auto* pointer = TryAs<Pointer>(Unalias(t))) t = pointer->elem();
  auto* named = TryAs<Named>(Unalias(t));
  if (named == nullptr || TryUnder<Struct>(named) == nullptr || named->obj()->pkg() == nullptr) return;
  const std::string& path = named->obj()->pkg()->path();
  if (named->obj()->pkg() == &pass.pkg || path + "_test" == pass.pkg.path()) return;
  const std::string name = VetTypeString(named);
  if (std::ranges::find(kPlain, name) != kPlain.end()) return;
  pass.Report(literal->type != nullptr ? ast::StartPos(*literal) : literal->lbrace, name + " composite literal uses unkeyed fields");
}

}  // namespace golite::sema::vet
