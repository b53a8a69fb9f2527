// This file implements the public Engine: compilations and their reports.
#include "embed/compilation.h"
#include "embed/program.h"
#include "stdlib/natives.h"

namespace golite {

std::string_view Version() { return "0.1.0"; }

namespace {

CompileResult Finish(std::unique_ptr<embed::Compilation> compilation, bool ok, const CompileOptions& options) {
  Program program_handle;
  if (ok && compilation->Check() && !options.check_only) {
    if (auto program = compilation->Lower()) {
      auto impl = std::make_shared<Program::Impl>();
      impl->program = std::move(program);
      impl->natives = std::make_shared<runtime::NativeTable>(stdlib::StandardNatives());
      program_handle = Program(std::move(impl));
    }
  }
  CompileResult result = embed::ResultOf(std::move(compilation));
  result.program = std::move(program_handle);
  return result;
}

}  // namespace

CompileResult Engine::Compile(std::span<const std::string> paths, const CompileOptions& options) const {
  auto compilation = std::make_unique<embed::Compilation>(options);
  const bool ok = compilation->Load(paths);
  return Finish(std::move(compilation), ok, options);
}

CompileResult Engine::CompileText(std::string_view name, std::string_view text, const CompileOptions& options) const {
  auto compilation = std::make_unique<embed::Compilation>(options);
  const bool ok = compilation->LoadText(name, text);
  return Finish(std::move(compilation), ok, options);
}

std::string CompileResult::Report(const ReportOptions& options) const {
  if (sources == nullptr) return {};
  RenderOptions render;
  render.max_errors = options.max_errors;
  render.snippets = options.snippets;
  render.color = options.color;
  return RenderDiagnostics(sources->compilation->diags, render);
}

}  // namespace golite
