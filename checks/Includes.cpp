// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Includes.h"

#include "checks/LeadingIncludes.h"

using namespace clang;

namespace holdfast {

std::shared_ptr<Includes> Includes::of(Preprocessor &PP, bool SelfContained) {
  // The checks of a unit are made together and die together.
  static thread_local std::weak_ptr<Includes> Current;
  static thread_local const Preprocessor *Unit = nullptr;
  std::shared_ptr<Includes> Shared = Current.lock();
  if (!Shared || Unit != &PP) {
    Shared = std::make_shared<Includes>(PP, SelfContained);
    Current = Shared;
    Unit = &PP;
  }
  return Shared;
}

Includes::Includes(const Preprocessor &PP, bool SelfContained)
    : SelfContained(SelfContained), Lang(PP.getLangOpts()) {}

/// True if a NOLINT may silence a warning at \p Loc, and its edits with it: an
/// include that was given to it would be missing from the others' fixes.
static bool maybeSilenced(SourceLocation Loc, const SourceManager &SM) {
  const auto [File, Offset] = SM.getDecomposedLoc(Loc);
  const StringRef Text = SM.getBufferData(File);
  const StringRef Before = Text.take_front(Offset);
  if (Before.count("NOLINTBEGIN") > Before.count("NOLINTEND"))
    return true;
  const StringRef Line = Text.substr(Before.rfind('\n') + 1).split('\n').first;
  const StringRef Previous =
      Before
          .take_front(
              Before.rfind('\n') == StringRef::npos ? 0 : Before.rfind('\n'))
          .rsplit('\n')
          .second;
  return Line.contains("NOLINT") || Previous.contains("NOLINTNEXTLINE");
}

std::optional<FixItHint> Includes::add(SourceLocation Loc, StringRef Header,
                                       ArrayRef<std::string> Roots, bool Alone,
                                       const SourceManager &SM) {
  const SourceLocation At = SM.getFileLoc(Loc);
  const FileID File = SM.getFileID(At);
  const auto Place = placeOfInclude(SM.getFilename(At), SM.getBufferData(File),
                                    Header, Roots, Lang);
  if (!Place)
    return std::nullopt;
  if (!Alone && !SelfContained && !maybeSilenced(At, SM) &&
      !Given[File].insert(Header).second)
    return std::nullopt;
  return FixItHint::CreateInsertion(
      SM.getLocForStartOfFile(File).getLocWithOffset(Place->Offset),
      Place->Text);
}

bool Includes::mayShare(SourceLocation Loc, const SourceManager &SM) const {
  return SelfContained || !maybeSilenced(SM.getFileLoc(Loc), SM);
}

bool Includes::carries(SourceLocation At, bool Alone) {
  return Alone || SelfContained || Carried.insert(At).second;
}

} // namespace holdfast
