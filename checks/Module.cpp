// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/DetachedTaskCheck.h"
#include "checks/DiscardedTaskCheck.h"
#include "checks/FailFastGroupInLoopCheck.h"
#include "checks/SwallowedCancellationCheck.h"
#include "checks/TaskReturningCallbackCheck.h"
#include "checks/UnawaitedTaskCheck.h"
#include "checks/UnboundedSpawnCheck.h"

#include "clang-tidy/ClangTidyModule.h"
#include "llvm/Support/Registry.h"

namespace holdfast {

class HoldfastModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<DetachedTaskCheck>("holdfast-detached-task");
    Factories.registerCheck<DiscardedTaskCheck>("holdfast-discarded-task");
    Factories.registerCheck<TaskReturningCallbackCheck>(
        "holdfast-task-returning-callback");
    Factories.registerCheck<UnawaitedTaskCheck>("holdfast-unawaited-task");
    Factories.registerCheck<FailFastGroupInLoopCheck>(
        "holdfast-fail-fast-group-in-loop");
    Factories.registerCheck<SwallowedCancellationCheck>(
        "holdfast-swallowed-cancellation");
    Factories.registerCheck<UnboundedSpawnCheck>("holdfast-unbounded-spawn");
  }
};

static llvm::Registry<clang::tidy::ClangTidyModule>::Add<HoldfastModule>
    X("holdfast-module", "Finds dropped task handles and repairs them.");

} // namespace holdfast

// Executables that link the checks statically refer to this symbol, so that the
// linker keeps the registration above.
// NOLINTNEXTLINE(misc-use-internal-linkage): named by driver/.
volatile int HoldfastModuleAnchorSource = 0;
