// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Facts.h"

#include "llvm/ADT/STLExtras.h"

#include <array>
#include <utility>

namespace holdfast {

template <class Enum> using Word = std::pair<Enum, llvm::StringLiteral>;

static constexpr std::array<Word<Consequence>, 10> Consequences{{
    {Consequence::Unknown, "unknown"},
    {Consequence::NeverStarts, "never-starts"},
    {Consequence::Cancels, "cancels"},
    {Consequence::CancelsBlocks, "cancels-blocks"},
    {Consequence::Blocks, "blocks"},
    {Consequence::Detaches, "detaches"},
    {Consequence::Terminates, "terminates"},
    {Consequence::TerminatesOnError, "terminates-on-error"},
    {Consequence::Leaks, "leaks"},
    {Consequence::Undefined, "undefined"},
}};

static constexpr std::array<Word<ErrorFate>, 6> ErrorFates{{
    {ErrorFate::Unknown, "unknown"},
    {ErrorFate::None, "none"},
    {ErrorFate::Swallowed, "swallowed"},
    {ErrorFate::Logged, "logged"},
    {ErrorFate::EscapesLoop, "escapes-loop"},
    {ErrorFate::Terminates, "terminates"},
}};

static constexpr std::array<Word<Start>, 3> Starts{{
    {Start::Unknown, "unknown"},
    {Start::Lazy, "lazy"},
    {Start::Eager, "eager"},
}};

template <class Table, class Enum>
static llvm::StringRef wordFor(const Table &Words, Enum E) {
  return llvm::find_if(Words, [&](const auto &W) { return W.first == E; })
      ->second;
}

template <class Enum, class Table>
static std::optional<Enum> enumFor(const Table &Words, llvm::StringRef Text) {
  const auto *It =
      llvm::find_if(Words, [&](const auto &W) { return W.second == Text; });
  if (It == Words.end())
    return std::nullopt;
  return It->first;
}

llvm::StringRef spelling(Consequence C) { return wordFor(Consequences, C); }
llvm::StringRef spelling(ErrorFate E) { return wordFor(ErrorFates, E); }
llvm::StringRef spelling(Start S) { return wordFor(Starts, S); }

std::optional<Consequence> parseConsequence(llvm::StringRef Text) {
  return enumFor<Consequence>(Consequences, Text);
}
std::optional<ErrorFate> parseErrorFate(llvm::StringRef Text) {
  return enumFor<ErrorFate>(ErrorFates, Text);
}
std::optional<Start> parseStart(llvm::StringRef Text) {
  return enumFor<Start>(Starts, Text);
}

} // namespace holdfast
