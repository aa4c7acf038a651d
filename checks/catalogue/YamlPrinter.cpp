// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/catalogue/YamlPrinter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace holdfast::catalogue {

/// In quotes unless it is a plain word.
static std::string quoted(llvm::StringRef Text) {
  if (llvm::all_of(Text, [](char C) {
        return llvm::isAlnum(C) || C == '_' || C == '-' || C == '.';
      }))
    return Text.str();
  std::string Out = "'";
  for (char C : Text)
    Out.append(C == '\'' ? 2 : 1, C);
  return Out + "'";
}

void YamlPrinter::line(const llvm::Twine &Text) {
  unsigned Dash = std::exchange(FirstOfItem, false) ? 2 : 0;
  Out.indent(Indent - Dash) << (Dash ? "- " : "") << Text << '\n';
}

void YamlPrinter::print(llvm::StringRef Name, const std::string &Value,
                        const std::string &Default) {
  if (Value != Default)
    line(Name + ": " + quoted(Value));
}

void YamlPrinter::print(llvm::StringRef Name, bool Value, bool Default) {
  if (Value != Default)
    line(Name + ": " + (Value ? "true" : "false"));
}

void YamlPrinter::print(llvm::StringRef Name, int Value, int Default) {
  if (Value != Default)
    line(Name + ": " + llvm::Twine(Value));
}

void YamlPrinter::print(llvm::StringRef Name, unsigned Value,
                        unsigned Default) {
  if (Value != Default)
    line(Name + ": " + llvm::Twine(Value));
}

void YamlPrinter::print(llvm::StringRef Name, Consequence Value,
                        Consequence Default) {
  if (Value != Default)
    line(Name + ": " + spelling(Value));
}

void YamlPrinter::print(llvm::StringRef Name, ErrorFate Value,
                        ErrorFate Default) {
  if (Value != Default)
    line(Name + ": " + spelling(Value));
}

void YamlPrinter::print(llvm::StringRef Name, Start Value, Start Default) {
  if (Value != Default)
    line(Name + ": " + spelling(Value));
}

void YamlPrinter::print(llvm::StringRef Name,
                        const std::vector<std::string> &Value,
                        const std::vector<std::string> &Default) {
  if (Value != Default)
    line(Name + ": [" + llvm::join(llvm::map_range(Value, quoted), ", ") + "]");
}

} // namespace holdfast::catalogue
