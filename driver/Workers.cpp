// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Workers.h"

#include "driver/WorkerProcess.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <cstring>
#include <poll.h>

namespace holdfast::driver {

namespace json = llvm::json;

namespace {

struct Slot {
  std::unique_ptr<WorkerProcess> Process;
  std::optional<size_t> Job;
};

} // namespace

static std::string lineOf(const UnitJob &Job) {
  std::string Line;
  llvm::raw_string_ostream(Line) << toJSON(Job) << '\n';
  return Line;
}

static bool parseReport(llvm::StringRef Line, UnitReport &Report,
                        std::string &Why) {
  auto Parsed = json::parse<UnitReport>(Line, "report");
  if (Parsed) {
    Report = std::move(*Parsed);
    return true;
  }
  Why = llvm::toString(Parsed.takeError());
  return false;
}

std::string runJobs(llvm::ArrayRef<UnitJob> Jobs, unsigned Count,
                    const Arrival &Arrived) {
  std::vector<Slot> Slots(std::min<size_t>(std::max(1u, Count), Jobs.size()));
  size_t Next = 0;
  bool Go = true;

  auto Assign = [&](Slot &S) -> std::string {
    S.Job.reset();
    if (!Go || Next == Jobs.size())
      return "";
    if (!S.Process) {
      std::string Why;
      S.Process = WorkerProcess::start(Why);
      if (!S.Process)
        return Why;
    }
    S.Job = Next++;
    // A worker that is gone is noticed when its output ends.
    S.Process->send(lineOf(Jobs[*S.Job]));
    return "";
  };

  for (Slot &S : Slots)
    if (std::string Why = Assign(S); !Why.empty())
      return Why;

  while (llvm::any_of(Slots, [](const Slot &S) { return S.Job.has_value(); })) {
    std::vector<pollfd> Ends;
    std::vector<Slot *> Busy;
    for (Slot &S : Slots)
      if (S.Job) {
        Ends.push_back({S.Process->output(), POLLIN, 0});
        Busy.push_back(&S);
      }
    if (poll(Ends.data(), Ends.size(), -1) < 0) {
      if (errno == EINTR)
        continue;
      return std::string("waiting for workers: ") + std::strerror(errno);
    }
    for (size_t I = 0; I < Ends.size(); ++I) {
      if (!Ends[I].revents)
        continue;
      Slot &S = *Busy[I];
      bool Open = S.Process->receive();
      if (std::optional<std::string> Line = S.Process->line()) {
        UnitReport Report;
        std::string Why;
        parseReport(*Line, Report, Why);
        Go = Arrived(*S.Job, std::move(Report), Why) && Go;
      } else if (!Open) {
        std::string Death = S.Process->finish();
        S.Process.reset();
        Go = Arrived(*S.Job, UnitReport(), Death) && Go;
      } else {
        continue;
      }
      if (std::string Why = Assign(S); !Why.empty())
        return Why;
    }
  }
  return "";
}

} // namespace holdfast::driver
