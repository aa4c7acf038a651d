// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each built-in library as a whole: it comes back from its own YAML, every row
// of it can be looked up, and docs/catalogue.md shows it.
#include "checks/catalogue/BuiltIn.h"
#include "checks/catalogue/Describe.h"
#include "checks/catalogue/Schema.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <cstdlib>

using namespace holdfast;
using namespace holdfast::catalogue;

namespace {

std::string yamlOf(const Library &Lib) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  printLibrary(Out, Lib);
  return Text;
}

TEST(Rows, EachFileIsOneLibraryThatIsNamedAsTheFile) {
  for (const BuiltInFile &File : builtInFiles()) {
    std::vector<LoadError> Errors;
    auto Libs = parse(File.Name, File.Text, Errors);
    ASSERT_TRUE(Errors.empty()) << Errors[0].str();
    ASSERT_EQ(Libs.size(), 1u);
    EXPECT_EQ("<built in>/" + Libs[0]->Id + ".yaml", File.Name.str());
    EXPECT_TRUE(File.Text.starts_with("#"))
        << File.Name.str() << " does not say where its rows come from";
  }
}

/// The text of test/catalogue/libraries/\p Name.cpp; empty without one.
std::string fixture(const std::string &Name) {
  auto File = llvm::MemoryBuffer::getFile(
      HOLDFAST_SOURCE_DIR "/test/catalogue/libraries/" + Name + ".cpp");
  return File ? (*File)->getBuffer().str() : "";
}
std::string fixtureOf(const Library &Lib) { return fixture(Lib.Id); }

// Headers of ours are included as `libraries/ID.h`; everything else that a
// fixture includes is the library's own.
TEST(Rows, WhatIsProvedHasAFixture) {
  for (const auto &Lib : Catalogue::builtIn()->libraries()) {
    const std::string Fixture = fixtureOf(*Lib);
    const bool Ours =
        llvm::StringRef(Fixture).contains("#include \"libraries/");
    if (Lib->Proved == "read-only") {
      EXPECT_EQ(Fixture, "") << Lib->Id << " has a fixture; what is it run on?";
      continue;
    }
    EXPECT_NE(Fixture, "") << Lib->Id << " lacks its fixture";
    EXPECT_EQ(Lib->Proved == "minimal-headers", Ours) << Lib->Id;
    EXPECT_TRUE(llvm::StringRef(Fixture).contains("// RUN: %check %s"))
        << Lib->Id;
    // Where nothing of a library can be seen, its fixture holds gaps alone.
    EXPECT_TRUE(llvm::StringRef(Fixture).contains(": warning: ") ||
                llvm::StringRef(Fixture).contains("// gap: "))
        << Lib->Id;
  }
}

/// True if the last component of \p Name is a word of \p Text.
bool mentions(llvm::StringRef Text, llvm::StringRef Name) {
  const llvm::StringRef Word = Name.substr(Name.rfind(':') + 1);
  auto IsWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos;
       At = Text.find(Word, At + 1)) {
    const bool Begins = At == 0 || !IsWord(Text[At - 1]);
    const size_t After = At + Word.size();
    if (Begins && (After == Text.size() || !IsWord(Text[After])))
      return true;
  }
  return false;
}

// A row that its library's fixture does not even name is a claim that nobody
// tried.
TEST(Rows, AFixtureNamesWhatTheRowsSpeakOf) {
  for (const auto &Lib : Catalogue::builtIn()->libraries()) {
    if (Lib->Proved != "minimal-headers")
      continue;
    const std::string Fixture = fixtureOf(*Lib);
    auto Expect = [&](llvm::StringRef Name) {
      EXPECT_TRUE(mentions(Fixture, Name))
          << Lib->Id << "'s fixture does not name " << Name.str();
    };
    for (const HandleRow &Row : Lib->Handles)
      Expect(Row.Type);
    for (const SpawnRow &Row : Lib->Spawns)
      Expect(Row.Function);
    for (const DetacherRow &Row : Lib->Detachers)
      Expect(Row.Function);
    for (const FireAndForgetRow &Row : Lib->FireAndForget)
      Expect(Row.Type);
    for (const OwnerRow &Row : Lib->Owners)
      Expect(Row.Type);
    for (llvm::StringRef Name : Lib->Sanctioned)
      Expect(Name);
    // Those of several libraries stand together.
    const std::string Sinks = Fixture + fixture("sinks");
    auto ExpectSink = [&](llvm::StringRef Name) {
      EXPECT_TRUE(mentions(Sinks, Name))
          << Lib->Id << "'s fixture and sinks.cpp do not name " << Name.str();
    };
    for (const SinkRow &Row : Lib->Sinks)
      ExpectSink(Row.Function);
    for (const WrapperRow &Row : Lib->Wrappers)
      ExpectSink(Row.Type);
  }
}

TEST(Rows, ALibraryComesBackFromItsOwnYaml) {
  for (const auto &Lib : Catalogue::builtIn()->libraries()) {
    std::string Text = yamlOf(*Lib);
    std::vector<LoadError> Errors;
    auto Again = parse(Lib->File, Text, Errors);
    ASSERT_TRUE(Errors.empty()) << Errors[0].str() << "\n" << Text;
    ASSERT_EQ(Again.size(), 1u);
    EXPECT_EQ(yamlOf(*Again[0]), Text);
    EXPECT_EQ(Again[0]->Handles.size(), Lib->Handles.size());
    EXPECT_EQ(Again[0]->Spawns.size(), Lib->Spawns.size());
    EXPECT_EQ(Again[0]->SanctionedMacros, Lib->SanctionedMacros);
  }
}

TEST(Rows, EachPrintsEveryKeyThatItHas) {
  const char *Text = "schema: 1\n"
                     "id: x\n"
                     "name: 'It''s X'\n"
                     "roots: ['::x']\n"
                     "handles:\n"
                     "- type: task\n"
                     "  start: lazy\n"
                     "  macros:\n"
                     "  - macro: X_BLOCKS\n"
                     "    drop: blocks\n"
                     "  block: '{h}.get()'\n"
                     "spawns:\n"
                     "- fn: go\n"
                     "  has-token: true\n"
                     "  tokens:\n"
                     "  - token: bye\n"
                     "    detached: true\n"
                     "    errors: escapes-loop\n"
                     "  - token: other\n"
                     "  values:\n"
                     "  - value: 'policy::later'\n"
                     "    drop: never-starts\n"
                     "  observer-arg: 0\n"
                     "  arg-count: 3\n"
                     "initiating-prefixes: [async_]\n"
                     "detachers:\n"
                     "- fn: bye\n"
                     "  on-by-default: false\n"
                     "sinks:\n"
                     "- fn: run\n"
                     "  callable: 0\n"
                     "  event: true\n"
                     "  consumes: [task]\n"
                     "  instead: 'wait for it'\n"
                     "wrappers:\n"
                     "- type: callback\n"
                     "binders: [partial]\n"
                     "not-tasks: [generator, '::y::z']\n";
  std::vector<LoadError> Errors;
  auto Libs = parse("x.yaml", Text, Errors);
  ASSERT_TRUE(Errors.empty()) << Errors[0].str();
  EXPECT_EQ(yamlOf(*Libs[0]), Text);
}

TEST(Rows, EveryRowIsFoundByItsNames) {
  auto C = Catalogue::builtIn();
  for (const auto &Lib : C->libraries()) {
    for (const HandleRow &Row : Lib->Handles)
      for (const std::string &Name : Lib->qualify(Row.Type))
        EXPECT_EQ(C->handle(Name), &Row) << Name;
    for (const SpawnRow &Row : Lib->Spawns)
      for (const std::string &Name : Lib->qualify(Row.Function))
        EXPECT_EQ(C->spawn(Name, Row.ArgCount), &Row) << Name;
    for (const TokenAdapterRow &Row : Lib->TokenAdapters)
      for (const std::string &Name : Lib->qualify(Row.Type))
        EXPECT_EQ(C->tokenAdapter(Name), &Row) << Name;
    for (const DetacherRow &Row : Lib->Detachers)
      for (const std::string &Name : Lib->qualify(Row.Function))
        EXPECT_EQ(C->detacher(Name), &Row) << Name;
    for (const FireAndForgetRow &Row : Lib->FireAndForget)
      for (const std::string &Name : Lib->qualify(Row.Type))
        EXPECT_EQ(C->fireAndForget(Name), &Row) << Name;
    for (const OwnerRow &Row : Lib->Owners)
      for (const std::string &Name : Lib->qualify(Row.Type))
        EXPECT_EQ(C->owner(Name), &Row) << Name;
    for (const SinkRow &Row : Lib->Sinks)
      for (const std::string &Name : Lib->qualify(Row.Function)) {
        EXPECT_EQ(C->sink(Name, Row.ArgCount), &Row) << Name;
        EXPECT_TRUE(C->mayBeSink(Name.substr(Name.rfind(':') + 1))) << Name;
      }
    for (const WrapperRow &Row : Lib->Wrappers)
      for (const std::string &Name : Lib->qualify(Row.Type))
        EXPECT_EQ(C->wrapper(Name), &Row) << Name;
    for (llvm::StringRef Each : Lib->Binders)
      for (const std::string &Name : Lib->qualify(Each))
        EXPECT_TRUE(C->isBinder(Name)) << Name;
    for (llvm::StringRef Each : Lib->NotTasks)
      for (const std::string &Name : Lib->qualify(Each))
        EXPECT_TRUE(C->isNotTask(Name)) << Name;
    for (llvm::StringRef Each : Lib->Sanctioned)
      for (const std::string &Name : Lib->qualify(Each))
        EXPECT_TRUE(C->isSanctioned(Name)) << Name;
    for (llvm::StringRef Each : Lib->Executors)
      for (const std::string &Name : Lib->qualify(Each))
        EXPECT_TRUE(C->isExecutor(Name)) << Name;
  }
}

/// The page with what stands between the markers BEGIN \p What and END \p What
/// replaced by \p Text.
std::string between(std::string Page, const std::string &What,
                    const std::string &Text) {
  const std::string Begin = "<!-- begin " + What + " -->\n";
  const std::string End = "<!-- end " + What + " -->\n";
  size_t From = Page.find(Begin), To = Page.find(End);
  if (From == std::string::npos || To == std::string::npos || To < From) {
    ADD_FAILURE() << "docs/catalogue.md lacks the markers of " << What;
    return Page;
  }
  From += Begin.size();
  return Page.replace(From, To - From, Text);
}

// With HOLDFAST_UPDATE_DOCS set in the environment the page is written anew.
TEST(Docs, ThePageShowsTheRowsAndTheKeys) {
  const char *Path = HOLDFAST_SOURCE_DIR "/docs/catalogue.md";
  auto File = llvm::MemoryBuffer::getFile(Path);
  ASSERT_TRUE(File) << "cannot read docs/catalogue.md";
  std::string Page = (*File)->getBuffer().str();

  std::string Rows, Keys;
  llvm::raw_string_ostream RowsOut(Rows), KeysOut(Keys);
  printMarkdown(RowsOut, *Catalogue::builtIn());
  printSchema(KeysOut);
  std::string Wanted = between(between(Page, "rows", Rows), "keys", Keys);
  if (std::getenv("HOLDFAST_UPDATE_DOCS")) {
    std::error_code EC;
    llvm::raw_fd_ostream(Path, EC) << Wanted;
    ASSERT_FALSE(EC) << EC.message();
    return;
  }
  EXPECT_EQ(Page, Wanted) << "run the test with HOLDFAST_UPDATE_DOCS=1";
}

} // namespace
