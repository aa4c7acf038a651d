// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/UnitJob.h"

#include "driver/Report.h"

namespace holdfast::driver {

namespace json = llvm::json;

json::Value toJSON(const UnitJob &J) {
  json::Array Command, Overlay;
  for (const std::string &Arg : J.TU.Command)
    Command.push_back(bytes(Arg));
  for (const auto &[File, Content] : J.Overlay)
    Overlay.push_back(json::Array{bytes(File), bytes(Content)});
  return json::Object{{"kind", static_cast<int>(J.What)},
                      {"file", bytes(J.TU.File)},
                      {"directory", bytes(J.TU.Directory)},
                      {"command", std::move(Command)},
                      {"typed", J.TU.Typed},
                      {"checks", J.Settings.Checks},
                      {"fixFamily", J.Settings.FixFamily},
                      {"fixTier", J.Settings.FixTier},
                      {"skipBodies", J.Settings.SkipBodies},
                      {"sharePreludes", J.Settings.SharePreludes},
                      {"prefilter", J.Settings.Prefilter},
                      {"stats", J.Settings.Stats},
                      {"cacheFolder", bytes(J.CacheFolder)},
                      {"cacheKey", J.CacheKey},
                      {"prelude", bytes(J.Prelude)},
                      {"lastInclude", bytes(J.LastInclude)},
                      {"overlay", std::move(Overlay)}};
}

bool fromJSON(const json::Value &V, UnitJob &J, json::Path P) {
  int Kind = 0;
  std::vector<std::vector<std::string>> Overlay;
  json::ObjectMapper O(V, P);
  if (!O || !O.map("kind", Kind) || !O.map("file", J.TU.File) ||
      !O.map("directory", J.TU.Directory) || !O.map("command", J.TU.Command) ||
      !O.map("typed", J.TU.Typed) || !O.map("checks", J.Settings.Checks) ||
      !O.map("fixFamily", J.Settings.FixFamily) ||
      !O.map("fixTier", J.Settings.FixTier) ||
      !O.map("skipBodies", J.Settings.SkipBodies) ||
      !O.map("sharePreludes", J.Settings.SharePreludes) ||
      !O.map("prefilter", J.Settings.Prefilter) ||
      !O.map("stats", J.Settings.Stats) ||
      !O.map("cacheFolder", J.CacheFolder) || !O.map("cacheKey", J.CacheKey) ||
      !O.map("prelude", J.Prelude) || !O.map("lastInclude", J.LastInclude) ||
      !O.map("overlay", Overlay))
    return false;
  J.What = static_cast<UnitJob::Kind>(Kind);
  bool Good = takeBytes(J.TU.File) && takeBytes(J.TU.Directory) &&
              takeBytes(J.Prelude) && takeBytes(J.LastInclude) &&
              takeBytes(J.CacheFolder);
  for (std::string &Arg : J.TU.Command)
    Good = Good && takeBytes(Arg);
  for (std::vector<std::string> &Entry : Overlay) {
    Good =
        Good && Entry.size() == 2 && takeBytes(Entry[0]) && takeBytes(Entry[1]);
    if (Good)
      J.Overlay[Entry[0]] = Entry[1];
  }
  if (!Good)
    P.report("bytes are not Base64");
  return Good;
}

} // namespace holdfast::driver
