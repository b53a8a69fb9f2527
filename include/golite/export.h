// This file defines GOLITE_API, which marks what the shared library exports.
#pragma once

#if defined(__GNUC__)
#define GOLITE_API __attribute__((visibility("default")))
#else
#define GOLITE_API
#endif
