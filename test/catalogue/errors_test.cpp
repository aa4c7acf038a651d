// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each mistake in a catalogue file, with the place and the text of its message.
#include "checks/catalogue/Schema.h"

#include "llvm/ADT/StringRef.h"

#include <gtest/gtest.h>

using namespace holdfast::catalogue;

namespace {

/// The messages for \p Text, one a line.
std::string errors(llvm::StringRef Text) {
  std::vector<LoadError> Errors;
  auto Libs = parse("my.yaml", Text, Errors);
  if (!Errors.empty())
    EXPECT_TRUE(Libs.empty());
  std::string Out;
  for (const LoadError &E : Errors)
    Out += E.str() + "\n";
  return Out;
}

/// The messages for a file whose library is right but for \p Rows, which begin
/// on line 4.
std::string errorsIn(llvm::StringRef Rows) {
  return errors("schema: 1\nid: my\nroots: ['::my']\n" + Rows.str());
}

TEST(Errors, TheSmallestFileIsRight) {
  EXPECT_EQ(errorsIn("handles:\n- type: task\n"), "");
}

TEST(Errors, UnknownKeyNamesTheNearest) {
  EXPECT_EQ(errorsIn("handles:\n- type: task\n  obsrve: [get]\n"),
            "my.yaml:6:3: error: unknown key 'obsrve' in a handle; did you "
            "mean 'observe'?\n");
  EXPECT_EQ(errorsIn("hanldes: []\n"),
            "my.yaml:4:1: error: unknown key 'hanldes' in a library; did you "
            "mean 'handles'?\n");
  EXPECT_EQ(errorsIn("spawns:\n- fn: go\n  tokens:\n  - {token: t, detach: "
                     "true}\n"),
            "my.yaml:7:16: error: unknown key 'detach' in a token; did you "
            "mean 'detached'?\n");
}

TEST(Errors, SwappedLettersAreOneMistake) {
  EXPECT_EQ(errorsIn("handles:\n- tpye: task\n"),
            "my.yaml:5:3: error: a handle needs the key 'type': the class, "
            "without template arguments\n"
            "my.yaml:5:3: error: unknown key 'tpye' in a handle; did you mean "
            "'type'?\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, temporary-only: ture}\n"),
            "my.yaml:5:32: error: 'ture' is not a value of 'temporary-only'; "
            "did you mean 'true'?\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, temporary-only: flase}\n"),
            "my.yaml:5:32: error: 'flase' is not a value of 'temporary-only'; "
            "did you mean 'false'?\n");
}

TEST(Errors, WordsOfOwnersAndRewrites) {
  EXPECT_EQ(errorsIn("owners:\n- {type: o, add: '{o}.add({h})', destructor: "
                     "asert}\n"),
            "my.yaml:5:46: error: 'asert' is not a value of 'destructor'; did "
            "you mean 'asserts'?\n");
  EXPECT_EQ(errorsIn("rewrites:\n- {on: detachd, to: x, title: y}\n"),
            "my.yaml:5:8: error: 'detachd' is not a value of 'on'; did you "
            "mean 'detached'?\n");
}

TEST(Errors, AnAliasNeedsARow) {
  EXPECT_EQ(errorsIn("handles: [{type: task}]\naliases:\n- {name: task, "
                     "declared: 'detail::t'}\n- {name: tsk, declared: "
                     "'detail::u'}\n"),
            "my.yaml:7:10: error: no row of this library speaks of 'tsk'; did "
            "you mean 'task'?\n");
  // A member of it is enough, and each library of a file has its own rows.
  EXPECT_EQ(errors("schema: 1\nlibraries:\n- {id: a, roots: ['::a'], aliases: "
                   "[{name: x, declared: y}], detachers: [{fn: 'x::go'}]}\n"
                   "- {id: b, roots: ['::b'], aliases: [{name: x, declared: "
                   "y}], not-tasks: [other]}\n"),
            "my.yaml:4:44: error: no row of this library speaks of 'x'; "
            "expected one of: other\n");
}

TEST(Errors, UnknownKeyWithoutANearOneListsAll) {
  EXPECT_EQ(errorsIn("detachers:\n- {fn: go, colour: red}\n"),
            "my.yaml:5:12: error: unknown key 'colour' in a detacher; expected "
            "one of: fn, errors, on-by-default\n");
}

TEST(Errors, WrongWordNamesTheNearestOrAll) {
  EXPECT_EQ(errorsIn("handles:\n- {type: task, drop: detach}\n"),
            "my.yaml:5:22: error: 'detach' is not a value of 'drop'; did you "
            "mean 'detaches'?\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, drop: explodes}\n"),
            "my.yaml:5:22: error: 'explodes' is not a value of 'drop'; "
            "expected one of: never-starts, cancels, cancels-blocks, blocks, "
            "detaches, terminates, terminates-on-error, leaks, undefined, "
            "infer\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, errors: lost}\n"),
            "my.yaml:5:24: error: 'lost' is not a value of 'errors'; expected "
            "one of: none, swallowed, logged, escapes-loop, terminates, "
            "infer\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, start: soon}\n"),
            "my.yaml:5:23: error: 'soon' is not a value of 'start'; expected "
            "one of: lazy, eager, infer\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, nodiscard: yes}\n"),
            "my.yaml:5:27: error: 'yes' is not a value of 'nodiscard'; "
            "expected one of: type, fn, none\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, temporary-only: yes}\n"),
            "my.yaml:5:32: error: 'yes' is not a value of 'temporary-only'; "
            "expected one of: true, false\n");
}

// For a list or mapping in brackets LLVM gives the place of the first token
// inside of them.
TEST(Errors, WrongKindOfNode) {
  EXPECT_EQ(errorsIn("handles: task\n"),
            "my.yaml:4:10: error: 'handles' must be a list, not a text\n");
  EXPECT_EQ(errorsIn("handles:\n- task\n"),
            "my.yaml:5:3: error: a handle must be a mapping of keys to "
            "values, not a text\n");
  EXPECT_EQ(errorsIn("handles:\n- type: [task]\n"),
            "my.yaml:5:10: error: 'type' must be a text, not a list\n");
  EXPECT_EQ(errorsIn("handles:\n- type: task\n  drop:\n"),
            "my.yaml:6:3: error: 'drop' must be one word, not nothing\n");
  EXPECT_EQ(errorsIn("not-tasks: &a [gen]\nexecutors: *a\n"),
            "my.yaml:5:1: error: 'executors' must be a list, not an alias "
            "(write the value out)\n");
  EXPECT_EQ(errors("- a\n"), "my.yaml:1:1: error: the file must be a mapping "
                             "of keys to values, not a list\n");
  EXPECT_EQ(errorsIn("[a]: b\n"), "my.yaml:4:2: error: a key must be a text\n");
}

TEST(Errors, Numbers) {
  EXPECT_EQ(errorsIn("spawns:\n- {fn: go, arg-count: two}\n"),
            "my.yaml:5:23: error: 'two' is not a number from 0 to 99, which "
            "'arg-count' must be\n");
  EXPECT_EQ(errorsIn("spawns:\n- {fn: go, executor-arg: -1}\n"),
            "my.yaml:5:26: error: '-1' is not a number from 0 to 99, which "
            "'executor-arg' must be\n");
}

TEST(Errors, WhatALibraryWasProvedOn) {
  EXPECT_EQ(errorsIn("proved: real-headers\n"), "");
  EXPECT_EQ(errorsIn("proved: real-header\n"),
            "my.yaml:4:9: error: 'real-header' is not a value of 'proved'; did "
            "you mean 'real-headers'?\n");
  EXPECT_EQ(
      errorsIn("proved: yes\n"),
      "my.yaml:4:9: error: 'yes' is not a value of 'proved'; expected one "
      "of: real-headers, minimal-headers, read-only\n");
}

TEST(Errors, MacrosAndValues) {
  EXPECT_EQ(errorsIn("handles:\n- {type: task, macros: [{macro: A-B}]}\n"),
            "my.yaml:5:33: error: 'A-B' is not the name of a macro\n");
  EXPECT_EQ(errorsIn("handles:\n- {type: task, macros: [{drop: leaks}]}\n"),
            "my.yaml:5:26: error: a macro needs the key 'macro': a macro that "
            "changes the library\n");
  EXPECT_EQ(errorsIn("spawns:\n- {fn: go, values: [{value: 'a<b>'}]}\n"),
            "my.yaml:5:29: error: 'a<b>' is not a name; write it without "
            "template arguments\n");
}

TEST(Errors, Twice) {
  EXPECT_EQ(errorsIn("id: other\n"), "my.yaml:4:1: error: 'id' is twice in a "
                                     "library; first on line 2\n");
  EXPECT_EQ(errorsIn("handles:\n- type: task\n- type: future\n- type: task\n"),
            "my.yaml:7:3: error: 'task' is twice in 'handles'; first on line "
            "5\n");
  EXPECT_EQ(errorsIn("spawns:\n- {fn: go}\n- {fn: go, arg-count: 2}\n- {fn: "
                     "go, arg-count: 2}\n"),
            "my.yaml:7:4: error: 'go/2' is twice in 'spawns'; first on line "
            "6\n");
  EXPECT_EQ(errorsIn("not-tasks: [gen, gen]\n"),
            "my.yaml:4:18: error: 'gen' is twice in 'not-tasks'\n");
  EXPECT_EQ(errors("schema: 1\nlibraries:\n- {id: a, roots: ['::a']}\n"
                   "- {id: a, roots: ['::b']}\n"),
            "my.yaml:4:4: error: 'a' is twice in 'libraries'; first on line "
            "3\n");
}

TEST(Errors, WhatIsEnabledMustBeBuiltIn) {
  EXPECT_EQ(
      errors("schema: 1\nenable: [taskflw]\n"),
      "my.yaml:2:10: error: 'taskflw' is not a value of 'enable'; did you "
      "mean 'taskflow'?\n");
  EXPECT_EQ(errors("schema: 1\nenable: taskflow\n"),
            "my.yaml:2:9: error: 'enable' must be a list, not a text\n");
  EXPECT_EQ(errors("schema: 1\nenable: [ray, ray]\n"),
            "my.yaml:2:15: error: 'ray' is twice in 'enable'\n");
}

TEST(Errors, MissingKeys) {
  EXPECT_EQ(errors("schema: 1\nid: my\n"),
            "my.yaml:2:1: error: a library needs the key 'roots': namespaces "
            "that the rows' names are relative to\n");
  EXPECT_EQ(errorsIn("handles:\n- drop: cancels\n"),
            "my.yaml:5:3: error: a handle needs the key 'type': the class, "
            "without template arguments\n");
}

TEST(Errors, Names) {
  EXPECT_EQ(errorsIn("handles:\n- type: 'task<T>'\n"),
            "my.yaml:5:9: error: 'task<T>' is not a name; write it without "
            "template arguments\n");
  EXPECT_EQ(errorsIn("sanctioned: ['a::', 'b c', 'x*']\n"),
            "my.yaml:4:14: error: 'a::' is not a name; expected identifiers "
            "joined by '::'\n"
            "my.yaml:4:21: error: 'b c' is not a name; expected identifiers "
            "joined by '::'\n"
            "my.yaml:4:28: error: 'x*' is not a name; expected identifiers "
            "joined by '::'\n");
  EXPECT_EQ(errorsIn("sanctioned-macros: ['MY_THROW(x)']\n"),
            "my.yaml:4:21: error: 'MY_THROW(x)' is not the name of a macro\n");
  EXPECT_EQ(errorsIn("handles:\n- type: ''\n"),
            "my.yaml:5:9: error: 'type' is empty\n");
}

TEST(Errors, Roots) {
  EXPECT_EQ(errors("schema: 1\nid: my\nroots: [my]\n"),
            "my.yaml:3:9: error: the root 'my' is not a namespace; write "
            "'::my'\n");
  EXPECT_EQ(errors("schema: 1\nid: my\nroots: []\n"),
            "my.yaml:3:9: error: 'roots' must name at least one namespace\n");
  EXPECT_EQ(errors("schema: 1\nid: my\nroots: ['::my<int>']\n"),
            "my.yaml:3:9: error: the root '::my<int>' is not a namespace; "
            "write it without template arguments\n");
}

TEST(Errors, CodeWithPlaceholders) {
  EXPECT_EQ(errorsIn("owners:\n- {type: scope, add: '{o}.add()'}\n"),
            "my.yaml:5:22: error: 'add' lacks '{h}', where the handle goes\n");
  EXPECT_EQ(errorsIn("owners:\n- {type: scope, add: '{o}.add({task})'}\n"),
            "my.yaml:5:22: error: '{task}' means nothing in 'add'; it may "
            "hold {o}, {h}, {ns}\n");
  EXPECT_EQ(errorsIn("backgrounds:\n- {add: 'run({h})'}\n"),
            "my.yaml:5:9: error: 'add' lacks '{ex}', where the executor "
            "goes\n");
  EXPECT_EQ(errorsIn("owners:\n- {type: scope, add: 'f([=] { return {h}; }, "
                     "x{})', header: scope.h}\n"),
            "my.yaml:5:61: error: 'scope.h' is not a header; write "
            "'<scope.h>'\n");
}

TEST(Errors, CodeForSeveralHandlesAndObjectsInScope) {
  EXPECT_EQ(errorsIn("handles:\n- {type: task, join-all: 'when_all({h})'}\n"),
            "my.yaml:5:26: error: 'join-all' must hold '{h}' twice: for the "
            "first handle, and for each further one\n");
  const char *NoType = "my.yaml:5:23: error: '{::' begins no type of an object "
                       "in scope in 'block'; write '{::ns::Type}'\n";
  EXPECT_EQ(errorsIn("handles:\n- {type: task, block: '{h}.get({::a::B)'}\n"),
            NoType);
  EXPECT_EQ(errorsIn("handles:\n- {type: task, block: '{h}.get({::})'}\n"),
            NoType);
  EXPECT_EQ(errorsIn("handles:\n- {type: task, block: '{h}.get({::a::B})'}\n"),
            "");
}

TEST(Errors, TheFrameOfTheFile) {
  EXPECT_EQ(errors(""), "my.yaml:1:1: error: the file is empty; a library "
                        "begins with 'schema: 1', 'id' and 'roots'\n");
  EXPECT_EQ(errors("# only a comment\n"),
            "my.yaml:1:1: error: the file is empty; a library begins with "
            "'schema: 1', 'id' and 'roots'\n");
  EXPECT_EQ(errors("id: my\nroots: ['::my']\n"),
            "my.yaml:1:1: error: the file must begin with 'schema: 1'\n");
  EXPECT_EQ(errorsIn("schema: 1\n"),
            "my.yaml:4:1: error: 'schema' must be the first key, once\n");
  // Nothing more is said about a file of a schema that nobody knows.
  EXPECT_EQ(errors("schema: 2\nwhatever: it is\n"),
            "my.yaml:1:9: error: schema '2' is unknown; this holdfast reads "
            "schema 1\n");
  EXPECT_EQ(errorsIn("---\nschema: 1\n"),
            "my.yaml:5:1: error: a second document; a file holds one, with a "
            "list under 'libraries' where there are several\n");
  EXPECT_EQ(errorsIn("libraries: []\n"),
            "my.yaml:4:1: error: 'libraries' cannot stand beside a library's "
            "own keys; move those into the list\n");
  EXPECT_EQ(errors("schema: 1\nlibraries: []\nid: my\n"),
            "my.yaml:3:1: error: 'id' cannot stand beside 'libraries'; move "
            "it into an entry of the list\n");
}

TEST(Errors, NotYaml) {
  EXPECT_EQ(errors("schema: 1\nid: my\n\troots: []\n"),
            "my.yaml:3:1: error: Found invalid tab character in "
            "indentation\n");
  EXPECT_EQ(errors("schema: 1\nid: \"my\n"),
            "my.yaml:2:8: error: Expected quote at end of scalar\n");
  EXPECT_EQ(errorsIn("handles:\n  - type: a\n drop: b\n"),
            "my.yaml:6:6: error: Unexpected token. Expected Key or Block "
            "End\n");
}

TEST(Errors, AllOfAFileInOnePassFromTopToBottom) {
  EXPECT_EQ(errorsIn("handles:\n- {drop: x, start: eagr}\nownrs: []\n"),
            "my.yaml:5:4: error: a handle needs the key 'type': the class, "
            "without template arguments\n"
            "my.yaml:5:10: error: 'x' is not a value of 'drop'; expected one "
            "of: never-starts, cancels, cancels-blocks, blocks, detaches, "
            "terminates, terminates-on-error, leaks, undefined, infer\n"
            "my.yaml:5:20: error: 'eagr' is not a value of 'start'; did you "
            "mean 'eager'?\n"
            "my.yaml:6:1: error: unknown key 'ownrs' in a library; did you "
            "mean 'owners'?\n");
}

} // namespace
