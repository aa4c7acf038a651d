// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ProjectFiles.h"

#include "driver/Patch.h"
#include "driver/Source.h"
#include "driver/YamlText.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using clang::tidy::ClangTidyOptions;

static constexpr llvm::StringLiteral Globs = "holdfast-*";

/// The offset of the line's first byte, and that behind its last, without the
/// line end.
static size_t lineBegin(llvm::StringRef Text, size_t At) {
  const size_t End = Text.take_front(At).rfind('\n');
  return End == llvm::StringRef::npos ? 0 : End + 1;
}
static size_t lineEnd(llvm::StringRef Text, size_t At) {
  size_t End = std::min(Text.find('\n', At), Text.size());
  if (End > At && Text[End - 1] == '\r')
    --End;
  return End;
}

/// The blanks and the `- ` before \p At in its line.
static llvm::StringRef indentation(llvm::StringRef Text, size_t At) {
  return Text.slice(lineBegin(Text, At), At);
}

/// A comma unless the globs end in one.
static llvm::StringRef comma(llvm::StringRef Before) {
  Before = Before.rtrim();
  return Before.empty() || Before.ends_with(",") ? "" : ",";
}

static std::string inserted(llvm::StringRef Text, size_t At,
                            const llvm::Twine &New) {
  return (Text.take_front(At) + New + Text.drop_front(At)).str();
}

/// `|` and `>`: the lines below that are indented deeper than the key.
static std::string addToBlock(llvm::StringRef Text, const YamlValue &Value) {
  const llvm::StringRef Head =
      Text.slice(lineBegin(Text, Value.Begin), Value.Begin);
  const size_t Depth = Head.size() - Head.ltrim(' ').size();
  size_t Last = llvm::StringRef::npos;
  for (size_t At = Text.find('\n', Value.Begin);
       At != llvm::StringRef::npos && At + 1 < Text.size();
       At = Text.find('\n', At + 1)) {
    const llvm::StringRef Line =
        Text.slice(At + 1, std::min(Text.find('\n', At + 1), Text.size()));
    if (Line.trim().empty())
      continue;
    if (Line.size() - Line.ltrim(' ').size() <= Depth)
      break;
    Last = At + 1 + (Line.size() - Line.ltrim(' ').size());
  }
  if (Last == llvm::StringRef::npos)
    return "";
  const size_t End = lineEnd(Text, Last);
  return inserted(Text, End,
                  comma(Text.slice(Last, End)) + "\n" +
                      indentation(Text, Last) + Globs);
}

static std::string addToList(llvm::StringRef Text, const YamlValue &Value) {
  // Behind the last element and what else its line says.
  return inserted(Text, lineEnd(Text, Value.End),
                  "\n" + indentation(Text, Value.End) + Globs);
}

/// At the end of a flow list: its elements come in order, and `-*` may be one.
static std::string addToFlowList(llvm::StringRef Text, const YamlValue &Value) {
  if (!Value.End)
    return inserted(Text, Value.Begin + 1, llvm::Twine("'") + Globs + "'");
  char Quote = '\0';
  for (size_t At = Value.End; At < Text.size(); ++At) {
    if (Quote ? Text[At] == Quote : Text[At] == ']') {
      if (!Quote)
        return inserted(Text, At,
                        comma(Text.take_front(At)) + " '" + Globs + "'");
      Quote = '\0';
    } else if (!Quote && (Text[At] == '\'' || Text[At] == '"')) {
      Quote = Text[At];
    }
  }
  return "";
}

static std::string addToChecks(llvm::StringRef Text, const YamlDocument &Root) {
  const auto Checks = Root.find("Checks");
  if (Checks == Root.end()) {
    const auto Whole = Root.find("");
    if (Whole == Root.end() || Whole->second.What == YamlValue::Kind::Scalar)
      return (Text + (Text.empty() || Text.ends_with("\n") ? "" : "\n") +
              "Checks: '" + Globs + "'\n")
          .str();
    if (Whole->second.What == YamlValue::Kind::FlowMap)
      return inserted(Text, Whole->second.Begin + 1,
                      llvm::Twine("Checks: '") + Globs + "', ");
    return inserted(Text, lineBegin(Text, Whole->second.Begin),
                    llvm::Twine("Checks: '") + Globs + "'\n");
  }
  const YamlValue &Value = Checks->second;
  switch (Value.What) {
  case YamlValue::Kind::Scalar: {
    const char First = Value.Begin < Text.size() ? Text[Value.Begin] : '\0';
    const bool Quoted = First == '\'' || First == '"';
    if (Value.Text.empty() && !Quoted)
      return "";
    return inserted(Text, Value.End - Quoted, comma(Value.Text) + Globs);
  }
  case YamlValue::Kind::Block:
    return addToBlock(Text, Value);
  case YamlValue::Kind::List:
    return addToList(Text, Value);
  case YamlValue::Kind::FlowList:
    return addToFlowList(Text, Value);
  case YamlValue::Kind::Map:
  case YamlValue::Kind::FlowMap:
    break;
  }
  return "";
}

static std::optional<ClangTidyOptions>
tidyOptions(llvm::StringRef File, llvm::StringRef Text, std::string &Error) {
  auto Parsed = clang::tidy::parseConfigurationWithDiags(
      llvm::MemoryBufferRef(Text, File), [&](const llvm::SMDiagnostic &D) {
        if (Error.empty()) {
          llvm::raw_string_ostream OS(Error);
          D.print(nullptr, OS, /*ShowColors=*/false);
        }
      });
  Error = llvm::StringRef(Error).trim().str();
  if (Parsed)
    return std::move(*Parsed);
  if (Error.empty())
    Error = fmt::format("cannot read '{}': {}", File.str(),
                        Parsed.getError().message());
  return std::nullopt;
}

/// The options that are not about checks, in one text to compare.
static std::string others(ClangTidyOptions Options) {
  Options.Checks.reset();
  return clang::tidy::configurationAsText(Options);
}

/// Blanks, line ends and commas at the ends of globs mean nothing.
static std::string globs(llvm::StringRef Checks) {
  std::string Text;
  llvm::SmallVector<llvm::StringRef> Parts;
  Checks.split(Parts, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : Parts)
    if (!Part.trim().empty())
      Text += Part.trim().str() + ",";
  return Text;
}

std::string withChecks(llvm::StringRef File, llvm::StringRef Old,
                       std::string &Error) {
  const std::optional<ClangTidyOptions> Before = tidyOptions(File, Old, Error);
  if (!Before)
    return "";
  const auto Documents = readYaml(File, Old, Error);
  if (!Documents)
    return "";
  std::string New =
      addToChecks(Old, Documents->empty() ? YamlDocument() : (*Documents)[0]);
  New = withLineEnds(New, usesCrlf(Old));
  // What was written is not trusted but read.
  std::string Wrong;
  const auto After = tidyOptions(File, New, Wrong);
  const std::string Wanted =
      globs(Before->Checks.value_or("")) + Globs.str() + ",";
  if (!New.empty() && After && others(*After) == others(*Before) &&
      globs(After->Checks.value_or("")) == Wanted)
    return New;
  Error = fmt::format("cannot add to the checks of '{}'; add {} to them by "
                      "hand",
                      File.str(), Globs.str());
  return "";
}

/// A .clang-tidy counts alone unless it says that it adds to the one above.
static bool hasTidyFileAbove(llvm::StringRef Root) {
  for (Root = path::parent_path(Root); !Root.empty();
       Root = path::parent_path(Root))
    if (fs::exists(Root + "/.clang-tidy"))
      return true;
  return false;
}

std::optional<FileChange> tidyFile(const Project &P, std::string &Error) {
  FileChange C{realPath(P.Root + "/.clang-tidy"), std::nullopt, "", false};
  const std::optional<std::string> Old = textOf(C.File, Error);
  if (!Error.empty())
    return std::nullopt;
  if (!Old) {
    C.Text = fmt::format(
        "# 'holdfast explain CHECK' says what each of these checks reports.\n"
        "Checks: '{}'\n",
        Globs.str());
    C.Said = "written: turns the checks on";
    if (hasTidyFileAbove(P.Root)) {
      *C.Text += "InheritParentConfig: true\n";
      C.Said += ", beside those of the .clang-tidy above";
    }
    return C;
  }
  const auto Options = tidyOptions(C.File, *Old, Error);
  if (!Options)
    return std::nullopt;
  if (llvm::StringRef(Options->Checks.value_or("")).contains("holdfast")) {
    C.Said = "left as it is: its checks speak of holdfast already";
    return C;
  }
  std::string New = withChecks(C.File, *Old, Error);
  if (New.empty())
    return std::nullopt;
  C.Text = std::move(New);
  C.Said = fmt::format("added to: {} at the end of its checks", Globs.str());
  return C;
}

} // namespace holdfast::driver
