// This file implements the text of race reports, in the layout of Go's.
#include "runtime/race/report.h"

#include <cstdio>
#include <fstream>
#include <string_view>

namespace golite::runtime::race {
namespace {

std::string Hex(const char* format, uint64_t v) {
  char text[32];
  std::snprintf(text, sizeof text, format, static_cast<unsigned long long>(v));
  return text;
}

// Go removes a prefix of the path wherever it stands, with what is before it.
std::string Stripped(const std::string& file, const std::string& strip) {
  if (strip.empty()) return file;
  const size_t at = file.find(strip);
  return at == std::string::npos ? file : file.substr(at + strip.size());
}

std::string SourceLine(const std::string& file, uint32_t line) {
  std::ifstream in(file);
  std::string text;
  for (uint32_t i = 0; i < line; ++i)
    if (!std::getline(in, text)) return "";
  const size_t first = text.find_first_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first);
}

void AppendStack(std::string& out, const std::vector<StackFrame>& stack, const std::string& strip) {
  for (const StackFrame& f : stack) {
    out += "  " + f.function + "()\n      " + Stripped(f.file, strip) + ":" + std::to_string(f.line) + " +" +
           Hex("0x%llx", f.offset) + "\n";
  }
}

void AppendParty(std::string& out, const Party& p, bool first, const std::string& strip, bool sources) {
  out += "\n";
  out += first ? (p.write ? "Write" : "Read") : (p.write ? "Previous write" : "Previous read");
  out += " at " + Hex("0x%012llx", p.address) + " by " + (p.is_main ? "main goroutine" : "goroutine " + std::to_string(p.goroutine)) + ":\n";
  AppendStack(out, p.stack, strip);
  if (!sources || p.stack.empty()) return;
  if (std::string line = SourceLine(p.stack[0].file, p.stack[0].line); !line.empty()) out += "      > " + line + "\n";
}

void AppendCreation(std::string& out, const Party& p, const std::string& strip) {
  if (p.is_main) return;
  out += "\nGoroutine " + std::to_string(p.goroutine) + " (" + (p.running ? "running" : "finished") + ") created at:\n";
  AppendStack(out, p.created_at, strip);
}

std::string Quoted(std::string_view s) {
  std::string out = "\"";
  for (char c : s) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += Hex("\\u%04llx", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string JsonOf(const std::vector<StackFrame>& stack) {
  std::string out = "[";
  for (const StackFrame& f : stack) {
    if (out.size() > 1) out += ",";
    out += "{\"function\":" + Quoted(f.function) + ",\"file\":" + Quoted(f.file) + ",\"line\":" + std::to_string(f.line) + "}";
  }
  return out + "]";
}

std::string JsonOf(const Party& p) {
  return std::string("{\"kind\":\"") + (p.write ? "write" : "read") + "\",\"atomic\":" + (p.atomic ? "true" : "false") +
         ",\"address\":\"" + Hex("0x%012llx", p.address) + "\",\"goroutine\":" + std::to_string(p.goroutine) +
         ",\"main\":" + (p.is_main ? "true" : "false") + ",\"running\":" + (p.running ? "true" : "false") +
         ",\"stack\":" + JsonOf(p.stack) + ",\"created_at\":" + JsonOf(p.created_at) + "}";
}

}  // namespace

std::string TextOf(const Report& r, const std::string& strip, bool sources) {
  std::string out = "==================\nWARNING: DATA RACE";
  AppendParty(out, r.now, /*first=*/true, strip, sources);
  AppendParty(out, r.previous, /*first=*/false, strip, sources);
  AppendCreation(out, r.now, strip);
  if (r.previous.goroutine != r.now.goroutine) AppendCreation(out, r.previous, strip);
  if (!r.what.empty() || !r.remedy.empty()) out += "\n";
  if (!r.what.empty()) out += "Accessed: " + r.what + "\n";
  if (!r.remedy.empty()) out += "To order the two: " + r.remedy + "\n";
  return out + "==================\n";
}

std::string JsonOf(const Report& r) {
  return "{\"now\":" + JsonOf(r.now) + ",\"previous\":" + JsonOf(r.previous) + ",\"accessed\":" + Quoted(r.what) +
         ",\"remedy\":" + Quoted(r.remedy) + "}";
}

}  // namespace golite::runtime::race
