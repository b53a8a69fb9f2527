// Tests the scanner: tokens, semicolons, literals, and the errors of malformed input with their positions.
#include "lexer/scanner.h"

#include <gtest/gtest.h>

#include "lexer/dump.h"
#include "lexer/literal.h"

namespace golite::lexer {
namespace {

struct Scan {
  std::string tokens;  // separated by spaces
  std::string errors;  // "line:col: message", one a line
  std::string last;    // the position of the end, as //line directives say
};

Scan ScanText(std::string text) {
  SourceManager sources;
  Interner interner;
  Diagnostics diags(sources);
  SourceFile& file = sources.AddFile("", std::move(text));
  Scanner scanner(file, interner, diags);
  Scan scan;
  while (true) {
    const Lexeme lexeme = scanner.Next();
    if (lexeme.token == Token::kEof) {
      scan.last = file.Logical(lexeme.offset).ToString();
      break;
    }
    if (!scan.tokens.empty()) scan.tokens += ' ';
    if (lexeme.token == Token::kSemicolon) {
      scan.tokens += lexeme.semicolon == SemicolonKind::kWritten   ? ";"
                     : lexeme.semicolon == SemicolonKind::kNewline ? "\\n"
                                                                   : "$";
    } else {
      scan.tokens += file.text().substr(lexeme.offset, lexeme.length);
    }
  }
  scan.errors = RenderDiagnostics(diags, {.max_errors = 0});
  return scan;
}

TEST(ScannerTest, InsertsSemicolons) {
  EXPECT_EQ(ScanText("x\ny").tokens, "x \\n y $");
  EXPECT_EQ(ScanText("x;\n\n").tokens, "x ;");
  EXPECT_EQ(ScanText("f(\n)\n{\n}").tokens, "f ( ) \\n { } $");
  EXPECT_EQ(ScanText("return\nbreak\ncontinue\nfallthrough\nif\n").tokens,
            "return \\n break \\n continue \\n fallthrough \\n if");
  EXPECT_EQ(ScanText("x++\ny--\n1\n'a'\n\"s\"\n]\n").tokens, "x ++ \\n y -- \\n 1 \\n 'a' \\n \"s\" \\n ] \\n");
  EXPECT_EQ(ScanText("x +\ny").tokens, "x + y $");
  EXPECT_EQ(ScanText("x // comment\ny").tokens, "x \\n y $");
  EXPECT_EQ(ScanText("x /* a */ y /* \n */ z").tokens, "x y \\n z $");
}

TEST(ScannerTest, KnowsEveryOperatorAndKeyword) {
  std::string text;
#define TOKEN(name, spelling)
#define OPERATOR(name, spelling, precedence) text += std::string(spelling) + " ";
#define KEYWORD(name, spelling) text += std::string(spelling) + " ";
#include "lexer/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
  SourceManager sources;
  Interner interner;
  Diagnostics diags(sources);
  SourceFile& file = sources.AddFile("", text);
  Scanner scanner(file, interner, diags);
  auto expect = [&](Token token) { EXPECT_EQ(scanner.Next().token, token) << TokenText(token); };
#define TOKEN(name, spelling)
#define OPERATOR(name, spelling, precedence) expect(Token::k##name);
#define KEYWORD(name, spelling) expect(Token::k##name);
#include "lexer/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
  expect(Token::kEof);
}

TEST(ScannerTest, ReadsNumbers) {
  const char* good[] = {"0",         "42",           "4_2",         "0600", "0_600",     "0o600",  "0O17",
                        "0xBadFace", "0x_67_7a",     "0b1_0",       "0.",   "72.4",      "072.",   "1.e+0",
                        "1E6",       ".25",          ".12345E+5",   "1_5.", "0.15e+0_2", "0x1p-2", "0x2.p10",
                        "0x1.Fp+0",  "0X.8p-0",      "0X_1FFFP-16", "0i",   "0123i",     "0o123i", "0xabci",
                        "1.e+0i",    "6.67428e-11i", "08i",         "09.5", "0x15e-2"};
  for (const char* text : good) EXPECT_EQ(ScanText(text).errors, "") << text;
  EXPECT_EQ(ScanText("0x15e-2").tokens, "0x15e - 2 $");
  EXPECT_EQ(ScanText("1..2").tokens, "1. .2 $");
}

TEST(ScannerTest, ReportsMalformedNumbers) {
  const struct {
    const char* text;
    const char* error;
  } rows[] = {
      {"08", "1:2: invalid digit '8' in octal literal\n"},
      {"0o8", "1:3: invalid digit '8' in octal literal\n"},
      {"0b2", "1:3: invalid digit '2' in binary literal\n"},
      {"0x", "1:3: hexadecimal literal has no digits\n"},
      {"0b", "1:3: binary literal has no digits\n"},
      {"0o", "1:3: octal literal has no digits\n"},
      {"1_", "1:2: '_' must separate successive digits\n"},
      {"0__1", "1:3: '_' must separate successive digits\n"},
      {"1e", "1:3: exponent has no digits\n"},
      {"1e+", "1:4: exponent has no digits\n"},
      {"1p3", "1:2: 'p' exponent requires hexadecimal mantissa\n"},
      {"0b1.0", "1:4: invalid radix point in binary literal\n"},
      {"0x1.8", "1:6: hexadecimal mantissa requires a 'p' exponent\n"},
      {"0b1e3", "1:4: 'e' exponent requires decimal mantissa\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(ScanText(row.text).errors, row.error) << row.text;
}

TEST(ScannerTest, ReportsMalformedStringsAndRunes) {
  const struct {
    const char* text;
    const char* error;
  } rows[] = {
      {"\"abc\n", "1:5: newline in string\n"},
      {"x \"abc", "1:3: string not terminated\n"},
      {"`abc\n", "1:1: string not terminated\n"},
      {"''", "1:2: empty rune literal or unescaped '\n"},
      {"'ab'", "1:1: more than one character in rune literal\n"},
      {"'a", "1:1: rune literal not terminated\n"},
      {"\"\\q\"", "1:3: unknown escape\n"},
      {"'\\400'", "1:6: octal escape value 256 > 255\n"},
      {"\"\\xg0\"", "1:4: invalid character 'g' in hexadecimal escape\n"},
      {"\"\\uD800\"", "1:8: escape is invalid Unicode code point U+D800\n"},
      {"\"\\U00110000\"", "1:12: escape is invalid Unicode code point U+110000\n"},
      {"/* abc", "1:1: comment not terminated\n"},
      {"x @ y", "1:3: invalid character U+0040 '@'\n"},
      {"x # y", "1:3: invalid character U+0023 '#'\n"},
      {"a\xE2\x82\xAC", "1:2: invalid character U+20AC '\xE2\x82\xAC' in identifier\n"},
      {"\xE2\x82\xAC", "1:1: invalid character U+20AC '\xE2\x82\xAC' in identifier\n"},
      {"x\n\xEF\xBB\xBF", "2:1: invalid BOM in the middle of the file\n"},
      {"x \xFF", "1:3: invalid UTF-8 encoding\n"},
      {"//line a.go:0\nx", "1:13: invalid line number: 0\n"},
      {"//line a.go:x\nx", "1:13: invalid line number: x\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(ScanText(row.text).errors, row.error) << row.text;
  EXPECT_EQ(ScanText(std::string("a\0b", 3)).errors, "1:2: invalid NUL character\n");
  EXPECT_EQ(ScanText(std::string("\"a\0b\"", 5)).errors, "1:3: invalid NUL character\n");
}

TEST(ScannerTest, AcceptsUnicodeIdentifiersAndAByteOrderMark) {
  EXPECT_EQ(ScanText("\xEF\xBB\xBFx").tokens, "x $");
  EXPECT_EQ(ScanText("\xC3\xA4\xCE\xB2_1 a\xC3\xA9").tokens, "\xC3\xA4\xCE\xB2_1 a\xC3\xA9 $");
  EXPECT_EQ(ScanText("\xC3\xA4").errors, "");
}

TEST(ScannerTest, AllowsAScriptLine) {
  const Scan scan = ScanText("#!/usr/bin/env golite\npackage main");
  EXPECT_EQ(scan.tokens, "package main $");
  EXPECT_EQ(scan.errors, "");
}

TEST(ScannerTest, HonoursLineDirectives) {
  EXPECT_EQ(ScanText("x\n//line foo.go:7\ny").last, "foo.go:7");
  EXPECT_EQ(ScanText("x\n//line foo.go:7:3\ny").last, "foo.go:7:4");
  EXPECT_EQ(ScanText("x /*line foo.go:7:3*/y").last, "foo.go:7:4");
  EXPECT_EQ(ScanText("x //line foo.go:7\n").last, "2:1");  // not at the start of the line
}

TEST(LiteralTest, DecodesStringsAndRunes) {
  EXPECT_EQ(DecodeString(R"("a\tb\x41\101\u00e9\U0001F600\\\"")"), "a\tbAA\xC3\xA9\xF0\x9F\x98\x80\\\"");
  EXPECT_EQ(DecodeString("`a\\n\r\nb`"), "a\\n\nb");
  EXPECT_EQ(DecodeString("\"\\xff\""), "\xFF");
  EXPECT_EQ(DecodeRuneLiteral("'a'"), 'a');
  EXPECT_EQ(DecodeRuneLiteral("'\\n'"), '\n');
  EXPECT_EQ(DecodeRuneLiteral("'\\''"), '\'');
  EXPECT_EQ(DecodeRuneLiteral("'\\xff'"), 0xFF);
  EXPECT_EQ(DecodeRuneLiteral("'\\377'"), 0xFF);
  EXPECT_EQ(DecodeRuneLiteral("'\xE4\xB8\x96'"), 0x4E16);
}

TEST(DumpTest, PrintsOneTokenPerLine) {
  SourceManager sources;
  Interner interner;
  Diagnostics diags(sources);
  SourceFile& file = sources.AddFile("a.go", "x := 1\n");
  EXPECT_EQ(DumpTokens(file, interner, diags),
            "1:1\tname\tx\n1:3\t:=\n1:6\tinteger literal\t1\n1:7\t;\tnewline\n2:1\tEOF\n");
}

}  // namespace
}  // namespace golite::lexer
