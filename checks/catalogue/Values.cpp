// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Values.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace holdfast::catalogue {

static bool isIdentifier(llvm::StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

/// Empty if \p Name is a C++ name that a row can speak of, else what is wrong.
static std::string faultOfName(llvm::StringRef Name) {
  if (Name.contains('<'))
    return "; write it without template arguments";
  llvm::StringRef Rest = Name;
  Rest.consume_front("::");
  llvm::SmallVector<llvm::StringRef> Parts;
  Rest.split(Parts, "::");
  if (llvm::all_of(Parts, isIdentifier))
    return "";
  return "; expected identifiers joined by '::'";
}

void readName(Reader &R, Value V, std::string &Out) {
  std::string Text;
  R.read(V, Text);
  if (Text.empty())
    return;
  std::string Fault = faultOfName(Text);
  if (Fault.empty())
    Out = std::move(Text);
  else
    R.error(V.at(), "'" + Text + "' is not a name" + Fault);
}

void readNames(Reader &R, Value V, std::vector<std::string> &Out) {
  R.readList(V, Out,
             [&](Value Each, std::string &Text) { readName(R, Each, Text); });
}

void readMacro(Reader &R, Value V, std::string &Out) {
  std::string Text;
  R.read(V, Text);
  if (Text.empty() || isIdentifier(Text))
    Out = std::move(Text);
  else
    R.error(V.at(), "'" + Text + "' is not the name of a macro");
}

void readMacros(Reader &R, Value V, std::vector<std::string> &Out) {
  R.readList(V, Out,
             [&](Value Each, std::string &Text) { readMacro(R, Each, Text); });
}

void readRoots(Reader &R, Value V, std::vector<std::string> &Out) {
  size_t Items = 0;
  R.readList(V, Out, [&](Value Each, std::string &Text) {
    ++Items;
    R.read(Each, Text);
    // `::` alone is the global namespace.
    if (Text.empty() || Text == "::")
      return;
    std::string Fault = faultOfName(Text);
    if (Fault.empty() && llvm::StringRef(Text).starts_with("::"))
      return;
    R.error(Each.at(),
            "the root '" + Text + "' is not a namespace" +
                (Fault.empty() ? "; write '::" + Text + "'" : Fault));
    Text.clear();
  });
  if (Items == 0 && llvm::isa<llvm::yaml::SequenceNode>(V.Node))
    R.error(V.at(), "'" + V.Key + "' must name at least one namespace");
}

void readHeader(Reader &R, Value V, std::string &Out) {
  std::string Text;
  R.read(V, Text);
  if (Text.empty())
    return;
  llvm::StringRef Header = Text;
  bool Whole =
      Header.size() > 2 && ((Header.front() == '<' && Header.back() == '>') ||
                            (Header.front() == '"' && Header.back() == '"'));
  if (Whole)
    Out = std::move(Text);
  else
    R.error(V.at(), "'" + Text + "' is not a header; write '<" + Text + ">'");
}

void readCode(Reader &R, Value V, llvm::ArrayRef<llvm::StringRef> Allowed,
              llvm::ArrayRef<llvm::StringRef> Needed, std::string &Out) {
  std::string Text;
  R.read(V, Text);
  if (Text.empty())
    return;
  // A brace that holds only small letters is a placeholder; C++ text that needs
  // such braces can be written with a space inside them.
  llvm::StringRef Rest = Text;
  while (true) {
    size_t Open = Rest.find('{');
    if (Open == llvm::StringRef::npos)
      break;
    Rest = Rest.substr(Open);
    llvm::StringRef Word = Rest.drop_front().take_while(llvm::isLower);
    llvm::StringRef Whole = Rest.take_front(Word.size() + 2);
    if (!Word.empty() && Whole.ends_with("}") &&
        !llvm::is_contained(Allowed, Whole))
      return R.error(V.at(), "'" + Whole + "' means nothing in '" + V.Key +
                                 "'; it may hold " + llvm::join(Allowed, ", "));
    Rest = Rest.drop_front();
  }
  for (llvm::StringRef Each : Needed)
    if (!llvm::StringRef(Text).contains(Each))
      return R.error(V.at(),
                     "'" + V.Key + "' lacks '" + Each + "', where " +
                         (Each == "{h}" ? "the handle" : "the executor") +
                         " goes");
  Out = std::move(Text);
}

} // namespace holdfast::catalogue
