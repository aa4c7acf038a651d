// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Workers.h"

#include "driver/WorkerProcess.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <poll.h>

namespace holdfast::driver {

namespace json = llvm::json;

using Clock = std::chrono::steady_clock;

namespace {

struct Slot {
  std::unique_ptr<WorkerProcess> Process;
  std::optional<size_t> Job;
  /// When the job began.
  Clock::time_point Began;
  /// The process had no job before this one.
  bool Fresh = true;
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

/// Milliseconds until the first of \p Busy has used up its time; -1: never.
static int patience(llvm::ArrayRef<Slot *> Busy, unsigned Seconds) {
  if (!Seconds)
    return -1;
  Clock::time_point First = Clock::time_point::max();
  for (const Slot *S : Busy)
    First = std::min(First, S->Began + std::chrono::seconds(Seconds));
  const auto Left =
      std::chrono::ceil<std::chrono::milliseconds>(First - Clock::now());
  return static_cast<int>(
      std::clamp<int64_t>(Left.count(), 0, std::numeric_limits<int>::max()));
}

static bool isOverdue(const Slot &S, unsigned Seconds) {
  return Seconds && Clock::now() >= S.Began + std::chrono::seconds(Seconds);
}

std::string runJobs(llvm::ArrayRef<UnitJob> Jobs, const WorkerLimits &Limits,
                    const Arrival &Arrived) {
  std::vector<Slot> Slots(
      std::min<size_t>(std::max(1u, Limits.Count), Jobs.size()));
  size_t Next = 0;
  bool Go = true;

  auto Begin = [&](Slot &S, size_t Job) -> std::string {
    S.Fresh = !S.Process;
    if (!S.Process) {
      std::string Why;
      S.Process = WorkerProcess::start(Limits.Bytes, Why);
      if (!S.Process)
        return Why;
    }
    S.Job = Job;
    S.Began = Clock::now();
    // A worker that is gone is noticed when its output ends.
    S.Process->send(lineOf(Jobs[Job]));
    return "";
  };
  auto Assign = [&](Slot &S) -> std::string {
    S.Job.reset();
    return Go && Next < Jobs.size() ? Begin(S, Next++) : "";
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
    if (poll(Ends.data(), Ends.size(), patience(Busy, Limits.Seconds)) < 0) {
      if (errno == EINTR)
        continue;
      return std::string("waiting for workers: ") + std::strerror(errno);
    }
    for (size_t I = 0; I < Ends.size(); ++I) {
      Slot &S = *Busy[I];
      const bool Open = !Ends[I].revents || S.Process->receive();
      WorkerFailure Failure;
      UnitReport Report;
      if (std::optional<std::string> Line = S.Process->line()) {
        if (!parseReport(*Line, Report, Failure.Words))
          Failure.Kind = "crash";
      } else if (!Open) {
        Failure = S.Process->finish();
        S.Process.reset();
        if (Failure.Kind == "memory" && !S.Fresh) {
          // What earlier jobs left of the memory must not decide.
          if (std::string Why = Begin(S, *S.Job); !Why.empty())
            return Why;
          continue;
        }
        if (Failure.Kind == "memory")
          Failure.Words = fmt::format(
              "the worker needed more than {} MiB of memory (--memory)",
              Limits.Bytes >> 20);
      } else if (isOverdue(S, Limits.Seconds)) {
        S.Process.reset();
        Failure = {"timeout",
                   fmt::format("the worker was ended after {} seconds "
                               "(--timeout)",
                               Limits.Seconds)};
      } else {
        continue;
      }
      Go = Arrived(*S.Job, std::move(Report), Failure) && Go;
      if (std::string Why = Assign(S); !Why.empty())
        return Why;
    }
  }
  return "";
}

} // namespace holdfast::driver
