// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rows of all libraries by qualified name, for the catalogue's own lookups.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace holdfast::catalogue {

struct Catalogue::Index {
  llvm::StringMap<const HandleRow *> Handles;
  llvm::StringMap<llvm::SmallVector<const SpawnRow *, 1>> Spawns;
  llvm::StringMap<const TokenAdapterRow *> TokenAdapters;
  llvm::StringMap<const DetacherRow *> Detachers;
  llvm::StringMap<const FireAndForgetRow *> FireAndForget;
  llvm::StringMap<const OwnerRow *> Owners;
  llvm::StringMap<std::pair<const TokenCase *, const Library *>>
      DetachingTokens;
  std::vector<llvm::StringRef> InitiatingPrefixes;
  llvm::StringMap<llvm::SmallVector<const SinkRow *, 1>> Sinks;
  llvm::StringMap<const WrapperRow *> Wrappers;
  llvm::StringSet<> Executors, Sanctioned, SanctionedMacros, NotTasks, Binders;
  /// The last components of spawns and detachers, and of sinks.
  llvm::StringSet<> SpawnWords, SinkWords;
  llvm::StringMap<const CancellationRow *> Cancellations;
  llvm::StringSet<> TimerWaits, AcceptWaits;

  void add(const Library &Lib);
  void addSpawnWord(llvm::StringRef Name) {
    SpawnWords.insert(Name.substr(Name.rfind(':') + 1));
  }
};

} // namespace holdfast::catalogue
