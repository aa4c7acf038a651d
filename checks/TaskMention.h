// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Can this code name a task at all? Asked of its identifiers, before anybody
// spends time on parsing it.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

namespace holdfast {

/// An identifier where it stands.
struct SpelledName {
  llvm::StringRef Text;
  /// The tokens around it; tok::unknown at the ends.
  clang::tok::TokenKind Before = clang::tok::unknown,
                        After = clang::tok::unknown;
  /// Not in the user's own code, but in a library's header.
  bool System = false;
};

/// Is shown the identifiers of a translation unit, after preprocessing and
/// without those of the standard library, the compiler and the headers that
/// belong to them: what these declare must be spelled elsewhere to be used.
///
/// No check can report anything in code in which no task is mentioned, and a
/// task is mentioned by
/// - a coroutine, a promise or a sender: there is no task type of anybody's own
///   without one of them, or without one of clang's attributes for coroutines;
/// - an annotation, which may be one of `<holdfast/annotations.hpp>`;
/// - all identifiers of a name from catalogue::taskNames, wherever they stand;
///   but a class not where only a member of it is named, and one of namespace
///   std only behind `::`, unless somebody has opened or renamed that
///   namespace;
/// - the declaration, outside of system headers, of a function whose name
///   sounds like a spawn and that returns an object of a class.
class TaskMention {
public:
  explicit TaskMention(const catalogue::Catalogue &Rows);

  /// False: \p Identifier never means anything, wherever it stands.
  bool matters(llvm::StringRef Identifier) const;
  void see(const SpelledName &Name);
  bool found() const { return Found; }

private:
  /// A part of a catalogue's name.
  struct Part {
    size_t Name = 0;
    bool Called = false;
    bool Object = false;
    bool Qualified = false;
    bool Seen = false;
  };

  llvm::StringMap<llvm::SmallVector<Part, 1>> Parts;
  /// By name of the catalogue: how many of its parts were not seen yet.
  std::vector<size_t> Missing;
  /// `using namespace std;`, `namespace s = std;`, `namespace std {`.
  bool StdIsOpen = false;
  bool Found = false;
};

} // namespace holdfast
