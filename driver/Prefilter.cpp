// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Prefilter.h"

#include "driver/Analyse.h"
#include "driver/Collect.h"
#include "driver/NolintListener.h"
#include "driver/PlatformHeaders.h"

#include "checks/ShippedFiles.h"
#include "checks/TaskMention.h"
#include "checks/catalogue/LoadOnce.h"

#include "clang-tidy/ClangTidyModule.h"

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"

namespace holdfast::driver {

using namespace clang;

namespace {

/// Shows a stream of tokens to a TaskMention.
class Reader {
public:
  explicit Reader(TaskMention &Mention) : Mention(Mention) {}

  /// \p Id is that of the token; nullptr if it is no identifier. \p Where tells
  /// whether it counts and is only asked of the few that may mean something.
  template <class Place>
  void read(tok::TokenKind Kind, const IdentifierInfo *Id, Place Where) {
    close(Kind);
    if (Id) {
      const auto [It, New] = Matters.try_emplace(Id);
      if (New)
        It->second = Mention.matters(Id->getName());
      if (It->second) {
        const auto [Counts, System] = Where();
        if (Counts)
          Open = {Id->getName(), Last, tok::unknown, System};
      }
    }
    Last = Kind;
  }

  void end() { close(tok::eof); }
  bool found() const { return Mention.found(); }

private:
  void close(tok::TokenKind After) {
    if (!Open.Text.data())
      return;
    Open.After = After;
    Mention.see(Open);
    Open = {};
  }

  TaskMention &Mention;
  llvm::DenseMap<const IdentifierInfo *, bool> Matters;
  /// Waits for the token behind it.
  SpelledName Open;
  tok::TokenKind Last = tok::unknown;
};

/// `#pragma clang attribute push(...)` may mark a type without a token.
class AttributePragmas : public PPCallbacks {
public:
  AttributePragmas(const SourceManager &SM, bool &Found)
      : SM(SM), Found(Found) {}

  void PragmaDirective(SourceLocation Loc, PragmaIntroducerKind) override {
    bool Invalid = false;
    const llvm::StringRef Rest(SM.getCharacterData(Loc, &Invalid));
    Found |=
        !Invalid &&
        Rest.take_until([](char C) { return C == '\n'; }).contains("attribute");
  }

private:
  const SourceManager &SM;
  bool &Found;
};

class MentionAction : public PreprocessorFrontendAction {
public:
  MentionAction(tidy::ClangTidyContext &Context, TaskMention &Mention,
                UnitReport &Report, bool &None)
      : Context(Context), Mention(Mention), Report(Report), None(None) {}

  void ExecuteAction() override {
    CompilerInstance &Compiler = getCompilerInstance();
    Preprocessor &PP = Compiler.getPreprocessor();
    // What a module or a precompiled header holds is not preprocessed.
    if (Compiler.getHeaderSearchOpts().ImplicitModuleMaps ||
        !Compiler.getFrontendOpts().ModuleMapFiles.empty() ||
        !Compiler.getPreprocessorOpts().ImplicitPCHInclude.empty())
      return;
    // The checks tell of wrong options when they are made.
    Context.setCurrentFile(getCurrentFile());
    listenForNolints(
        Compiler, Context,
        tidy::ClangTidyASTConsumerFactory(Context).getCheckOptions(), Report);
    PP.addPPCallbacks(
        std::make_unique<AttributePragmas>(PP.getSourceManager(), Pragma));
    // A standard library with senders has tasks that nobody else spells.
    if (!readAll(PP) || PP.isMacroDefined("__cpp_lib_senders") ||
        Compiler.getDiagnostics().hasErrorOccurred() ||
        !findShippedFiles(PP.getSourceManager(), getCurrentFile()).empty())
      return;
    Report.Files = readFiles(PP.getSourceManager());
    Report.FindsRuntime = findsRuntime(PP.getHeaderSearchInfo());
    None = true;
  }

private:
  /// False: a task is mentioned, or a module imported.
  bool readAll(Preprocessor &PP) {
    const SourceManager &SM = PP.getSourceManager();
    const PlatformHeaders Platform(PP.getHeaderSearchInfo());
    Reader Tokens(Mention);
    PP.IgnorePragmas();
    PP.EnterMainSourceFile();
    for (Token Tok; !Tokens.found() && !Pragma;) {
      PP.Lex(Tok);
      if (Tok.is(tok::eof)) {
        Tokens.end();
        return !Tokens.found();
      }
      const IdentifierInfo *Id = Tok.getIdentifierInfo();
      if (Tok.isAnnotation() ||
          (Id && Tok.isAtStartOfLine() &&
           (Id->isStr("import") || Id->isStr("module") || Id->isStr("export"))))
        return false;
      Tokens.read(Tok.getKind(), Id, [&] {
        const SourceLocation Loc = SM.getExpansionLoc(Tok.getLocation());
        return std::pair(!Platform.contains(SM.getFilename(Loc)),
                         SM.isInSystemHeader(Loc));
      });
    }
    return false;
  }

  tidy::ClangTidyContext &Context;
  TaskMention &Mention;
  UnitReport &Report;
  bool &None;
  bool Pragma = false;
};

class MentionFactory : public tooling::FrontendActionFactory {
public:
  MentionFactory(const UnitJob &Job, tidy::ClangTidyContext &Context,
                 TaskMention &Mention, UnitReport &Report)
      : Job(Job), Context(Context), Mention(Mention), Report(Report) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<MentionAction>(Context, Mention, Report, None);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Manager,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Consumer) override {
    prepare(Job, Invocation->getPreprocessorOpts());
    return FrontendActionFactory::runInvocation(Invocation, Manager, Containers,
                                                Consumer);
  }

  bool None = false;

private:
  const UnitJob &Job;
  tidy::ClangTidyContext &Context;
  TaskMention &Mention;
  UnitReport &Report;
};

} // namespace

/// A look at the bytes of the source file alone. Where it names a task, nobody
/// needs to see what it includes.
static bool namesTaskItself(llvm::StringRef Text, TaskMention Mention) {
  LangOptions Lang;
  std::vector<std::string> Includes;
  LangOptions::setLangDefaults(Lang, Language::CXX, llvm::Triple(), Includes,
                               LangStandard::lang_cxx20);
  IdentifierTable Identifiers(Lang);
  Reader Tokens(Mention);
  Lexer Raw(SourceLocation(), Lang, Text.begin(), Text.begin(), Text.end());
  for (Token Tok; !Tokens.found();) {
    if (Raw.LexFromRawLexer(Tok)) {
      Tokens.end();
      return Tokens.found();
    }
    const IdentifierInfo *Id = nullptr;
    if (Tok.is(tok::raw_identifier)) {
      Id = &Identifiers.get(Tok.getRawIdentifier());
      Tok.setKind(Id->getTokenID());
    }
    Tokens.read(Tok.getKind(), Id, [] { return std::pair(true, false); });
  }
  return true;
}

/// True if a check option names further catalogue files: each check may have
/// others.
static bool namesCatalogues(const tidy::ClangTidyOptions &Options) {
  return llvm::any_of(Options.CheckOptions, [](const auto &Option) {
    return Option.getKey().ends_with("CatalogueFiles") &&
           !Option.getValue().Value.empty();
  });
}

bool namesNoTask(tooling::ClangTool &Tool, const UnitJob &Job,
                 tidy::ClangTidyContext &Context, UnitReport &Report) {
  if (!Job.Settings.Prefilter ||
      (Job.What != UnitJob::Kind::Analyse && Job.What != UnitJob::Kind::Survey))
    return false;
  const tidy::ClangTidyOptions Options = Context.getOptionsForFile(Job.TU.File);
  if (Options.SystemHeaders.value_or(false) || namesCatalogues(Options))
    return false;
  const catalogue::Loaded Known =
      catalogue::loadOnce(catalogue::findUserFiles(Job.TU.File));
  if (!Known.Errors.empty())
    return false;
  TaskMention Mention(*Known.Rows);
  const auto Text = Tool.getFiles().getBufferForFile(Job.TU.File);
  if (Mention.found() || !Text ||
      (Job.Overlay.empty() && namesTaskItself((*Text)->getBuffer(), Mention)))
    return false;
  UnitReport Found;
  MentionFactory Factory(Job, Context, Mention, Found);
  IgnoringDiagConsumer Silent;
  Tool.setDiagnosticConsumer(&Silent);
  if (Tool.run(&Factory) != 0 || !Factory.None)
    return false;
  Found.Configuration = Report.Configuration;
  Found.Stats = Report.Stats;
  Found.NamesNoTask = true;
  Report = std::move(Found);
  return true;
}

} // namespace holdfast::driver
