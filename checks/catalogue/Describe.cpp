// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/Describe.h"

#include "checks/catalogue/Rows.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace holdfast::catalogue {

/// The row's name as people write it, under the first root.
static std::string fullName(const Library &Lib, llvm::StringRef Name) {
  return Lib.qualify(Name).front().substr(2);
}

static std::string code(llvm::StringRef Text) {
  // A bar ends a cell, also inside of backquotes.
  std::string Safe;
  for (char C : Text)
    Safe += C == '|' ? std::string("\\|") : std::string(1, C);
  return Safe.empty() ? "" : "`" + Safe + "`";
}

static std::string words(llvm::ArrayRef<std::string> Names) {
  return llvm::join(
      llvm::map_range(Names, [](llvm::StringRef N) { return code(N); }), " ");
}

/// `infer` where the fact is for the tool to find out.
template <class Fact> static llvm::StringRef fact(Fact F) {
  return F == Fact::Unknown ? llvm::StringRef("infer") : spelling(F);
}

static void row(llvm::raw_ostream &Out, llvm::ArrayRef<std::string> Cells) {
  Out << "| " << llvm::join(Cells, " | ") << " |\n";
}

static void head(llvm::raw_ostream &Out, llvm::ArrayRef<std::string> Cells) {
  Out << '\n';
  row(Out, Cells);
  row(Out, std::vector<std::string>(Cells.size(), "---"));
}

/// What a reader may rely on, library by library.
static void printLibraries(llvm::raw_ostream &Out, const Catalogue &C) {
  head(Out, {"library", "namespaces", "rows run on", "by default"});
  for (const auto &Lib : C.libraries())
    row(Out, {code(Lib->Id) + " " + Lib->Name, words(Lib->Roots),
              llvm::StringSwitch<const char *>(Lib->Proved)
                  .Case("real-headers", "its own headers")
                  .Case("minimal-headers", "minimal headers")
                  .Default("nothing: read only"),
              Lib->OnByDefault ? "on" : "off"});
}

static void printHandles(llvm::raw_ostream &Out, const Catalogue &C) {
  head(Out, {"handle", "start", "drop", "error", "observed by", "joined by",
             "detached by"});
  for (const auto &Lib : C.libraries())
    for (const HandleRow &H : Lib->Handles)
      row(Out, {code(fullName(*Lib, H.Type)) + (H.OnByDefault ? "" : " (off)"),
                fact(H.Starts).str(),
                fact(H.Drop).str() + (H.TemporaryOnly ? " (a temporary)" : ""),
                fact(H.Errors).str(), words(H.Observe), words(H.Join),
                words(H.Detach)});
}

static void printSpawns(llvm::raw_ostream &Out, const Catalogue &C) {
  head(Out, {"function", "what a drop of its result does"});
  for (const auto &Lib : C.libraries()) {
    for (const SpawnRow &S : Lib->Spawns) {
      std::vector<std::string> Parts;
      if (S.Sanctioned)
        Parts.push_back("meant: the callee owns the work");
      if (S.Drop != Consequence::Unknown)
        Parts.push_back(spelling(S.Drop).str());
      for (const TokenCase &T : S.Tokens)
        Parts.push_back(code(T.Token) + " " +
                        (T.Detached ? "detached" : fact(T.Drop).str()));
      std::string Name = code(fullName(*Lib, S.Function));
      if (S.ArgCount >= 0)
        Name += " with " + std::to_string(S.ArgCount) + " arguments";
      row(Out, {Name, llvm::join(Parts, ", ")});
    }
    for (const DetacherRow &D : Lib->Detachers)
      row(Out, {code(fullName(*Lib, D.Function)),
                "nothing to drop: lets go of the work; error: " +
                    fact(D.Errors).str()});
    for (const FireAndForgetRow &F : Lib->FireAndForget)
      row(Out, {code(fullName(*Lib, F.Type)) + " (return type)",
                "nothing to hold; error: " + fact(F.Errors).str()});
  }
}

static void printOwners(llvm::raw_ostream &Out, const Catalogue &C) {
  head(Out,
       {"owner", "given a task by", "joined by", "destructor", "fail-fast"});
  for (const auto &Lib : C.libraries()) {
    for (const OwnerRow &O : Lib->Owners)
      row(Out, {code(fullName(*Lib, O.Type)), code(O.Add), code(O.Join),
                O.Destructor, O.FailFast ? "yes" : ""});
    for (const BackgroundRow &B : Lib->Backgrounds)
      row(Out, {"of each executor", code(B.Add), "", "", ""});
  }
}

static void printSinks(llvm::raw_ostream &Out, const Catalogue &C) {
  head(Out, {"function", "the callable", "note"});
  for (const auto &Lib : C.libraries()) {
    for (const SinkRow &S : Lib->Sinks) {
      std::string Name = code(fullName(*Lib, S.Function));
      if (S.ArgCount >= 0)
        Name += " with " + std::to_string(S.ArgCount) + " arguments";
      std::string Note = S.Event ? "events" : "";
      if (!S.Consumes.empty())
        Note += (Note.empty() ? "takes " : ", takes ") + words(S.Consumes);
      row(Out, {Name,
                S.Callable < 0 ? "any argument"
                               : "argument " + std::to_string(S.Callable),
                Note});
    }
    for (const WrapperRow &W : Lib->Wrappers)
      row(Out, {code(fullName(*Lib, W.Type) + "<void (...)>"),
                "what it is made of", W.Event ? "events" : ""});
  }
}

static void printCancellations(llvm::raw_ostream &Out, const Catalogue &C) {
  auto List = [](const Library &Lib, llvm::ArrayRef<std::string> Names) {
    std::vector<std::string> Parts;
    for (const std::string &Name : Names)
      Parts.push_back(code(fullName(Lib, Name)));
    return llvm::join(Parts, ", ");
  };
  head(Out, {"coroutine", "cancelled, co_await throws", "and again"});
  for (const auto &Lib : C.libraries())
    for (const CancellationRow &Row : Lib->Cancellations)
      row(Out, {List(*Lib, Row.Types), List(*Lib, Row.Throws),
                Row.Repeats ? "at every further co_await" : ""});
}

void printMarkdown(llvm::raw_ostream &Out, const Catalogue &C) {
  Out << "### Libraries\n";
  printLibraries(Out, C);
  Out << "\n### Handles\n";
  printHandles(Out, C);
  Out << "\n### Functions\n";
  printSpawns(Out, C);
  Out << "\n### Owners\n";
  printOwners(Out, C);
  Out << "\n### Sinks\n";
  printSinks(Out, C);
  Out << "\n### Cancellation\n";
  printCancellations(Out, C);
}

void printSchema(llvm::raw_ostream &Out) {
  std::string Noun;
  forEachKey([&](llvm::StringRef N, llvm::StringRef List, const KeyInfo &K) {
    if (N != Noun) {
      Out << (Noun.empty() ? "" : "\n") << "### The keys of " << N;
      Out << (N == "a library" ? "" : ", under `" + List.str() + "`") << '\n';
      head(Out, {"key", "default", "meaning"});
      Noun = N.str();
    }
    row(Out, {code(K.Name), K.required() ? "required" : K.Default.str(),
              K.Help.str()});
  });
}

void printList(llvm::raw_ostream &Out, const Catalogue &C) {
  size_t Widest = 0;
  for (const auto &Lib : C.libraries())
    Widest = std::max(Widest, Lib->Id.size());
  for (const auto &Lib : C.libraries()) {
    Out << Lib->Id;
    Out.indent(Widest + 2 - Lib->Id.size())
        << Lib->Name << ": " << Lib->Handles.size() << " handle types, "
        << Lib->Spawns.size() << " spawns, " << Lib->Owners.size() << " owners";
    if (!Lib->OnByDefault)
      Out << " (off by default)";
    Out << "\n";
  }
}

void printLibrary(llvm::raw_ostream &Out, const Library &Lib) {
  Out << "schema: 1\n";
  YamlPrinter P(Out, 0);
  for (const Key<Library> &K : shape<Library>().Keys)
    K.Print(P, K.Name, Lib);
}

} // namespace holdfast::catalogue
