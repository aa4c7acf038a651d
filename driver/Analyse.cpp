// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Analyse.h"

#include "checks/Cost.h"
#include "checks/catalogue/Watch.h"
#include "driver/Collect.h"
#include "driver/CompilerFlags.h"
#include "driver/Configuration.h"
#include "driver/NolintListener.h"
#include "driver/SystemBodies.h"

#include "clang-tidy/ClangTidyModule.h"

#include "clang-tidy/ClangTidy.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Options/OptionUtils.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"

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

namespace {

/// The one command of the job.
class OneCommand : public tooling::CompilationDatabase {
public:
  explicit OneCommand(const Unit &U)
      : Command(U.Directory, U.File, U.Typed ? U.Command : understoodCommand(U),
                "") {}
  std::vector<tooling::CompileCommand>
  getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }

private:
  tooling::CompileCommand Command;
};

void note(CompilerInstance &Compiler, UnitReport &Report) {
  Report.Files = readFiles(Compiler.getSourceManager());
  Report.FindsRuntime =
      findsRuntime(Compiler.getPreprocessor().getHeaderSearchInfo());
}

class ParseAction : public ASTFrontendAction {
public:
  ParseAction(const UnitJob &Job, ClangTidyContext &Context, UnitReport &Report)
      : Job(Job), Context(Context), Report(Report) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    if (Job.What == UnitJob::Kind::Verify) {
      Context.setSourceManager(&Compiler.getSourceManager());
      Context.setCurrentFile(File);
      Context.setASTContext(&Compiler.getASTContext());
      return skipping(Compiler, std::make_unique<ASTConsumer>(),
                      SystemBodySkipper::Templates::Instantiate);
    }
    // A header that is not there, because it is generated, must not hide the
    // rest: after a fatal error clang instantiates no template.
    Compiler.getDiagnostics().setFatalsAsError(true);
    ClangTidyASTConsumerFactory Factory(Context);
    listenForNolints(Compiler, Context, Factory.getCheckOptions(), Report);
    return skipping(Compiler, Factory.createASTConsumer(Compiler, File),
                    SystemBodySkipper::Templates::Skip);
  }

  void EndSourceFileAction() override { note(getCompilerInstance(), Report); }

private:
  /// Bodies are read by the parser, which is made after the consumer.
  std::unique_ptr<ASTConsumer> skipping(CompilerInstance &Compiler,
                                        std::unique_ptr<ASTConsumer> Inner,
                                        SystemBodySkipper::Templates How) {
    // Who asks for findings in system headers gets all of them.
    if (!Job.Settings.SkipBodies ||
        Context.getOptions().SystemHeaders.value_or(false))
      return Inner;
    Compiler.getFrontendOpts().SkipFunctionBodies = true;
    return std::make_unique<SystemBodySkipper>(std::move(Inner), How);
  }

  const UnitJob &Job;
  ClangTidyContext &Context;
  UnitReport &Report;
};

class ScanAction : public PreprocessOnlyAction {
public:
  explicit ScanAction(UnitReport &Report) : Report(Report) {}
  void EndSourceFileAction() override { note(getCompilerInstance(), Report); }

private:
  UnitReport &Report;
};

class ActionFactory : public tooling::FrontendActionFactory {
public:
  ActionFactory(const UnitJob &Job, ClangTidyContext &Context,
                UnitReport &Report)
      : Job(Job), Context(Context), Report(Report) {}

  std::unique_ptr<FrontendAction> create() override {
    if (Job.What == UnitJob::Kind::Scan)
      return std::make_unique<ScanAction>(Report);
    return std::make_unique<ParseAction>(Job, Context, Report);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Manager,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Consumer) override {
    PreprocessorOptions &Options = Invocation->getPreprocessorOpts();
    // clang-tidy defines __clang_analyzer__; so code that hides from it hides
    // from us as well.
    Options.SetUpStaticAnalyzer = true;
    // Remapped by inode: every spelling of the path reads the new content.
    for (const auto &[File, Content] : Job.Overlay)
      Options.addRemappedFile(
          File, llvm::MemoryBuffer::getMemBufferCopy(Content, File).release());
    return FrontendActionFactory::runInvocation(Invocation, Manager, Containers,
                                                Consumer);
  }

private:
  const UnitJob &Job;
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
    if (Options.RemovedArgs)
      llvm::erase_if(New, [&](const std::string &Arg) {
        return llvm::is_contained(*Options.RemovedArgs, Arg);
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

UnitReport analyse(const UnitJob &Job, Inputs *Asked) {
  UnitReport Report;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk =
      Asked ? recordingFileSystem(*Asked) : llvm::vfs::getRealFileSystem();
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

  // Overlapping fixes are this program's business (driver/Patch.h), since only
  // it sees all translation units.
  NolintListener Consumer(Context, Report);
  auto Options = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine Engine(DiagnosticIDs::create(), *Options, &Consumer,
                           /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(Options), &Engine);

  UnitCost Cost;
  if (Job.Settings.Stats)
    setUnitCost(&Cost);
  std::vector<Finding> Facts;
  FindingSink Sink = [&Facts](const Finding &F) { Facts.push_back(F); };
  setFindingSink(&Sink);

  OneCommand Command(Job.TU);
  tooling::ClangTool Tool(Command, {Job.TU.File},
                          std::make_shared<PCHContainerOperations>(), Disk);
  Tool.setPrintErrorMessage(false);
  Tool.appendArgumentsAdjuster(adjuster(Context, Job));
  Tool.appendArgumentsAdjuster(tooling::getStripPluginsAdjuster());
  Tool.setDiagnosticConsumer(&Consumer);
  ActionFactory Factory(Job, Context, Report);
  int Status = 0;
  {
    const CostTimer Timer(Report.Stats.All);
    Status = Tool.run(&Factory);
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

} // namespace holdfast::driver
