// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Patch.h"
#include "driver/ProjectFiles.h"
#include "driver/YamlText.h"

#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

namespace holdfast::driver {

namespace fs = llvm::sys::fs;

namespace {

/// The commands of a job, in words for sh(1).
struct Job {
  /// Empty: the compilation database is there, or nobody knows how it is made.
  std::string Configure;
  std::string Database;
};

} // namespace

static std::string shellWord(llvm::StringRef Word) {
  if (!Word.empty() && Word.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX"
                           "YZ0123456789_./+-") == llvm::StringRef::npos)
    return Word.str();
  std::string Quoted = "'";
  for (char C : Word)
    Quoted += C == '\'' ? "'\\''" : std::string(1, C);
  return Quoted + "'";
}

static Job jobOf(const Project &P) {
  Job J;
  // A folder outside is on this machine only.
  std::string Folder =
      llvm::StringRef(P.Database).starts_with("/") ? std::string() : P.Database;
  switch (P.Build) {
  case BuildSystem::CMake:
    if (Folder.empty() || Folder == ".")
      Folder = "build";
    J.Configure =
        fmt::format("cmake -S . -B {} -DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                    shellWord(Folder));
    break;
  case BuildSystem::Meson:
    if (Folder.empty() || Folder == ".")
      Folder = "build";
    J.Configure = fmt::format("meson setup {}", shellWord(Folder));
    break;
  case BuildSystem::Make:
    Folder = ".";
    J.Configure = "bear -- make";
    break;
  case BuildSystem::Unknown:
    if (Folder.empty())
      Folder = ".";
    break;
  }
  J.Database = shellWord(Folder);
  return J;
}

/// The lines of the job's script, each with \p Indent. \p Format is what the
/// service reads.
static std::string script(const Job &J, llvm::StringRef Format,
                          llvm::StringRef Indent) {
  std::vector<std::string> Lines;
  if (J.Configure.empty())
    Lines.push_back("# Whatever writes compile_commands.json comes first.");
  else
    Lines.push_back(J.Configure);
  Lines.push_back("set -- -p " + J.Database);
  Lines.push_back("[ ! -f holdfast-baseline.json ] || "
                  "set -- \"$@\" --baseline holdfast-baseline.json");
  Lines.push_back(("holdfast check \"$@\"" + Format).str());
  std::string Text;
  for (const std::string &Line : Lines)
    Text += Indent.str() + Line + "\n";
  return Text;
}

/// The part of a job that runs in a bare Debian 12.
static std::string install(const Project &P, llvm::StringRef Indent) {
  llvm::StringRef Tools;
  switch (P.Build) {
  case BuildSystem::CMake:
    Tools = " cmake g++";
    break;
  case BuildSystem::Meson:
    Tools = " meson g++";
    break;
  case BuildSystem::Make:
    Tools = " bear make g++";
    break;
  case BuildSystem::Unknown:
    break;
  }
  return fmt::format(
      "{0}# HOLDFAST_DEB, a variable of the CI, names the package of holdfast "
      "as "
      "a URL.\n"
      "{0}# It needs LLVM " HOLDFAST_CLANG_MAJOR
      " among the package sources; your code needs more.\n"
      "{0}apt-get update\n"
      "{0}apt-get install -y ca-certificates curl git{1}\n"
      "{0}curl -fsSL -o /tmp/holdfast.deb \"$HOLDFAST_DEB\"\n"
      "{0}apt-get install -y /tmp/holdfast.deb\n",
      Indent.str(), Tools.str());
}

static std::string gitHub(const Project &P, const Job &J) {
  const std::string Indent(10, ' ');
  return "name: holdfast\n"
         "on: [push, pull_request]\n"
         "jobs:\n"
         "  holdfast:\n"
         "    runs-on: ubuntu-latest\n"
         "    container: debian:12\n"
         "    steps:\n"
         "      - uses: actions/checkout@v4\n"
         "      - name: Install holdfast\n"
         "        env:\n"
         "          HOLDFAST_DEB: ${{ vars.HOLDFAST_DEB }}\n"
         "        run: |\n" +
         install(P, Indent) +
         "      - name: Find dropped tasks\n"
         "        run: |\n" +
         script(J, " --format github", Indent);
}

static std::string gitLab(const Project &P, const Job &J) {
  const std::string Indent(6, ' ');
  return "holdfast:\n"
         "  image: debian:12\n"
         "  before_script:\n"
         "    - |\n" +
         install(P, Indent) +
         "  script:\n"
         "    - |\n" +
         script(J, " --format gitlab -o gl-code-quality-report.json", Indent) +
         "  artifacts:\n"
         "    when: always\n"
         "    reports:\n"
         "      codequality: gl-code-quality-report.json\n";
}

static std::string plain(const Job &J) {
  return "#!/bin/sh\n"
         "# Status 1: there are findings. Status 3: some file could not be "
         "analysed.\n"
         "set -eu\n"
         "cd \"$(dirname \"$0\")/..\"\n" +
         script(J, "", "");
}

/// \p Text in a file of its own. What somebody changed there stays.
static std::optional<FileChange> ownFile(const Project &P, llvm::StringRef Name,
                                         std::string Text, std::string &Error) {
  FileChange C{realPath((P.Root + "/" + Name).str()), std::nullopt, "", false};
  const std::optional<std::string> Old = textOf(C.File, Error);
  if (!Error.empty())
    return std::nullopt;
  if (!Old) {
    C.Text = std::move(Text);
    C.Said = "written: runs 'holdfast check'";
  } else if (*Old == Text) {
    C.Said = "left as it is: nothing has changed";
  } else {
    C.Said = "left as it is: it is there already, and differs from what would "
             "be written";
  }
  return C;
}

/// GitLab reads one file, which names the others.
static FileChange gitLabInclude(const Project &P, llvm::StringRef Name,
                                const std::string &Old) {
  FileChange C{realPath(P.Root + "/.gitlab-ci.yml"), std::nullopt, "", false};
  if (llvm::StringRef(Old).contains(Name)) {
    C.Said = "left as it is: it names " + Name.str() + " already";
    return C;
  }
  std::string Error;
  const auto Documents = readYaml(C.File, Old, Error);
  const bool MayAdd =
      Documents &&
      (Documents->empty() ||
       (Documents->size() == 1 && !(*Documents)[0].count("include") &&
        (*Documents)[0].at("").What == YamlValue::Kind::Map));
  if (!MayAdd) {
    C.Said = fmt::format("left as it is: add '- local: {}' to its 'include'",
                         Name.str());
    return C;
  }
  std::string Text = Old;
  if (!Text.empty() && Text.back() != '\n')
    Text += '\n';
  C.Text = withLineEnds(Text + "include:\n  - local: " + Name.str() + "\n",
                        usesCrlf(Old));
  C.Said = "added to: includes " + Name.str();
  return C;
}

std::optional<std::vector<FileChange>> ciFiles(const Project &P,
                                               std::string &Error) {
  const Job J = jobOf(P);
  std::vector<FileChange> Changes;
  std::optional<FileChange> Own;
  switch (P.Ci) {
  case CiService::GitHub:
    Own = ownFile(P, ".github/workflows/holdfast.yml", gitHub(P, J), Error);
    break;
  case CiService::GitLab: {
    constexpr llvm::StringLiteral Name = ".gitlab/holdfast.yml";
    Own = ownFile(P, Name, gitLab(P, J), Error);
    const auto Old = textOf(P.Root + "/.gitlab-ci.yml", Error);
    if (!Own || !Old)
      return std::nullopt;
    Changes.push_back(gitLabInclude(P, Name, *Old));
    break;
  }
  case CiService::None:
    Own = ownFile(
        P, fs::exists(P.Root + "/.ci") ? ".ci/holdfast.sh" : "ci/holdfast.sh",
        plain(J), Error);
    if (Own)
      Own->Executable = true;
    break;
  }
  if (!Own)
    return std::nullopt;
  Changes.insert(Changes.begin(), std::move(*Own));
  return Changes;
}

} // namespace holdfast::driver
