// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the values of one catalogue file and says where each mistake is. Knows
// YAML and error messages; which keys there are is Schema.cpp's matter.
#pragma once

#include "checks/catalogue/Catalogue.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::catalogue {

/// A value in the file, and the key that it stands behind.
struct Value {
  llvm::yaml::Node &Node;
  llvm::StringRef Key;
  /// Where a value without a place of its own is reported: at its key.
  llvm::SMLoc KeyAt;
  llvm::SMLoc at() const;
};

class Reader {
public:
  /// \p File names the text in messages. Both must outlive the reader.
  Reader(llvm::StringRef File, llvm::StringRef Text,
         std::vector<LoadError> &Errors);

  llvm::yaml::Stream &stream() { return *Stream; }
  /// True if the text is not YAML; LLVM's message is among the errors then.
  bool failed() { return Stream->failed(); }

  void error(llvm::SMLoc Where, const llvm::Twine &Message);
  unsigned line(llvm::SMLoc Where) const;

  /// One setter for each type of member. A wrong value leaves its error and an
  /// unchanged member.
  void read(Value V, std::string &Out);
  void read(Value V, bool &Out);
  void read(Value V, int &Out);
  void read(Value V, unsigned &Out);
  void read(Value V, Consequence &Out);
  void read(Value V, ErrorFate &Out);
  void read(Value V, Start &Out);
  void read(Value V, std::vector<std::string> &Out);

  /// Reads the list \p V with \p ReadOne(Value, std::string &), which leaves
  /// the text empty where it is wrong.
  template <class ReadOneFn>
  void readList(Value V, std::vector<std::string> &Out, ReadOneFn ReadOne) {
    llvm::yaml::SequenceNode *List = list(V);
    if (!List)
      return;
    llvm::StringSet<> Seen;
    for (llvm::yaml::Node &Item : *List) {
      std::string Text;
      Value Each{Item, V.Key, V.KeyAt};
      ReadOne(Each, Text);
      if (Text.empty())
        continue;
      if (!Seen.insert(Text).second)
        error(Each.at(), "'" + Text + "' is twice in '" + V.Key + "'");
      else
        Out.push_back(std::move(Text));
    }
  }

  /// The text of a scalar; without one an error that asks for \p Wanted.
  std::optional<std::string> scalar(Value V, llvm::StringRef Wanted);
  /// One of \p Words, or an error that names the nearest of them.
  std::optional<std::string> word(Value V,
                                  llvm::ArrayRef<llvm::StringRef> Words);
  /// The value as a list or a mapping, or an error that says what it is.
  llvm::yaml::SequenceNode *list(Value V);
  llvm::yaml::MappingNode *mapping(Value V, llvm::StringRef Noun);

  /// Notes that the name of an alias stands at \p Where, in the order of the
  /// file: a row must speak of it.
  void expectRow(llvm::SMLoc Where) { Expected.push_back(Where); }
  llvm::ArrayRef<llvm::SMLoc> expectedRows() const { return Expected; }

private:
  std::optional<long> number(Value V);

  llvm::StringRef File;
  std::vector<LoadError> &Errors;
  llvm::SourceMgr Sources;
  std::unique_ptr<llvm::yaml::Stream> Stream;
  std::vector<llvm::SMLoc> Expected;
};

/// `; did you mean 'observe'?`, or the whole list where none of \p Words is
/// near to \p Text.
std::string suggestion(llvm::StringRef Text,
                       llvm::ArrayRef<llvm::StringRef> Words);

/// Where the text of \p Node begins.
llvm::SMLoc start(const llvm::yaml::Node &Node);

} // namespace holdfast::catalogue
