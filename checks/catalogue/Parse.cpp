// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The frame of a catalogue file: `schema: 1`, then one library's keys or a list
// of libraries.
#include "checks/catalogue/Rows.h"

#include "llvm/ADT/SmallString.h"

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

static void readSchema(Reader &R, Value V) {
  if (auto Text = R.scalar(V, "a number"); Text && *Text != "1")
    R.error(V.at(),
            "schema '" + *Text + "' is unknown; this holdfast reads schema 1");
}

static void readFile(Reader &R, yaml::MappingNode &Map,
                     std::vector<Library> &Out) {
  Library Single;
  SeenKeys Seen;
  bool First = true;
  std::optional<llvm::SMLoc> SingleAt, ListAt;
  forEachEntry(
      R, Map, [&](llvm::StringRef Name, llvm::SMLoc At, yaml::Node &Node) {
        if (First && Name != "schema")
          R.error(At, "the file must begin with 'schema: 1'");
        bool Begins = std::exchange(First, false);
        if (Name == "schema") {
          if (!Begins)
            R.error(At, "'schema' must be the first key, once");
          return readSchema(R, {Node, "schema", At});
        }
        if (Name == "libraries") {
          if (SingleAt)
            R.error(At, "'libraries' cannot stand beside a library's own keys; "
                        "move those into the list");
          ListAt = At;
          return readRows(R, {Node, "libraries", At}, Out);
        }
        if (ListAt)
          return R.error(At, "'" + Name +
                                 "' cannot stand beside 'libraries'; "
                                 "move it into an entry of the list");
        if (!SingleAt)
          SingleAt = At;
        readEntry(R, Name, At, Node, Seen, Single);
      });
  if (ListAt || R.failed())
    return;
  requireKeys<Library>(R, SingleAt.value_or(start(Map)), Seen);
  Out.push_back(std::move(Single));
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
  Own(Lib.Handles);
  Own(Lib.Spawns);
  Own(Lib.TokenAdapters);
  Own(Lib.Detachers);
  Own(Lib.FireAndForget);
  Own(Lib.Owners);
  Own(Lib.Backgrounds);
  Own(Lib.Rewrites);
}

std::vector<std::unique_ptr<Library>> parse(llvm::StringRef File,
                                            llvm::StringRef Text,
                                            std::vector<LoadError> &Errors) {
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
    readFile(R, *Map, Rows);
    if (!R.failed() && ++Document != R.stream().end())
      R.error(start(*Document->getRoot()),
              "a second document; a file holds one, with a list under "
              "'libraries' where there are several");
  }
  std::vector<std::unique_ptr<Library>> Out;
  if (Errors.size() != Before)
    return Out;
  for (Library &Row : Rows) {
    Out.push_back(std::make_unique<Library>(std::move(Row)));
    complete(*Out.back(), File);
  }
  return Out;
}

} // namespace holdfast::catalogue
