// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Options.h"

#include "driver/Memory.h"
#include "driver/OptionTable.h"

#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compiler.h"

#include <thread>

namespace holdfast::driver {

namespace {

struct CommandRow {
  llvm::StringLiteral Name;
  Command What;
  char Letter;
  llvm::StringLiteral Usage;
  llvm::StringLiteral Help;
};

const CommandRow Commands[] = {
    {"check", Command::Check, 'c', "[OPTION...] [PATH...] [-- FLAGS...]",
     "find dropped task handles"},
    {"fix", Command::Fix, 'f', "[OPTION...] [PATH...] [-- FLAGS...]",
     "find them and rewrite the code"},
    {"suppress", Command::Suppress, 's',
     "--reason TEXT [OPTION...] [PATH...] [-- FLAGS...]",
     "write a NOLINT with its reason for each of today's findings"},
    {"baseline", Command::Baseline, 'b', "[OPTION...] [PATH...] [-- FLAGS...]",
     "record today's findings, for 'check --baseline'"},
    {"merge", Command::Merge, 'm', "[OPTION...] SHARD.json...",
     "make one report of the parts that 'check --shard' wrote"},
    {"explain", Command::Explain, 'e', "CHECK", "print the page of a check"},
    {"catalogue", Command::Catalogue, 'k',
     "list | show LIBRARY | validate FILE...",
     "what holdfast knows about task libraries"},
    {"init", Command::Init, 'i', "[-p BUILD] [FOLDER]",
     "write .clang-tidy, .clangd and a CI job for this code base"},
};

/// The nearest of \p Names to \p Word as ` ; did you mean 'x'?`, or nothing.
template <typename Range>
std::string didYouMean(llvm::StringRef Word, const Range &Names) {
  llvm::StringRef Best;
  unsigned BestDistance = 1 + std::max<size_t>(2, Word.size() / 3);
  for (const auto &Row : Names) {
    unsigned Distance = Word.edit_distance(Row.Name, true, BestDistance);
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = Row.Name;
    }
  }
  return Best.empty() ? "" : fmt::format("; did you mean '{}'?", Best.str());
}

const OptionRow *findOption(llvm::StringRef Name) {
  for (const OptionRow &Row : optionRows())
    if (Row.Name == Name)
      return &Row;
  return nullptr;
}

} // namespace

std::string helpText(llvm::StringRef Topic) {
  for (const CommandRow &C : Commands) {
    if (C.Name != Topic)
      continue;
    std::string Text = fmt::format("usage: holdfast {} {}\n\n{}\n",
                                   C.Name.str(), C.Usage.str(), C.Help.str());
    std::string Table;
    for (const OptionRow &O : optionRows())
      if (O.Commands.contains(C.Letter))
        Table += fmt::format(
            "  {:<22} {}\n",
            O.Value.empty() ? O.Name.str() : O.Name.str() + " " + O.Value.str(),
            O.Help.str());
    if (Table.empty())
      return Text;
    if (C.What == Command::Merge || C.What == Command::Init)
      return Text + "\n" + Table;
    return Text +
           "\nPATH is a file or a folder; without one, the whole compilation\n"
           "database is taken. Flags after '--' compile files without a\n"
           "database.\n\n" +
           Table;
  }
  std::string Text =
      "holdfast finds task handles that C++ code drops and repairs the code.\n"
      "\nusage: holdfast COMMAND ...\n\n";
  for (const CommandRow &C : Commands)
    Text += fmt::format("  {:<10} {}\n", C.Name.str(), C.Help.str());
  return Text +
         "\n'holdfast COMMAND --help' lists the options of a command.\n"
         "\nexit status: 0 nothing found, 1 findings, 2 the command line "
         "or the\nconfiguration is wrong, 3 some file could not be "
         "analysed\n";
}

static std::string parseOne(Options &O, const CommandRow &C,
                            llvm::ArrayRef<std::string> Words, size_t &I) {
  llvm::StringRef Word = Words[I];
  llvm::StringRef Name = Word, Value;
  bool HasValue = false;
  if (Word.starts_with("--")) {
    HasValue = Word.contains('=');
    std::tie(Name, Value) = Word.split('=');
  } else if (Word.size() > 2 && findOption(Word.take_front(2))) {
    HasValue = true; // -j4
    Name = Word.take_front(2);
    Value = Word.drop_front(2);
  }
  const OptionRow *Row = findOption(Name);
  if (!Row)
    return fmt::format("unknown option '{}'{}", Name.str(),
                       didYouMean(Name, optionRows()));
  if (!Row->Commands.contains(C.Letter))
    return fmt::format("'holdfast {}' has no option '{}'", C.Name.str(),
                       Name.str());
  if (Row->Value.empty() && HasValue)
    return fmt::format("option '{}' takes no value", Name.str());
  if (!Row->Value.empty() && !HasValue) {
    if (I + 1 == Words.size() || Words[I + 1] == "--")
      return fmt::format("option '{}' needs a value: {}", Name.str(),
                         Row->Help.str());
    Value = Words[++I];
  }
  std::string Wrong = Row->Set(O, Value);
  return Wrong.empty() ? "" : fmt::format("option '{}': {}", Name.str(), Wrong);
}

std::optional<Options> parseOptions(llvm::ArrayRef<std::string> Words,
                                    std::string &Error) {
  Options O;
  O.Workers.Count = std::max(1u, std::thread::hardware_concurrency());
#if !LLVM_ADDRESS_SANITIZER_BUILD // its shadow would count
  O.Workers.Bytes = machineMemory();
#endif
  if (Words.empty()) {
    Error = "no command\n\n" + helpText("");
    return std::nullopt;
  }
  llvm::StringRef First = Words.front();
  if (First == "worker") {
    O.What = Command::Worker;
    return O;
  }
  if (First == "--version") {
    O.What = Command::Version;
    return O;
  }
  if (First == "--help" || First == "-h" || First == "help") {
    O.HelpTopic = Words.size() > 1 ? Words[1] : "";
    return O;
  }
  const CommandRow *C = llvm::find_if(
      Commands, [&](const CommandRow &Row) { return Row.Name == First; });
  if (C == std::end(Commands)) {
    Error = fmt::format("unknown command '{}'{}", First.str(),
                        didYouMean(First, Commands));
    return std::nullopt;
  }
  O.What = C->What;
  for (size_t I = 1; I < Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--help" || Word == "-h") {
      O.What = Command::Help;
      O.HelpTopic = C->Name.str();
      return O;
    }
    if (Word == "--") {
      O.Flags = Words.drop_front(I + 1).vec();
      break;
    }
    if (!Word.starts_with("-") || Word == "-") {
      O.Paths.push_back(Word.str());
      continue;
    }
    Error = parseOne(O, *C, Words, I);
    if (!Error.empty())
      return std::nullopt;
  }
  return O;
}

} // namespace holdfast::driver
