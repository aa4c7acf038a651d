// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `holdfast-clangd`: clangd with the checks linked in.

#include "checks/Finding.h"

// Keeps the registration of the checks in this program.
extern volatile int HoldfastModuleAnchorSource;

namespace clang::clangd {
// In libclangdMain; no installed header declares it.
int clangdMain(int Argc, char *Argv[]);
} // namespace clang::clangd

int main(int Argc, char **Argv) {
  HoldfastModuleAnchorSource = 1;
  holdfast::putFixesOnNotes(true);
  return clang::clangd::clangdMain(Argc, Argv);
}
