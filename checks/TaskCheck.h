// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the checks have in common: the options, the catalogue for the file, one
// walk over the user's code, one warning per written line, and how a fix is
// attached to it.
#pragma once

#include "checks/Finding.h"
#include "checks/Includes.h"
#include "checks/Options.h"
#include "checks/SharedWalk.h"
#include "checks/TaskModel.h"
#include "checks/UserCode.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace holdfast {

class TaskCheck : public clang::tidy::ClangTidyCheck, public UserCodeListener {
public:
  TaskCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  bool
  isLanguageVersionSupported(const clang::LangOptions &LangOpts) const final {
    return LangOpts.CPlusPlus11;
  }
  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) final;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

  /// Before the walk over \p Ctx: loads the catalogue. One of \p Others that
  /// begins earlier and reads the same rows lends its model.
  /// \p Shipped are the catalogue files that libraries ship.
  void begin(clang::ASTContext &Ctx, llvm::ArrayRef<TaskCheck *> Others,
             llvm::ArrayRef<std::string> Shipped);
  /// After the walk.
  void end() {
    atEnd();
    Model.reset();
  }

  llvm::StringRef checkName() const { return getID(); }
  /// The source file of the unit.
  llvm::StringRef mainFile() const { return getCurrentMainFile(); }

protected:
  /// A place that explains a warning.
  struct Explanation {
    clang::SourceLocation Loc;
    std::string Text;
  };

  /// A warning with its facts and the fixes it offers, the best first.
  struct Report {
    clang::SourceLocation Loc;
    clang::SourceRange Range;
    std::string Message;
    Finding Facts;
    llvm::SmallVector<Fix, 4> Fixes;
    /// Notes below the warning, above those of the fixes.
    llvm::SmallVector<Explanation, 4> Notes;
  };

  /// The walk is over, and the model still there.
  virtual void atEnd() {}

  /// Emits \p R, unless its line was reported already for another instantiation
  /// or lies where nothing is reported. The first fix that the options allow
  /// sits on the warning, the others on notes.
  void report(Report R);

  /// True if the tokens at \p Loc were not written by the user, or stand in the
  /// argument of a macro in which drops are meant.
  bool isNotReported(clang::SourceLocation Loc) const;

  TaskModel &model() { return *Model; }
  clang::ASTContext &ast() { return Model->context(); }
  const CheckOptions &options() const { return Opts; }

private:
  void loadCatalogue(llvm::ArrayRef<std::string> Shipped);
  std::optional<size_t> preferred(llvm::ArrayRef<Fix> Fixes) const;
  llvm::SmallVector<clang::FixItHint, 5> editsOf(const Fix &F, const Report &R,
                                                 bool Alone) const;

  CheckOptions Opts;
  std::shared_ptr<const catalogue::Catalogue> Rows;
  std::shared_ptr<TaskModel> Model;
  std::shared_ptr<Includes> Headers;
  std::shared_ptr<SharedWalk> Walk;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace holdfast
