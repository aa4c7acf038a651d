// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Configuration.h"

#include "driver/ClangVersion.h"

#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Registry.h"
#include "llvm/Support/SourceMgr.h"

namespace holdfast::driver {

using namespace clang::tidy;

const std::vector<std::string> &allChecks() {
  static const std::vector<std::string> Names = [] {
    // Other modules may be linked in with clangTidy; only ours are run.
    std::vector<std::string> Found;
    ClangTidyCheckFactories Factories;
    for (const auto &Entry : llvm::Registry<ClangTidyModule>::entries())
      Entry.instantiate()->addCheckFactories(Factories);
    for (const auto &Factory : Factories)
      if (Factory.getKey().starts_with("holdfast-"))
        Found.push_back(Factory.getKey().str());
    llvm::sort(Found);
    return Found;
  }();
  return Names;
}

std::string nearestCheck(llvm::StringRef Name) {
  Name.consume_front("holdfast-");
  std::string Best;
  unsigned BestDistance = 1 + std::max<size_t>(3, Name.size() / 2);
  for (llvm::StringRef Check : allChecks()) {
    unsigned Distance = Name.edit_distance(
        Check.drop_front(llvm::StringRef("holdfast-").size()),
        /*AllowReplacements=*/true, BestDistance);
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = Check.str();
    }
  }
  return Best;
}

std::string checkGlobs(llvm::StringRef Globs) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Globs.split(Parts, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : Parts) {
    Part = Part.trim();
    llvm::StringRef Glob = Part;
    bool Negative = Glob.consume_front("-");
    GlobList List(Glob);
    // `-*` and the like begin a list; they need not name a check of ours.
    if (Negative || llvm::any_of(allChecks(), [&](const std::string &Name) {
          return List.contains(Name);
        }))
      continue;
    std::string Message = ("no check matches '" + Part + "'").str();
    if (std::string Near = nearestCheck(Glob); !Near.empty())
      Message += "; did you mean '" + Near + "'?";
    else
      Message += "; the checks are: " + llvm::join(allChecks(), ", ");
    return Message;
  }
  GlobList Whole(("holdfast-*," + Globs).str());
  if (llvm::none_of(allChecks(), [&](const std::string &Name) {
        return Whole.contains(Name);
      }))
    return ("'" + Globs + "' turns every check off").str();
  return "";
}

namespace {

/// clang-tidy's own provider, with a reader that keeps mistakes. Its
/// constructor for that leaves the file system empty.
class TidyFiles : public FileOptionsProvider {
public:
  TidyFiles(ConfigFileHandlers Handlers,
            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk)
      : FileOptionsProvider(ClangTidyGlobalOptions(), defaultOptions(),
                            ClangTidyOptions(), std::move(Handlers)) {
    FS = std::move(Disk);
  }
};

class ProjectOptions : public ClangTidyOptionsProvider {
public:
  ProjectOptions(const AnalysisSettings &Settings,
                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
                 std::vector<std::string> &Errors)
      : Settings(Settings), Files(handlers(Errors), std::move(Disk)) {}

  const ClangTidyGlobalOptions &getGlobalOptions() override {
    return Files.getGlobalOptions();
  }

  std::vector<OptionsSource> getRawOptions(llvm::StringRef File) override {
    std::vector<OptionsSource> Sources = Files.getRawOptions(File);
    // The defaults come first; what follows was written by the user.
    std::string Globs;
    for (const OptionsSource &Source : llvm::drop_begin(Sources))
      if (Source.first.Checks)
        Globs += (Globs.empty() ? "" : ",") + *Source.first.Checks;
    if (!llvm::StringRef(Globs).contains("holdfast"))
      Globs += ",holdfast-*";
    if (!Settings.Checks.empty())
      Globs += "," + Settings.Checks;

    // Everything else that a .clang-tidy turns on (the static analyzer, say) is
    // clang-tidy's business and would only cost time here.
    GlobList List(Globs);
    ClangTidyOptions Final;
    Final.Checks = "-*,clang-tidy-config";
    unsigned Highest = Sources.size() + 1;
    for (const std::string &Check : allChecks()) {
      if (!List.contains(Check))
        continue;
      *Final.Checks += "," + Check;
      if (!Settings.FixFamily.empty())
        Final.CheckOptions[Check + ".Fix"] = {Settings.FixFamily, Highest};
      if (!Settings.FixTier.empty())
        Final.CheckOptions[Check + ".FixTier"] = {Settings.FixTier, Highest};
    }
    Sources.emplace_back(std::move(Final), "command line of holdfast");
    return Sources;
  }

private:
  /// As clang-tidy's own handler, except that mistakes are kept.
  static std::vector<std::pair<
      std::string,
      std::function<llvm::ErrorOr<ClangTidyOptions>(llvm::MemoryBufferRef)>>>
  handlers(std::vector<std::string> &Errors) {
    return {{".clang-tidy", [&Errors](llvm::MemoryBufferRef Buffer) {
               return parseConfigurationWithDiags(
                   Buffer, [&Errors](const llvm::SMDiagnostic &D) {
                     std::string Text;
                     llvm::raw_string_ostream OS(Text);
                     D.print(nullptr, OS, /*ShowColors=*/false);
                     Errors.push_back(llvm::StringRef(Text).trim().str());
                   });
             }}};
  }

  AnalysisSettings Settings;
  TidyFiles Files;
};

} // namespace

std::unique_ptr<ClangTidyOptionsProvider>
makeOptionsProvider(const AnalysisSettings &Settings,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
                    std::vector<std::string> &Errors) {
  return std::make_unique<ProjectOptions>(Settings, std::move(Disk), Errors);
}

} // namespace holdfast::driver
