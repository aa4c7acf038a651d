// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was found, as plain data: it travels from the worker processes to the
// driver as JSON, and from the driver to its reports.
#pragma once

#include "driver/JsonNumbers.h"

#include <map>
#include <string>
#include <vector>

namespace holdfast::driver {

/// Bytes of one file. `File` is absolute, as the compiler spelled it.
struct Range {
  std::string File;
  unsigned Offset = 0;
  unsigned Length = 0;
};

/// `Length` bytes of `File` at `Offset` become `Text`.
struct Edit {
  std::string File;
  unsigned Offset = 0;
  unsigned Length = 0;
  std::string Text;
};

/// Edits that are made together or not at all. A fix without edits is text for
/// a person (tier `display`).
struct ProposedFix {
  std::string Title;
  /// `safe`, `suggest`, `display`.
  std::string Tier;
  /// `await`, `group`, `tracked-set`, `report`.
  std::string Family;
  /// The one that `holdfast fix` makes.
  bool Preferred = false;
  std::vector<Edit> Edits;
};

/// A note below a diagnostic. `Edits` belong to the fix of the same title.
struct Note {
  std::string Message;
  /// Empty: the note has no place.
  std::string File;
  unsigned Offset = 0;
  std::vector<Range> Ranges;
  std::vector<Edit> Edits;
};

/// One diagnostic: a finding of a check, or an error of the compiler.
struct Diagnosis {
  /// `holdfast-...`, or `clang-diagnostic-error`.
  std::string Check;
  std::string Message;
  /// Empty: the diagnostic has no place, such as a wrong flag.
  std::string File;
  unsigned Offset = 0;
  /// Counted from 1, columns in bytes; 0: no place.
  unsigned Line = 0;
  unsigned Column = 0;
  bool IsError = false;
  /// `WarningsAsErrors` of .clang-tidy made a warning an error.
  bool WarningAsError = false;
  std::vector<Range> Ranges;
  std::vector<Note> Notes;

  /// The facts of checks/Finding.h in their spellings; empty for the compiler's
  /// errors.
  std::string Function, Type, Library, Consequence, ErrorFate;
  std::vector<ProposedFix> Fixes;

  bool fromCompiler() const;
  /// The notes that say where the handle goes, in their order; not those that
  /// offer a fix.
  std::vector<const Note *> steps() const;
  const ProposedFix *preferredFix() const;
};

/// A file that a translation unit read, outside of system headers.
struct ReadFile {
  /// Real path.
  std::string File;
  /// Of the bytes that the compiler saw; hexadecimal.
  std::string Hash;
};

/// A function whose handles a check did not follow to the end.
struct GivenUp {
  std::string Check;
  std::string Function;
  /// Absolute.
  std::string File;
  unsigned Line = 0;
};

/// What a unit cost, in seconds of CPU.
struct UnitStats {
  /// Parse and checks.
  double All = 0;
  /// The checks and their walk over the code.
  double Checks = 0;
  std::map<std::string, double> ByCheck;
  std::vector<GivenUp> Spent;
  /// It began with a prelude.
  bool WithPrelude = false;
  /// Why the prelude did not fit, so that it was read again without one; empty:
  /// it did.
  std::string Misfit;
};

/// A line with a finding that a NOLINT silences. A finding in a macro has
/// several: where a comment would count.
struct SilencedPlace {
  std::string Check;
  /// Real path.
  std::string File;
  unsigned Line = 0;
};

/// Lines of a file, by its real path.
struct LineRange {
  std::string File;
  unsigned First = 0;
  unsigned Last = 0;
};

/// A header of others that one of the user's own files includes.
struct SystemInclude {
  /// As it is written between the angle brackets.
  std::string Name;
  /// The size of all files that the preprocessor entered for it.
  uint64_t Bytes = 0;
};

/// What one worker says of one translation unit.
struct UnitReport {
  std::vector<Diagnosis> Findings;
  /// The compiler's errors.
  std::vector<Diagnosis> Errors;
  /// Mistakes in the user's configuration: .clang-tidy, .holdfast.yaml, a check
  /// option. One message each, with file and line where they are known.
  std::vector<std::string> Configuration;
  /// What is wrong and not the user's to repair: a catalogue file that a
  /// library ships. One message each, with file and line.
  std::vector<std::string> Warnings;
  /// Zeros unless they were asked for.
  UnitStats Stats;
  std::vector<ReadFile> Files;
  /// The checks that could report something.
  std::vector<std::string> Checks;
  std::vector<SilencedPlace> Silenced;
  /// Lines that the preprocessor skipped, in files with a NOLINT.
  std::vector<LineRange> Skipped;
  /// `#include <holdfast/...>` finds the runtime with the unit's own flags.
  bool FindsRuntime = false;
  /// Of a unit that is only preprocessed.
  std::vector<SystemInclude> SystemIncludes;
  /// Of the same: how many bytes each `#include` of the source file brought, in
  /// their order.
  std::vector<uint64_t> IncludedBytes;
  /// The unit cannot name a task and was not parsed: driver/Prefilter.h.
  bool NamesNoTask = false;
};

/// The hash of ReadFile::Hash.
std::string hashOf(llvm::StringRef Bytes);
/// For keys: no two of them are ever taken for the same.
std::string longHashOf(llvm::StringRef Bytes);

/// Paths, arguments and file contents are bytes, JSON strings are UTF-8: what
/// is not UTF-8 would arrive changed, so all of them travel as Base64.
std::string bytes(llvm::StringRef S);
/// \p S as it was before `bytes`. False: it is no Base64.
bool takeBytes(std::string &S);

llvm::json::Value toJSON(const Range &R);
llvm::json::Value toJSON(const Edit &E);
llvm::json::Value toJSON(const ProposedFix &F);
llvm::json::Value toJSON(const Note &N);
llvm::json::Value toJSON(const Diagnosis &D);
llvm::json::Value toJSON(const ReadFile &F);
llvm::json::Value toJSON(const GivenUp &G);
llvm::json::Value toJSON(const UnitStats &S);
llvm::json::Value toJSON(const SilencedPlace &S);
llvm::json::Value toJSON(const LineRange &R);
llvm::json::Value toJSON(const SystemInclude &I);
llvm::json::Value toJSON(const UnitReport &R);
bool fromJSON(const llvm::json::Value &V, Range &R, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Edit &E, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, ProposedFix &F, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Note &N, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Diagnosis &D, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, ReadFile &F, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, GivenUp &G, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, UnitStats &S, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, SilencedPlace &S, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, LineRange &R, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, SystemInclude &I, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, UnitReport &R, llvm::json::Path P);

} // namespace holdfast::driver
