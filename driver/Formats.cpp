// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Formats.h"

#include "driver/CiReports.h"
#include "driver/HtmlReport.h"
#include "driver/JsonReport.h"
#include "driver/SarifReport.h"
#include "driver/TextReport.h"

namespace holdfast::driver {

static const Format Rows[] = {
    {"text",
     [](const RunResult &Result, const Plan &, Sources &, llvm::raw_ostream &OS,
        bool Colours) { writeText(Result, OS, Colours); }},
    {"json",
     [](const RunResult &Result, const Plan &P, Sources &Texts,
        llvm::raw_ostream &OS, bool) { writeJson(Result, P, Texts, OS); }},
    {"sarif",
     [](const RunResult &Result, const Plan &P, Sources &Texts,
        llvm::raw_ostream &OS, bool) { writeSarif(Result, P, Texts, OS); }},
    {"github", [](const RunResult &Result, const Plan &P, Sources &,
                  llvm::raw_ostream &OS, bool) { writeGitHub(Result, P, OS); }},
    {"gitlab", [](const RunResult &Result, const Plan &P, Sources &,
                  llvm::raw_ostream &OS, bool) { writeGitLab(Result, P, OS); }},
    {"junit", [](const RunResult &Result, const Plan &P, Sources &,
                 llvm::raw_ostream &OS, bool) { writeJUnit(Result, P, OS); }},
    {"html",
     [](const RunResult &Result, const Plan &P, Sources &Texts,
        llvm::raw_ostream &OS, bool) { writeHtml(Result, P, Texts, OS); }},
};

llvm::ArrayRef<Format> formats() { return Rows; }

} // namespace holdfast::driver
