// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/UnitJob.h"

#include "llvm/Support/Base64.h"

namespace holdfast::driver {

namespace json = llvm::json;

// Paths, arguments and file contents are bytes, JSON strings are UTF-8: what is
// not UTF-8 would arrive changed, so all of them travel as Base64.
static std::string packed(llvm::StringRef Bytes) {
  return llvm::encodeBase64(Bytes);
}

static bool unpack(std::string &S) {
  std::vector<char> Bytes;
  if (llvm::Error E = llvm::decodeBase64(S, Bytes)) {
    llvm::consumeError(std::move(E));
    return false;
  }
  S.assign(Bytes.begin(), Bytes.end());
  return true;
}

json::Value toJSON(const UnitJob &J) {
  json::Array Command, Overlay;
  for (const std::string &Arg : J.TU.Command)
    Command.push_back(packed(Arg));
  for (const auto &[File, Content] : J.Overlay)
    Overlay.push_back(json::Array{packed(File), packed(Content)});
  return json::Object{{"kind", static_cast<int>(J.What)},
                      {"file", packed(J.TU.File)},
                      {"directory", packed(J.TU.Directory)},
                      {"command", std::move(Command)},
                      {"checks", J.Settings.Checks},
                      {"fixFamily", J.Settings.FixFamily},
                      {"fixTier", J.Settings.FixTier},
                      {"skipBodies", J.Settings.SkipBodies},
                      {"stats", J.Settings.Stats},
                      {"lastInclude", packed(J.LastInclude)},
                      {"overlay", std::move(Overlay)}};
}

bool fromJSON(const json::Value &V, UnitJob &J, json::Path P) {
  int Kind = 0;
  std::vector<std::vector<std::string>> Overlay;
  json::ObjectMapper O(V, P);
  if (!O || !O.map("kind", Kind) || !O.map("file", J.TU.File) ||
      !O.map("directory", J.TU.Directory) || !O.map("command", J.TU.Command) ||
      !O.map("checks", J.Settings.Checks) ||
      !O.map("fixFamily", J.Settings.FixFamily) ||
      !O.map("fixTier", J.Settings.FixTier) ||
      !O.map("skipBodies", J.Settings.SkipBodies) ||
      !O.map("stats", J.Settings.Stats) ||
      !O.map("lastInclude", J.LastInclude) || !O.map("overlay", Overlay))
    return false;
  J.What = static_cast<UnitJob::Kind>(Kind);
  bool Good =
      unpack(J.TU.File) && unpack(J.TU.Directory) && unpack(J.LastInclude);
  for (std::string &Arg : J.TU.Command)
    Good = Good && unpack(Arg);
  for (std::vector<std::string> &Entry : Overlay) {
    Good = Good && Entry.size() == 2 && unpack(Entry[0]) && unpack(Entry[1]);
    if (Good)
      J.Overlay[Entry[0]] = Entry[1];
  }
  if (!Good)
    P.report("bytes are not Base64");
  return Good;
}

} // namespace holdfast::driver
