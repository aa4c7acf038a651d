// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Analyse.h"

#include "checks/Cost.h"
#include "checks/catalogue/Watch.h"
#include "driver/ClangVersion.h"
#include "driver/Collect.h"
#include "driver/CompilerFlags.h"
#include "driver/Configuration.h"
#include "driver/NolintListener.h"
#include "driver/Plan.h"
#include "driver/Prefilter.h"
#include "driver/PreludeCommand.h"
#include "driver/PreludeFacts.h"
#include "driver/UnitAction.h"

#include "clang-tidy/ClangTidyModule.h"

#include "clang-tidy/ClangTidy.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace holdfast::driver {

using namespace clang;
using namespace clang::tidy;

std::string resourceDirectory() {
  std::string Self = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
  for (std::string Dir :
       {GetResourcesPath(Self), std::string(HOLDFAST_CLANG_RESOURCES)})
    if (llvm::sys::fs::is_directory(Dir + "/include"))
      return Dir;
  return "";
}

void prepare(const UnitJob &Job, PreprocessorOptions &Options) {
  // clang-tidy defines __clang_analyzer__; so code that hides from it hides
  // from us as well.
  Options.SetUpStaticAnalyzer = true;
  // Remapped by inode: every spelling of the path reads the new content.
  for (const auto &[File, Content] : Job.Overlay)
    Options.addRemappedFile(
        File, llvm::MemoryBuffer::getMemBufferCopy(Content, File).release());
}

namespace {

/// The one command of the job.
class OneCommand : public tooling::CompilationDatabase {
public:
  explicit OneCommand(const UnitJob &Job)
      : Command(Job.TU.Directory, Job.TU.File, wordsOf(Job), "") {}
  std::vector<tooling::CompileCommand>
  getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }

private:
  static std::vector<std::string> wordsOf(const UnitJob &Job) {
    if (Job.What == UnitJob::Kind::Precompile)
      return headerCommand(Job.TU, Job.Prelude + ".h");
    return Job.TU.Typed ? Job.TU.Command : understoodCommand(Job.TU);
  }

  tooling::CompileCommand Command;
};

class ActionFactory : public tooling::FrontendActionFactory {
public:
  ActionFactory(const UnitJob &Job, const PreludeFacts *Prelude,
                const Inputs *Asked, ClangTidyContext &Context,
                UnitReport &Report)
      : Job(Job), Prelude(Prelude), Asked(Asked), Context(Context),
        Report(Report) {}

  std::unique_ptr<FrontendAction> create() override {
    return actionFor(Job, Prelude, Asked, Context, Report);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Manager,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Consumer) override {
    prepare(Job, Invocation->getPreprocessorOpts());
    if (Prelude)
      Invocation->getPreprocessorOpts().ImplicitPCHInclude = Job.Prelude;
    if (Job.What == UnitJob::Kind::Precompile)
      Invocation->getFrontendOpts().OutputFile = Job.Prelude;
    return FrontendActionFactory::runInvocation(Invocation, Manager, Containers,
                                                Consumer);
  }

private:
  const UnitJob &Job;
  const PreludeFacts *Prelude;
  const Inputs *Asked;
  ClangTidyContext &Context;
  UnitReport &Report;
};

} // namespace

/// The command line as the project's .clang-tidy wants it, and fit for a run
/// that only looks.
static tooling::ArgumentsAdjuster adjuster(ClangTidyContext &Context,
                                           const UnitJob &Job) {
  return [&Context, &Job](const tooling::CommandLineArguments &Args,
                          llvm::StringRef File) {
    ClangTidyOptions Options = Context.getOptionsForFile(File);
    tooling::CommandLineArguments New = Args;
    if (const std::vector<std::string> *Removed = removedArguments(Options))
      llvm::erase_if(New, [&](const std::string &Arg) {
        return llvm::is_contained(*Removed, Arg);
      });
    auto First = New.begin();
    if (First != New.end() && !llvm::StringRef(*First).starts_with("-"))
      ++First;
    // The compiler's warnings are not reported here, and with -Werror in the
    // command line they must not count as errors.
    std::vector<std::string> Front = {"-resource-dir=" + resourceDirectory()};
    if (Options.ExtraArgsBefore)
      llvm::append_range(Front, *Options.ExtraArgsBefore);
    New.insert(First, Front.begin(), Front.end());
    std::vector<std::string> Back = {"-w"};
    if (!Job.LastInclude.empty())
      Back.push_back("-idirafter" + Job.LastInclude);
    if (Options.ExtraArgs)
      llvm::append_range(Back, *Options.ExtraArgs);
    auto Last = llvm::find(New, "--");
    New.insert(Last, Back.begin(), Back.end());
    return New;
  };
}

/// \p Prelude: what is known of the one to begin with; nullptr: none.
static UnitReport analyseWith(const UnitJob &Job, const PreludeFacts *Prelude,
                              Inputs *Asked) {
  UnitReport Report;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk =
      Asked ? recordingFileSystem(*Asked,
                                  llvm::sys::path::parent_path(Job.Prelude))
            : llvm::vfs::getRealFileSystem();
  const catalogue::FileWatcher Watcher = [&](llvm::StringRef File) {
    if (Asked)
      Asked->askContent(File);
  };
  catalogue::setFileWatcher(&Watcher);
  ClangTidyContext Context(
      makeOptionsProvider(Job.Settings, Disk, Report.Configuration));
  // Each fix carries its own #include, so that fixes can be taken back singly.
  Context.setSelfContainedDiags(true);
  Context.setCurrentBuildDirectory(Job.TU.Directory);

  // The consumer of clang-tidy 19 asks at once which headers are wanted.
  Context.setCurrentFile(Job.TU.File);
  // Overlapping fixes are this program's business (driver/Patch.h), since only
  // it sees all translation units.
  NolintListener Consumer(Context, Report);
  EngineOptions Options;
  DiagnosticsEngine Engine(llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), Options,
                           &Consumer, /*ShouldOwnClient=*/false);
  setEngine(Context, Engine);

  UnitCost Cost;
  if (Job.Settings.Stats)
    setUnitCost(&Cost);
  std::vector<Finding> Facts;
  FindingSink Sink = [&Facts](const Finding &F) { Facts.push_back(F); };
  setFindingSink(&Sink);

  OneCommand Command(Job);
  tooling::ClangTool Tool(Command, {Job.TU.File},
                          std::make_shared<PCHContainerOperations>(), Disk);
  Tool.setPrintErrorMessage(false);
  Tool.appendArgumentsAdjuster(adjuster(Context, Job));
  Tool.appendArgumentsAdjuster(tooling::getStripPluginsAdjuster());
  ActionFactory Factory(Job, Prelude, Asked, Context, Report);
  int Status = 0;
  {
    const CostTimer Timer(Report.Stats.All);
    if (!namesNoTask(Tool, Job, Context, Report)) {
      Tool.setDiagnosticConsumer(&Consumer);
      Status = Tool.run(&Factory);
    }
  }
  setFindingSink(nullptr);
  setUnitCost(nullptr);
  catalogue::setFileWatcher(nullptr);
  if (Job.Settings.Stats)
    collect(Cost, Job.TU.Directory, Report.Stats);

  collect(Consumer.take(), Facts, Job.TU.Directory, Report);
  if (Status != 0 && Report.Errors.empty()) {
    Diagnosis D;
    D.Check = "clang-diagnostic-error";
    D.File = Job.TU.File;
    D.IsError = true;
    D.Message = "the compiler could not begin with this file";
    Report.Errors.push_back(std::move(D));
  }
  return Report;
}

/// One of \p Files that a fix of \p Report changes; nullptr: none does.
static const ReadFile *editedFile(const UnitReport &Report,
                                  llvm::ArrayRef<ReadFile> Files) {
  for (const Diagnosis &D : Report.Findings)
    for (const ProposedFix &Fix : D.Fixes)
      for (const Edit &E : Fix.Edits) {
        const std::string Real = realPath(E.File);
        const auto *At = llvm::find_if(
            Files, [&](const ReadFile &F) { return F.File == Real; });
        if (At != Files.end())
          return At;
      }
  return nullptr;
}

UnitReport analyse(const UnitJob &Job, Inputs *Asked) {
  const PreludeFacts *Prelude =
      Job.What == UnitJob::Kind::Analyse && !Job.Prelude.empty()
          ? factsOf(Job.Prelude)
          : nullptr;
  if (!Prelude)
    return analyseWith(Job, nullptr, Asked);
  UnitReport Report = analyseWith(Job, Prelude, Asked);
  if (Asked)
    Asked->add(Prelude->Asked);
  Report.Stats.WithPrelude = true;
  std::string Misfit = std::move(Report.Stats.Misfit);
  if (Misfit.empty() && !Report.Errors.empty())
    Misfit = "with it there are errors, such as: " + Report.Errors[0].Message;
  // Where an #include belongs in a header is seen by who preprocesses it.
  if (const ReadFile *Edited = editedFile(Report, Prelude->Own);
      Edited && Misfit.empty())
    Misfit = "a fix changes " + Edited->File;
  if (Misfit.empty())
    return Report;
  const double Cost = Report.Stats.All;
  Report = analyseWith(Job, nullptr, Asked);
  Report.Stats.All += Cost;
  Report.Stats.WithPrelude = true;
  Report.Stats.Misfit = std::move(Misfit);
  return Report;
}

} // namespace holdfast::driver
