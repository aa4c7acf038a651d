// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "clang-tidy/ClangTidyModule.h"

namespace holdfast {

class HoldfastModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &) override {}
};

static clang::tidy::ClangTidyModuleRegistry::Add<HoldfastModule>
    X("holdfast-module", "Finds dropped task handles and repairs them.");

} // namespace holdfast

// Executables that link the checks statically refer to this symbol, so that the
// linker keeps the registration above.
// NOLINTNEXTLINE(misc-use-internal-linkage): named by driver/.
volatile int HoldfastModuleAnchorSource = 0;
