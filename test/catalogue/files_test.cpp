// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The user's files: found, read, put in the place of built-in rows.
#include "checks/catalogue/Catalogue.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace holdfast;
using namespace holdfast::catalogue;

namespace {

class Files : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> Made;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("holdfast", Made));
    Root = Made.str().str();
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Root); }

  /// Writes a file below the test's folder; gives back its path.
  std::string write(const std::string &Name, const std::string &Text) {
    std::string Path = Root + "/" + Name;
    EXPECT_FALSE(
        llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)));
    std::ofstream(Path) << Text;
    return Path;
  }

  std::shared_ptr<const Catalogue> load(std::vector<std::string> Paths) {
    Errors.clear();
    return Catalogue::load(Paths, Errors);
  }

  std::string Root;
  std::vector<LoadError> Errors;
};

TEST_F(Files, AddALibrary) {
  auto C = load({write("acme.yaml", "schema: 1\nid: acme\nroots: ['::acme']\n"
                                    "handles:\n- type: Task\n")});
  EXPECT_TRUE(Errors.empty());
  const HandleRow *Row = C->handle("::acme::Task");
  ASSERT_TRUE(Row);
  EXPECT_EQ(Row->Drop, Consequence::Unknown);
  EXPECT_EQ(Row->Lib->Name, "acme");
  EXPECT_TRUE(C->handle("::asio::awaitable"));
  EXPECT_FALSE(Catalogue::builtIn()->handle("::acme::Task"));
}

TEST_F(Files, ALibraryWithTheSameIdTakesTheBuiltInOnesPlace) {
  auto C = load({write("std.yaml", "schema: 1\nid: std\nroots: ['::std']\n"
                                   "handles:\n- {type: future, drop: leaks}\n"
                                   "- {type: thread}\n")});
  EXPECT_EQ(C->handle("::std::future")->Drop, Consequence::Leaks);
  EXPECT_TRUE(C->handle("::std::thread"));
  EXPECT_FALSE(C->handle("::std::jthread"));
  EXPECT_FALSE(C->spawn("::std::async", 1));
  EXPECT_FALSE(C->mayBeSpawn("pthread_detach"));
}

TEST_F(Files, TheLaterFileCounts) {
  std::string A = write("a.yaml", "schema: 1\nid: x\nroots: ['::x']\n"
                                  "handles:\n- {type: t, drop: leaks}\n");
  std::string B = write("b.yaml", "schema: 1\nid: x\nroots: ['::x']\n"
                                  "handles:\n- {type: t, drop: blocks}\n");
  EXPECT_EQ(load({A, B})->handle("::x::t")->Drop, Consequence::Blocks);
  EXPECT_EQ(load({B, A})->handle("::x::t")->Drop, Consequence::Leaks);
}

TEST_F(Files, AnotherLibraryMayContradictABuiltInRow) {
  auto C = load(
      {write("mine.yaml", "schema: 1\nid: mine\nroots: ['::mine']\n"
                          "not-tasks: ['::std::future']\n"
                          "fire-and-forget:\n- {type: '::cppcoro::task'}\n"
                          "handles:\n- {type: '::cppcoro::generator'}\n")});
  EXPECT_TRUE(Errors.empty());
  EXPECT_FALSE(C->handle("::std::future"));
  EXPECT_TRUE(C->isNotTask("::std::future"));
  EXPECT_FALSE(C->handle("::cppcoro::task"));
  EXPECT_TRUE(C->fireAndForget("::cppcoro::task"));
  EXPECT_TRUE(C->handle("::cppcoro::generator"));
  EXPECT_FALSE(C->isNotTask("::cppcoro::generator"));
}

TEST_F(Files, AWrongFileAddsNothingAndTheOthersCount) {
  std::string Wrong =
      write("wrong.yaml", "schema: 1\nid: w\nroots: ['::w']\n"
                          "handles:\n- {type: t, drp: leaks}\n");
  std::string Right = write("right.yaml", "schema: 1\nid: r\nroots: ['::r']\n"
                                          "handles:\n- {type: t}\n");
  auto C = load({Wrong, Right});
  ASSERT_EQ(Errors.size(), 1u);
  EXPECT_EQ(Errors[0].str(), Wrong + ":5:13: error: unknown key 'drp' in a "
                                     "handle; did you mean 'drop'?");
  EXPECT_FALSE(C->handle("::w::t"));
  EXPECT_TRUE(C->handle("::r::t"));
  EXPECT_EQ(Catalogue::validate(Wrong).size(), 1u);
  EXPECT_TRUE(Catalogue::validate(Right).empty());
}

TEST_F(Files, AMissingFileIsAnErrorWithoutALine) {
  load({Root + "/nothing.yaml"});
  ASSERT_EQ(Errors.size(), 1u);
  EXPECT_EQ(Errors[0].str(),
            Root + "/nothing.yaml: error: cannot read this catalogue file: No "
                   "such file or directory");
  load({Root});
  ASSERT_EQ(Errors.size(), 1u);
  EXPECT_EQ(Errors[0].str(),
            Root + ": error: cannot read this catalogue file: Is a directory");
}

TEST_F(Files, AFileMayHoldSeveralLibrariesAndTheGlobalNamespace) {
  auto C = load(
      {write("two.yaml", "schema: 1\nlibraries:\n"
                         "- id: a\n  roots: ['::']\n  handles: [{type: Task}]\n"
                         "- id: b\n  name: The B\n  roots: ['::b', '::c::b']\n"
                         "  on-by-default: false\n"
                         "  handles: [{type: Task}, {type: '::d::Task'}]\n")});
  EXPECT_TRUE(Errors.empty());
  ASSERT_TRUE(C->handle("::Task"));
  EXPECT_TRUE(C->handle("::Task")->OnByDefault);
  EXPECT_EQ(C->handle("::b::Task"), C->handle("::c::b::Task"));
  ASSERT_TRUE(C->handle("::b::Task"));
  EXPECT_FALSE(C->handle("::b::Task")->OnByDefault);
  EXPECT_EQ(C->handle("::d::Task")->Lib->Name, "The B");
  EXPECT_FALSE(C->handle("::b::d::Task"));
}

TEST_F(Files, AnAliasIsAnotherNameOfEveryRow) {
  auto C = load(
      {write("a.yaml", "schema: 1\nid: a\nroots: ['::a', '::b::a']\n"
                       "aliases:\n- {name: task, declared: '_t::_task::type'}\n"
                       "handles: [{type: task}]\n"
                       "spawns: [{fn: 'task::start', drop: cancels}]\n"
                       "sanctioned: ['task::keep', tasks]\n")});
  EXPECT_TRUE(Errors.empty());
  const HandleRow *Row = C->handle("::b::a::_t::_task::type");
  ASSERT_TRUE(Row);
  EXPECT_EQ(Row, C->handle("::a::task"));
  EXPECT_TRUE(C->spawn("::a::_t::_task::type::start", 0));
  EXPECT_TRUE(C->isSanctioned("::a::_t::_task::type::keep"));
  // A name that only begins alike is another name.
  EXPECT_FALSE(C->isSanctioned("::a::_t::_task::types"));
  EXPECT_EQ(Row->Lib->publicName("::b::a::_t::_task::type"), "::b::a::task");
  EXPECT_EQ(Row->Lib->publicName("::a::other"), "::a::other");
}

TEST_F(Files, AFileTurnsOnWhatIsOffByDefault) {
  EXPECT_FALSE(Catalogue::builtIn()->handle("::tf::Future")->OnByDefault);
  auto C = load({write("on.yaml", "schema: 1\nenable: [taskflow]\n")});
  EXPECT_TRUE(Errors.empty());
  EXPECT_TRUE(C->handle("::tf::Future")->OnByDefault);
  EXPECT_TRUE(C->handle("::tf::Future")->Lib->OnByDefault);
  EXPECT_FALSE(C->handle("::ray::ObjectRef")->OnByDefault);
  // One row alone may be off.
  EXPECT_FALSE(C->detacher("::tbb::task_arena::enqueue")->OnByDefault);
  EXPECT_TRUE(load({write("tbb.yaml", "schema: 1\nenable: [tbb]\n")})
                  ->detacher("::tbb::task_arena::enqueue")
                  ->OnByDefault);
  // Beside a library of one's own.
  C = load({write("both.yaml", "schema: 1\nenable: [ray]\nid: acme\n"
                               "roots: ['::acme']\nhandles: [{type: T}]\n")});
  EXPECT_TRUE(Errors.empty());
  EXPECT_TRUE(C->handle("::ray::ObjectRef")->OnByDefault);
  EXPECT_TRUE(C->handle("::acme::T"));
}

TEST_F(Files, UserFilesAreFoundUpwardsTheOutermostFirst) {
  std::string Outer = write(".holdfast.yaml", "");
  std::string Inner = write("src/net/.holdfast.yaml", "");
  write("src/net/tls/x.cpp", "");
  write("src/other/.holdfast.yaml", "");
  EXPECT_EQ(findUserFiles(Root + "/src/net/tls/x.cpp"),
            (std::vector<std::string>{Outer, Inner}));
  EXPECT_EQ(findUserFiles(Root + "/src/./other/../net/x.cpp"),
            (std::vector<std::string>{Outer, Inner}));
  EXPECT_EQ(findUserFiles(Root + "/not/there/x.cpp"),
            (std::vector<std::string>{Outer}));
}

} // namespace
