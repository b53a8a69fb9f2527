// This file implements linking.
#include "embed/link.h"

#include <string>
#include <utility>

#include "embed/host_vm.h"
#include "embed/signature.h"
#include "stdlib/natives.h"

namespace golite::embed {
namespace {

// The signature of the native behind func values made of C++ functions, which says nothing: see HostVm::Stub.
const vm::TypeDesc kNoSignature = [] {
  vm::TypeDesc t;
  t.kind = vm::Kind::kFunc;
  t.string = "func()";
  return t;
}();

}  // namespace

std::shared_ptr<Program::Impl> Link(Compilation& compilation, std::unique_ptr<vm::Program> program,
                                    std::shared_ptr<const HostPackages> packages) {
  static const runtime::NativeTable kLibrary(stdlib::StandardNatives());
  auto impl = std::make_shared<Program::Impl>();
  impl->closure_native = static_cast<uint32_t>(program->natives.size());
  program->natives.push_back({"golite.hostFunc", &kNoSignature, 0, 0});
  runtime::NativeTable::Linked linked;
  for (const vm::NativeDecl& decl : program->natives) {
    runtime::NativeFn fn = nullptr;
    std::string error;
    const detail::HostFunction* host = packages == nullptr ? nullptr : packages->Find(decl.name);
    if (host != nullptr) {
      fn = &HostVm::CallHost;
      error = Compare(host->signature, decl.type, /*last_error=*/nullptr);
    } else if (decl.type == &kNoSignature) {
      fn = &HostVm::CallClosure;
    } else {
      fn = kLibrary.LinkOne(decl, &error);
    }
    if (!error.empty()) {
      compilation.diags.Error(compilation.PosOfNative(decl.name), (host != nullptr ? "host function " : "native ") + std::string(decl.name) + " " + error);
    }
    impl->host_functions.push_back(host);
    linked.functions.push_back(fn);
  }
  impl->linked = std::make_unique<vm::LinkedProgram>(*program, std::move(linked));
  impl->program = std::move(program);
  impl->packages = std::move(packages);
  impl->main_path = compilation.main()->path;
  return impl;
}

}  // namespace golite::embed
