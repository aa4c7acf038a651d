// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Catalogue.h"
#include "checks/catalogue/Watch.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace holdfast::catalogue {

std::vector<std::string> findUserFiles(llvm::StringRef SourceFile) {
  llvm::SmallString<256> Path(SourceFile);
  if (llvm::sys::fs::make_absolute(Path))
    return {};
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  std::vector<std::string> Out;
  for (llvm::StringRef Folder = llvm::sys::path::parent_path(Path);
       !Folder.empty(); Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Candidate(Folder);
    llvm::sys::path::append(Candidate, ".holdfast.yaml");
    watchFile(Candidate);
    // Whatever has the name counts: one that cannot be read is an error that
    // the user must hear of, not a file that is not there.
    if (llvm::sys::fs::exists(Candidate))
      Out.push_back(Candidate.str().str());
  }
  std::reverse(Out.begin(), Out.end());
  return Out;
}

} // namespace holdfast::catalogue
