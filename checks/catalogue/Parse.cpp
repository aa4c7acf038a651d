// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The frame of a catalogue file: `schema: 1`, then one library's keys or a list
// of libraries.
#include "checks/catalogue/BuiltIn.h"
#include "checks/catalogue/Rows.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace holdfast::catalogue {

namespace yaml = llvm::yaml;

void forEachEntry(
    Reader &R, yaml::MappingNode &Map,
    llvm::function_ref<void(llvm::StringRef, llvm::SMLoc, yaml::Node &)> Each) {
  for (yaml::KeyValueNode &Entry : Map) {
    yaml::Node *Name = Entry.getKey();
    if (!Name)
      return;
    llvm::SMLoc At = start(*Name);
    yaml::Node *Value = Entry.getValue();
    if (!Value || R.failed())
      return;
    if (auto *Text = llvm::dyn_cast<yaml::ScalarNode>(Name)) {
      llvm::SmallString<32> Storage;
      Each(Text->getValue(Storage), At, *Value);
    } else {
      R.error(At, "a key must be a text");
    }
  }
}

/// False if what the rest of the file means is unknown.
static bool readSchema(Reader &R, Value V) {
  auto Text = R.scalar(V, "a number");
  if (Text && *Text != "1")
    R.error(V.at(),
            "schema '" + *Text + "' is unknown; this holdfast reads schema 1");
  return Text == "1";
}

/// The built-in files are named after their library.
static std::vector<llvm::StringRef> builtInIds() {
  std::vector<llvm::StringRef> Ids;
  for (const BuiltInFile &F : builtInFiles())
    Ids.push_back(llvm::sys::path::stem(F.Name));
  return Ids;
}

namespace {
/// The mapping at the top of a file.
class TopLevel {
public:
  explicit TopLevel(Reader &R) : R(R) {}

  std::vector<Library> read(yaml::MappingNode &Map) {
    forEachEntry(R, Map,
                 [&](llvm::StringRef Name, llvm::SMLoc At, yaml::Node &Node) {
                   if (Known)
                     entry(Name, At, Node);
                 });
    if (Known && !ListAt && (SingleAt || !Enables) && !R.failed()) {
      requireKeys<Library>(R, SingleAt.value_or(start(Map)), Seen);
      Libraries.push_back(std::move(Single));
    }
    return std::move(Libraries);
  }

  /// Ids of built-in libraries that are off by themselves.
  std::vector<std::string> Enabled;

private:
  void entry(llvm::StringRef Name, llvm::SMLoc At, yaml::Node &Node) {
    bool Begins = std::exchange(First, false);
    // Wrong are another key at the start and `schema` further on.
    if (Begins != (Name == "schema"))
      R.error(At, Begins ? "the file must begin with 'schema: 1'"
                         : "'schema' must be the first key, once");
    if (Name == "schema") {
      Known = readSchema(R, {Node, "schema", At});
    } else if (Name == "libraries") {
      if (SingleAt)
        R.error(At, "'libraries' cannot stand beside a library's own keys; "
                    "move those into the list");
      ListAt = At;
      readRows(R, {Node, "libraries", At}, Libraries);
    } else if (Name == "enable") {
      Enables = true;
      R.readList({Node, "enable", At}, Enabled,
                 [&](Value Each, std::string &Id) {
                   Id = R.word(Each, builtInIds()).value_or("");
                 });
    } else if (ListAt) {
      R.error(At, "'" + Name +
                      "' cannot stand beside 'libraries'; move it "
                      "into an entry of the list");
    } else {
      SingleAt = SingleAt.value_or(At);
      readEntry(R, Name, At, Node, Seen, Single);
    }
  }

  Reader &R;
  std::vector<Library> Libraries;
  /// The library whose keys stand at the top.
  Library Single;
  SeenKeys Seen;
  bool First = true, Known = true, Enables = false;
  std::optional<llvm::SMLoc> SingleAt, ListAt;
};
} // namespace

/// The names that the rows of \p Lib speak of.
static std::vector<llvm::StringRef> spokenOf(const Library &Lib) {
  std::vector<llvm::StringRef> Names;
  auto Add = [&](const auto &Rows, auto Member) {
    for (const auto &Row : Rows)
      Names.push_back(Row.*Member);
  };
  Add(Lib.Handles, &HandleRow::Type);
  Add(Lib.Spawns, &SpawnRow::Function);
  Add(Lib.TokenAdapters, &TokenAdapterRow::Type);
  Add(Lib.Detachers, &DetacherRow::Function);
  Add(Lib.FireAndForget, &FireAndForgetRow::Type);
  Add(Lib.Owners, &OwnerRow::Type);
  Add(Lib.Sinks, &SinkRow::Function);
  Add(Lib.Wrappers, &WrapperRow::Type);
  for (const SpawnRow &Row : Lib.Spawns)
    Add(Row.Tokens, &TokenCase::Token);
  for (const CancellationRow &Row : Lib.Cancellations) {
    llvm::append_range(Names, Row.Types);
    llvm::append_range(Names, Row.Throws);
  }
  for (const auto *List : {&Lib.TimerWaits, &Lib.AcceptWaits, &Lib.Binders,
                           &Lib.Executors, &Lib.Sanctioned, &Lib.NotTasks})
    llvm::append_range(Names, *List);
  return Names;
}

/// Leaves an error for each alias that stands for a class of which no row of
/// its library speaks.
static void checkAliases(Reader &R, llvm::ArrayRef<Library> Libraries) {
  llvm::ArrayRef<llvm::SMLoc> Places = R.expectedRows();
  for (const Library &Lib : Libraries) {
    const auto Names = spokenOf(Lib);
    for (const AliasRow &Alias : Lib.Aliases) {
      const llvm::SMLoc At = Places.front();
      Places = Places.drop_front();
      if (llvm::none_of(Names, [&](llvm::StringRef Name) {
            return Name.consume_front(Alias.Name) &&
                   (Name.empty() || Name.starts_with("::"));
          }))
        R.error(At, "no row of this library speaks of '" + Alias.Name + "'" +
                        suggestion(Alias.Name, Names));
    }
  }
}

/// Fills in what follows from other keys.
static void complete(Library &Lib, llvm::StringRef File) {
  Lib.File = File.str();
  if (Lib.Name.empty())
    Lib.Name = Lib.Id;
  auto Own = [&](auto &Rows) {
    for (auto &Row : Rows)
      Row.Lib = &Lib;
  };
  if (!Lib.OnByDefault) {
    for (HandleRow &Row : Lib.Handles)
      Row.OnByDefault = false;
    for (DetacherRow &Row : Lib.Detachers)
      Row.OnByDefault = false;
  }
  for (SpawnRow &Row : Lib.Spawns)
    Row.HasToken |= !Row.Tokens.empty();
  Own(Lib.Aliases);
  Own(Lib.Handles);
  Own(Lib.Spawns);
  Own(Lib.TokenAdapters);
  Own(Lib.Detachers);
  Own(Lib.FireAndForget);
  Own(Lib.Owners);
  Own(Lib.Backgrounds);
  Own(Lib.Sinks);
  Own(Lib.Wrappers);
  Own(Lib.Rewrites);
  Own(Lib.Cancellations);
}

std::vector<std::unique_ptr<Library>> parse(llvm::StringRef File,
                                            llvm::StringRef Text,
                                            std::vector<LoadError> &Errors,
                                            std::vector<std::string> *Enabled) {
  size_t Before = Errors.size();
  Reader R(File, Text, Errors);
  std::vector<Library> Rows;
  yaml::document_iterator Document = R.stream().begin();
  yaml::Node *Root =
      Document == R.stream().end() ? nullptr : Document->getRoot();
  if (!Root || llvm::isa<yaml::NullNode>(Root)) {
    if (!R.failed())
      Errors.push_back({File.str(), 1, 1,
                        "the file is empty; a library begins with 'schema: 1', "
                        "'id' and 'roots'"});
  } else if (auto *Map = R.mapping({*Root, "", start(*Root)}, "the file")) {
    TopLevel Top(R);
    Rows = Top.read(*Map);
    if (Errors.size() == Before)
      checkAliases(R, Rows);
    if (Enabled && Errors.size() == Before)
      llvm::append_range(*Enabled, Top.Enabled);
    if (!R.failed() && ++Document != R.stream().end())
      R.error(start(*Document->getRoot()),
              "a second document; a file holds one, with a list under "
              "'libraries' where there are several");
  }
  std::vector<std::unique_ptr<Library>> Out;
  if (Errors.size() != Before) {
    // What is missing is known only at the end of a row; people read downwards.
    std::sort(Errors.begin() + Before, Errors.end(),
              [](const LoadError &A, const LoadError &B) {
                return std::tie(A.Line, A.Column, A.Message) <
                       std::tie(B.Line, B.Column, B.Message);
              });
    return Out;
  }
  for (Library &Row : Rows) {
    Out.push_back(std::make_unique<Library>(std::move(Row)));
    complete(*Out.back(), File);
  }
  return Out;
}

} // namespace holdfast::catalogue
