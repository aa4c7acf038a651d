// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Report.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/xxhash.h"

namespace holdfast::driver {

namespace json = llvm::json;

/// JSON strings are UTF-8; a file name or a source line need not be.
static json::Value text(const std::string &S) {
  return json::isUTF8(S) ? json::Value(S) : json::Value(json::fixUTF8(S));
}

std::string bytes(llvm::StringRef S) { return llvm::encodeBase64(S); }

bool takeBytes(std::string &S) {
  std::vector<char> Bytes;
  if (llvm::errorToBool(llvm::decodeBase64(S, Bytes)))
    return false;
  S.assign(Bytes.begin(), Bytes.end());
  return true;
}

bool Diagnosis::fromCompiler() const {
  return llvm::StringRef(Check).starts_with("clang-diagnostic-");
}

std::vector<const Note *> Diagnosis::steps() const {
  std::vector<const Note *> All;
  for (const Note &N : Notes)
    if (N.Edits.empty() && llvm::none_of(Fixes, [&](const ProposedFix &F) {
          return F.Title == N.Message;
        }))
      All.push_back(&N);
  return All;
}

const ProposedFix *Diagnosis::preferredFix() const {
  for (const ProposedFix &F : Fixes)
    if (F.Preferred && !F.Edits.empty())
      return &F;
  return nullptr;
}

std::string hashOf(llvm::StringRef Bytes) {
  return llvm::utohexstr(llvm::xxh3_64bits(Bytes), /*LowerCase=*/true, 16);
}

std::string longHashOf(llvm::StringRef Bytes) {
  const llvm::XXH128_hash_t Hash =
      llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Bytes));
  return llvm::utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         llvm::utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

json::Value toJSON(const Range &R) {
  return json::Object{
      {"file", bytes(R.File)}, {"offset", R.Offset}, {"length", R.Length}};
}

json::Value toJSON(const Edit &E) {
  return json::Object{{"file", bytes(E.File)},
                      {"offset", E.Offset},
                      {"length", E.Length},
                      {"text", bytes(E.Text)}};
}

json::Value toJSON(const ProposedFix &F) {
  return json::Object{{"title", text(F.Title)},
                      {"tier", F.Tier},
                      {"family", F.Family},
                      {"preferred", F.Preferred},
                      {"edits", F.Edits}};
}

json::Value toJSON(const Note &N) {
  return json::Object{{"message", text(N.Message)},
                      {"file", bytes(N.File)},
                      {"offset", N.Offset},
                      {"ranges", N.Ranges},
                      {"edits", N.Edits}};
}

json::Value toJSON(const Diagnosis &D) {
  return json::Object{{"check", D.Check},
                      {"message", text(D.Message)},
                      {"file", bytes(D.File)},
                      {"offset", D.Offset},
                      {"line", D.Line},
                      {"column", D.Column},
                      {"isError", D.IsError},
                      {"warningAsError", D.WarningAsError},
                      {"ranges", D.Ranges},
                      {"notes", D.Notes},
                      {"function", text(D.Function)},
                      {"type", text(D.Type)},
                      {"library", text(D.Library)},
                      {"consequence", D.Consequence},
                      {"errorFate", D.ErrorFate},
                      {"fixes", D.Fixes}};
}

json::Value toJSON(const ReadFile &F) {
  return json::Object{{"file", bytes(F.File)}, {"hash", F.Hash}};
}

json::Value toJSON(const GivenUp &G) {
  return json::Object{{"check", G.Check},
                      {"function", text(G.Function)},
                      {"file", bytes(G.File)},
                      {"line", G.Line}};
}

json::Value toJSON(const UnitStats &S) {
  json::Object ByCheck;
  for (const auto &[Check, Seconds] : S.ByCheck)
    ByCheck[Check] = Seconds;
  return json::Object{{"all", S.All},
                      {"checks", S.Checks},
                      {"byCheck", std::move(ByCheck)},
                      {"spent", S.Spent},
                      {"withPrelude", S.WithPrelude},
                      {"misfit", bytes(S.Misfit)}};
}

json::Value toJSON(const SilencedPlace &S) {
  return json::Object{
      {"check", S.Check}, {"file", bytes(S.File)}, {"line", S.Line}};
}

json::Value toJSON(const LineRange &R) {
  return json::Object{
      {"file", bytes(R.File)}, {"first", R.First}, {"last", R.Last}};
}

json::Value toJSON(const SystemInclude &I) {
  return json::Object{{"name", bytes(I.Name)}, {"bytes", I.Bytes}};
}

json::Value toJSON(const UnitReport &R) {
  return json::Object{{"findings", R.Findings},
                      {"errors", R.Errors},
                      {"configuration", R.Configuration},
                      {"warnings", R.Warnings},
                      {"stats", R.Stats},
                      {"files", R.Files},
                      {"checks", R.Checks},
                      {"silenced", R.Silenced},
                      {"skipped", R.Skipped},
                      {"findsRuntime", R.FindsRuntime},
                      {"systemIncludes", R.SystemIncludes},
                      {"includedBytes", R.IncludedBytes},
                      {"namesNoTask", R.NamesNoTask}};
}

bool fromJSON(const json::Value &V, Range &R, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("file", R.File) && O.map("offset", R.Offset) &&
         O.map("length", R.Length) && takeBytes(R.File);
}

bool fromJSON(const json::Value &V, Edit &E, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("file", E.File) && O.map("offset", E.Offset) &&
         O.map("length", E.Length) && O.map("text", E.Text) &&
         takeBytes(E.File) && takeBytes(E.Text);
}

bool fromJSON(const json::Value &V, ProposedFix &F, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("title", F.Title) && O.map("tier", F.Tier) &&
         O.map("family", F.Family) && O.map("preferred", F.Preferred) &&
         O.map("edits", F.Edits);
}

bool fromJSON(const json::Value &V, Note &N, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("message", N.Message) && O.map("file", N.File) &&
         O.map("offset", N.Offset) && O.map("ranges", N.Ranges) &&
         O.map("edits", N.Edits) && takeBytes(N.File);
}

bool fromJSON(const json::Value &V, Diagnosis &D, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("check", D.Check) && O.map("message", D.Message) &&
         O.map("file", D.File) && O.map("offset", D.Offset) &&
         O.map("line", D.Line) && O.map("column", D.Column) &&
         O.map("isError", D.IsError) &&
         O.map("warningAsError", D.WarningAsError) &&
         O.map("ranges", D.Ranges) && O.map("notes", D.Notes) &&
         O.map("function", D.Function) && O.map("type", D.Type) &&
         O.map("library", D.Library) && O.map("consequence", D.Consequence) &&
         O.map("errorFate", D.ErrorFate) && O.map("fixes", D.Fixes) &&
         takeBytes(D.File);
}

bool fromJSON(const json::Value &V, ReadFile &F, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("file", F.File) && O.map("hash", F.Hash) &&
         takeBytes(F.File);
}

bool fromJSON(const json::Value &V, GivenUp &G, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("check", G.Check) && O.map("function", G.Function) &&
         O.map("file", G.File) && O.map("line", G.Line) && takeBytes(G.File);
}

bool fromJSON(const json::Value &V, UnitStats &S, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("all", S.All) && O.map("checks", S.Checks) &&
         O.map("byCheck", S.ByCheck) && O.map("spent", S.Spent) &&
         O.map("withPrelude", S.WithPrelude) && O.map("misfit", S.Misfit) &&
         takeBytes(S.Misfit);
}

bool fromJSON(const json::Value &V, SilencedPlace &S, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("check", S.Check) && O.map("file", S.File) &&
         O.map("line", S.Line) && takeBytes(S.File);
}

bool fromJSON(const json::Value &V, LineRange &R, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("file", R.File) && O.map("first", R.First) &&
         O.map("last", R.Last) && takeBytes(R.File);
}

bool fromJSON(const json::Value &V, SystemInclude &I, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("name", I.Name) && O.map("bytes", I.Bytes) &&
         takeBytes(I.Name);
}

bool fromJSON(const json::Value &V, UnitReport &R, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("findings", R.Findings) && O.map("errors", R.Errors) &&
         O.map("configuration", R.Configuration) &&
         O.map("warnings", R.Warnings) && O.map("stats", R.Stats) &&
         O.map("files", R.Files) && O.map("checks", R.Checks) &&
         O.map("silenced", R.Silenced) && O.map("skipped", R.Skipped) &&
         O.map("findsRuntime", R.FindsRuntime) &&
         O.map("systemIncludes", R.SystemIncludes) &&
         O.map("includedBytes", R.IncludedBytes) &&
         O.map("namesNoTask", R.NamesNoTask);
}

} // namespace holdfast::driver
