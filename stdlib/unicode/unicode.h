// This file declares what natives need to know of Unicode, as of version 15.0.
#pragma once

#include <cstdint>

namespace golite::stdlib {

bool IsControl(int32_t r);
bool IsDigit(int32_t r);
bool IsGraphic(int32_t r);
bool IsLetter(int32_t r);
bool IsLower(int32_t r);
bool IsMark(int32_t r);
bool IsNumber(int32_t r);
bool IsPrint(int32_t r);
bool IsPunct(int32_t r);
bool IsSpace(int32_t r);
bool IsSymbol(int32_t r);
bool IsTitle(int32_t r);
bool IsUpper(int32_t r);
int32_t ToUpper(int32_t r);
int32_t ToLower(int32_t r);
int32_t ToTitle(int32_t r);

// The simple case folding of r: runes that are equivalent under it have the same one.
int32_t FoldRune(int32_t r);

}  // namespace golite::stdlib
