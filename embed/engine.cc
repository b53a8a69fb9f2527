// This file implements the public Engine: compilations and their reports.
#include "golite/engine.h"

#include "embed/compilation.h"
#include "embed/link.h"

namespace golite {

std::string_view Version() { return "0.1.0"; }

namespace {

using embed::HostPackages;

CompileResult Finish(std::unique_ptr<embed::Compilation> compilation, bool ok, const CompileOptions& options,
                     std::shared_ptr<const HostPackages> packages) {
  Program program_handle;
  if (ok && compilation->Check() && !options.check_only) {
    if (auto program = compilation->Lower()) {
      auto impl = embed::Link(*compilation, std::move(program), std::move(packages));
      if (!compilation->diags.has_errors()) program_handle = Program(std::move(impl));
    }
  }
  CompileResult result = embed::ResultOf(std::move(compilation));
  result.program = std::move(program_handle);
  return result;
}

}  // namespace

Engine::Engine() = default;
Engine::~Engine() = default;
Engine::Engine(const Engine&) = default;
Engine& Engine::operator=(const Engine&) = default;

Result<void> Engine::Add(const Package& package) {
  auto packages = packages_ == nullptr ? std::make_shared<HostPackages>() : std::make_shared<HostPackages>(*packages_);
  Result<void> added = packages->Add(package);
  if (added.ok()) packages_ = std::move(packages);
  return added;
}

std::string Engine::Declarations(std::string_view path) const {
  std::string text;
  if (packages_ == nullptr) return text;
  for (const stdlib::EmbeddedFile& file : packages_->files()) {
    if (file.import_path == path) text += file.contents;
  }
  return text;
}

CompileResult Engine::Compile(std::span<const std::string> paths, const CompileOptions& options) const {
  auto compilation = std::make_unique<embed::Compilation>(options, packages_);
  const bool ok = compilation->Load(paths);
  return Finish(std::move(compilation), ok, options, packages_);
}

CompileResult Engine::CompileText(std::string_view name, std::string_view text, const CompileOptions& options) const {
  auto compilation = std::make_unique<embed::Compilation>(options, packages_);
  const bool ok = compilation->LoadText(name, text);
  return Finish(std::move(compilation), ok, options, packages_);
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
