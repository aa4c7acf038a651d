// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Reader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

namespace holdfast::catalogue {

namespace yaml = llvm::yaml;

Reader::Reader(llvm::StringRef File, llvm::StringRef Text,
               std::vector<LoadError> &Errors)
    : File(File), Errors(Errors) {
  Sources.setDiagHandler(
      [](const llvm::SMDiagnostic &D, void *Self) {
        auto &R = *static_cast<Reader *>(Self);
        R.Errors.push_back({R.File.str(), static_cast<unsigned>(D.getLineNo()),
                            static_cast<unsigned>(D.getColumnNo() + 1),
                            D.getMessage().str()});
      },
      this);
  Stream = std::make_unique<yaml::Stream>(llvm::MemoryBufferRef(Text, File),
                                          Sources, /*ShowColors=*/false);
}

llvm::SMLoc start(const yaml::Node &Node) {
  return Node.getSourceRange().Start;
}

llvm::SMLoc Value::at() const {
  // Neither has a range of its own.
  return llvm::isa<yaml::NullNode, yaml::AliasNode>(Node) ? KeyAt : start(Node);
}

void Reader::error(llvm::SMLoc Where, const llvm::Twine &Message) {
  auto [Line, Column] = Sources.getLineAndColumn(Where);
  Errors.push_back({File.str(), Line, Column, Message.str()});
}

unsigned Reader::line(llvm::SMLoc Where) const {
  return Sources.getLineAndColumn(Where).first;
}

/// How many letters of \p Text are to be changed for \p Word; two neighbours
/// that were swapped are one mistake. Above \p Limit, any number above it.
static unsigned mistakes(llvm::StringRef Text, llvm::StringRef Word,
                         unsigned Limit) {
  unsigned Least = Text.edit_distance(Word, /*AllowReplacements=*/true, Limit);
  std::string Swapped = Text.str();
  for (size_t I = 1; I < Swapped.size(); ++I) {
    std::swap(Swapped[I - 1], Swapped[I]);
    Least = std::min(Least, 1 + llvm::StringRef(Swapped).edit_distance(
                                    Word, /*AllowReplacements=*/true, Limit));
    std::swap(Swapped[I - 1], Swapped[I]);
  }
  return Least;
}

std::string suggestion(llvm::StringRef Text,
                       llvm::ArrayRef<llvm::StringRef> Words) {
  unsigned Best = ~0U;
  llvm::StringRef Nearest;
  for (llvm::StringRef W : Words) {
    // A third of the letters may be wrong; more is another word.
    const unsigned Limit =
        std::max<unsigned>(1, std::max(Text.size(), W.size()) / 3);
    const unsigned Wrong = mistakes(Text, W, Limit);
    if (Wrong <= Limit && Wrong < Best) {
      Best = Wrong;
      Nearest = W;
    }
  }
  if (!Nearest.empty())
    return ("; did you mean '" + Nearest + "'?").str();
  return "; expected one of: " + llvm::join(Words, ", ");
}

static llvm::StringRef kindOf(const yaml::Node &Node) {
  switch (Node.getType()) {
  case yaml::Node::NK_Null:
    return "nothing";
  case yaml::Node::NK_Mapping:
    return "a mapping";
  case yaml::Node::NK_Sequence:
    return "a list";
  case yaml::Node::NK_Alias:
    return "an alias (write the value out)";
  default:
    return "a text";
  }
}

std::optional<std::string> Reader::scalar(Value V, llvm::StringRef Wanted) {
  if (auto *S = llvm::dyn_cast<yaml::ScalarNode>(&V.Node)) {
    llvm::SmallString<64> Storage;
    return S->getValue(Storage).str();
  }
  if (auto *S = llvm::dyn_cast<yaml::BlockScalarNode>(&V.Node))
    return S->getValue().rtrim('\n').str();
  if (!failed())
    error(V.at(),
          "'" + V.Key + "' must be " + Wanted + ", not " + kindOf(V.Node));
  return std::nullopt;
}

std::optional<std::string> Reader::word(Value V,
                                        llvm::ArrayRef<llvm::StringRef> Words) {
  std::optional<std::string> Text = scalar(V, "one word");
  if (!Text || llvm::is_contained(Words, *Text))
    return Text;
  error(V.at(), "'" + *Text + "' is not a value of '" + V.Key + "'" +
                    suggestion(*Text, Words));
  return std::nullopt;
}

yaml::SequenceNode *Reader::list(Value V) {
  auto *List = llvm::dyn_cast<yaml::SequenceNode>(&V.Node);
  if (!List && !failed())
    error(V.at(), "'" + V.Key + "' must be a list, not " + kindOf(V.Node));
  return List;
}

yaml::MappingNode *Reader::mapping(Value V, llvm::StringRef Noun) {
  auto *Map = llvm::dyn_cast<yaml::MappingNode>(&V.Node);
  if (!Map && !failed())
    error(V.at(),
          Noun + " must be a mapping of keys to values, not " + kindOf(V.Node));
  return Map;
}

void Reader::read(Value V, std::string &Out) {
  if (auto Text = scalar(V, "a text")) {
    if (Text->empty())
      return error(V.at(), "'" + V.Key + "' is empty");
    Out = *std::move(Text);
  }
}

void Reader::read(Value V, bool &Out) {
  if (auto Text = word(V, {"true", "false"}))
    Out = *Text == "true";
}

std::optional<long> Reader::number(Value V) {
  auto Text = scalar(V, "a number");
  if (!Text)
    return std::nullopt;
  long Number = 0;
  if (!llvm::to_integer(*Text, Number, 10) || Number < 0 || Number > 99) {
    error(V.at(), "'" + *Text + "' is not a number from 0 to 99, which '" +
                      V.Key + "' must be");
    return std::nullopt;
  }
  return Number;
}

void Reader::read(Value V, int &Out) {
  if (auto Number = number(V))
    Out = static_cast<int>(*Number);
}

void Reader::read(Value V, unsigned &Out) {
  if (auto Number = number(V))
    Out = static_cast<unsigned>(*Number);
}

/// Reads a word of Facts.h. The word `infer` is the enumeration's Unknown: what
/// happens is for the tool to find out.
template <class Enum>
static void readFact(Reader &R, Value V, Enum Last, Enum &Out) {
  std::vector<llvm::StringRef> Words;
  for (int I = 1; I <= static_cast<int>(Last); ++I)
    Words.push_back(spelling(static_cast<Enum>(I)));
  Words.push_back("infer");
  if (auto Text = R.word(V, Words)) {
    auto At = llvm::find(Words, *Text) - Words.begin() + 1;
    Out = *Text == "infer" ? Enum::Unknown : static_cast<Enum>(At);
  }
}

void Reader::read(Value V, Consequence &Out) {
  readFact(*this, V, Consequence::Undefined, Out);
}
void Reader::read(Value V, ErrorFate &Out) {
  readFact(*this, V, ErrorFate::Terminates, Out);
}
void Reader::read(Value V, Start &Out) {
  readFact(*this, V, Start::Eager, Out);
}

void Reader::read(Value V, std::vector<std::string> &Out) {
  readList(V, Out, [this](Value Each, std::string &Text) { read(Each, Text); });
}

} // namespace holdfast::catalogue
