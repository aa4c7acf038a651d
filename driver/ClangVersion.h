// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where clang 19 and clang 22 have another name or another owner for the same
// thing. What both understand is written where it is used.
#pragma once

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Version.h"

#if CLANG_VERSION_MAJOR >= 22
#include "clang/Options/OptionUtils.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Driver.h"
#include "clang/Driver/Options.h"
#endif

#include <memory>
#include <string>
#include <vector>

namespace holdfast::driver {

/// For a MultiplexConsumer, which in clang 19 takes nothing but a list.
inline std::vector<std::unique_ptr<clang::ASTConsumer>>
listOf(std::unique_ptr<clang::ASTConsumer> One) {
  std::vector<std::unique_ptr<clang::ASTConsumer>> All;
  All.push_back(std::move(One));
  return All;
}

/// The options of a diagnostics engine and of its printer. Clang 22 refers to
/// them; clang 19 shares them.
class EngineOptions {
public:
  clang::DiagnosticOptions *operator->() { return Options.get(); }

#if CLANG_VERSION_MAJOR >= 22
  operator clang::DiagnosticOptions &() { return *Options; }

private:
  std::unique_ptr<clang::DiagnosticOptions> Options =
      std::make_unique<clang::DiagnosticOptions>();
#else
  using Shared = llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions>;
  operator Shared() { return Options; }
  operator clang::DiagnosticOptions *() { return Options.get(); }

private:
  Shared Options = llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>();
#endif
};

#if CLANG_VERSION_MAJOR >= 22

namespace options = clang::options;
using clang::getDriverOptTable;
using clang::GetResourcesPath;

/// The options of \p Engine outlive \p Context's use of it.
inline void setEngine(clang::tidy::ClangTidyContext &Context,
                      clang::DiagnosticsEngine &Engine) {
  Context.setDiagnosticsEngine(/*DiagOpts=*/nullptr, &Engine);
}

inline clang::tidy::ClangTidyOptions defaultOptions() {
  return clang::tidy::ClangTidyOptions::getDefaults();
}

/// RemovedArgs in a .clang-tidy file; clang-tidy 19 does not know the word.
/// nullptr: there are none.
inline const std::vector<std::string> *
removedArguments(const clang::tidy::ClangTidyOptions &Options) {
  return Options.RemovedArgs ? &*Options.RemovedArgs : nullptr;
}

#else

namespace options = clang::driver::options;
using clang::driver::getDriverOptTable;

inline std::string GetResourcesPath(llvm::StringRef Program) {
  return clang::driver::Driver::GetResourcesPath(Program);
}

inline void setEngine(clang::tidy::ClangTidyContext &Context,
                      clang::DiagnosticsEngine &Engine) {
  Context.setDiagnosticsEngine(&Engine);
}

/// clang-tidy 19 reports nothing in headers unless it is asked to.
inline clang::tidy::ClangTidyOptions defaultOptions() {
  auto Options = clang::tidy::ClangTidyOptions::getDefaults();
  Options.HeaderFilterRegex = ".*";
  return Options;
}

inline const std::vector<std::string> *
removedArguments(const clang::tidy::ClangTidyOptions &) {
  return nullptr;
}

#endif

} // namespace holdfast::driver
