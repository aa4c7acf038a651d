// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/YamlText.h"

#include "llvm/Support/Casting.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"

namespace holdfast::driver {

namespace yaml = llvm::yaml;

namespace {

class Reader {
public:
  Reader(llvm::StringRef Text, YamlDocument &Document)
      : Text(Text), Document(Document) {}

  void read(yaml::Node *N, const std::string &Path) {
    if (!N)
      return;
    YamlValue Value;
    Value.Begin = offset(N->getSourceRange().Start.getPointer());
    // A list or a map begins behind its bracket, where LLVM's parser is.
    const llvm::StringRef Before = Text.take_front(Value.Begin).rtrim();
    const bool Flow = Before.ends_with("[") || Before.ends_with("{");
    if (Flow && !llvm::isa<yaml::ScalarNode, yaml::BlockScalarNode>(N))
      Value.Begin = Before.size() - 1;
    if (auto *Scalar = llvm::dyn_cast<yaml::ScalarNode>(N)) {
      llvm::SmallString<64> Storage;
      Value.Text = Scalar->getValue(Storage).str();
      // The blanks before a comment are no part of it.
      Value.End = offset(Scalar->getRawValue().rtrim().end());
    } else if (auto *Block = llvm::dyn_cast<yaml::BlockScalarNode>(N)) {
      Value.What = YamlValue::Kind::Block;
      Value.Text = Block->getValue().str();
    } else if (auto *List = llvm::dyn_cast<yaml::SequenceNode>(N)) {
      Value.What = Flow ? YamlValue::Kind::FlowList : YamlValue::Kind::List;
      for (yaml::Node &Element : *List) {
        Value.End = offset(Element.getSourceRange().Start.getPointer());
        read(&Element, Path + "[]");
      }
    } else if (auto *Map = llvm::dyn_cast<yaml::MappingNode>(N)) {
      Value.What = Flow ? YamlValue::Kind::FlowMap : YamlValue::Kind::Map;
      for (yaml::KeyValueNode &Pair : *Map) {
        auto *Key = llvm::dyn_cast_or_null<yaml::ScalarNode>(Pair.getKey());
        llvm::SmallString<64> Storage;
        const std::string Name =
            Key ? Key->getValue(Storage).str() : std::string("?");
        read(Pair.getValue(), Path.empty() ? Name : Path + "." + Name);
      }
    }
    // The first of two equal keys counts nowhere, so neither does it here.
    Document[Path] = std::move(Value);
  }

private:
  size_t offset(const char *Pointer) const { return Pointer - Text.begin(); }

  llvm::StringRef Text;
  YamlDocument &Document;
};

} // namespace

std::optional<std::vector<YamlDocument>>
readYaml(llvm::StringRef File, llvm::StringRef Text, std::string &Error) {
  llvm::SourceMgr SM;
  SM.setDiagHandler(
      [](const llvm::SMDiagnostic &D, void *Context) {
        std::string &Words = *static_cast<std::string *>(Context);
        if (Words.empty()) {
          llvm::raw_string_ostream OS(Words);
          D.print(nullptr, OS, /*ShowColors=*/false);
        }
      },
      &Error);
  std::vector<YamlDocument> Documents;
  yaml::Stream Stream(llvm::MemoryBufferRef(Text, File), SM,
                      /*ShowColors=*/false);
  for (yaml::Document &Each : Stream) {
    YamlDocument Document;
    Reader(Text, Document).read(Each.getRoot(), "");
    Documents.push_back(std::move(Document));
    if (Stream.failed())
      break;
  }
  Error = llvm::StringRef(Error).trim().str();
  if (Stream.failed())
    return std::nullopt;
  return Documents;
}

} // namespace holdfast::driver
