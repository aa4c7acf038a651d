// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a mapping into a row by the row's table of keys.
#pragma once

#include "checks/catalogue/Reader.h"
#include "checks/catalogue/Schema.h"
#include "checks/catalogue/Values.h"
#include "checks/catalogue/YamlPrinter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <concepts>

namespace holdfast::catalogue {

/// One key of a row.
template <class Row> struct Key : KeyInfo {
  /// Puts the value into the row.
  void (*Set)(Reader &, Value, Row &);
  /// Prints the key and its value as YAML, unless the row has the default.
  void (*Print)(YamlPrinter &, llvm::StringRef Key, const Row &);
};

/// One kind of row.
template <class Row> struct Shape {
  /// What messages call it: `a handle`.
  llvm::StringLiteral Noun;
  /// The key that lists such rows: `handles`.
  llvm::StringLiteral List;
  llvm::ArrayRef<Key<Row>> Keys;
  /// What no two rows of one list may have in common.
  std::string (*Identity)(const Row &);
};

/// Specialised for each kind of row in Schema.cpp, SpawnSchema.cpp and
/// SinkSchema.cpp.
template <class Row> const Shape<Row> &shape();

template <> const Shape<HandleRow> &shape();
template <> const Shape<SpawnRow> &shape();
template <> const Shape<TokenCase> &shape();
template <> const Shape<MacroCase> &shape();
template <> const Shape<ValueCase> &shape();
template <> const Shape<TokenAdapterRow> &shape();
template <> const Shape<DetacherRow> &shape();
template <> const Shape<FireAndForgetRow> &shape();
template <> const Shape<AliasRow> &shape();
template <> const Shape<OwnerRow> &shape();
template <> const Shape<BackgroundRow> &shape();
template <> const Shape<SinkRow> &shape();
template <> const Shape<WrapperRow> &shape();
template <> const Shape<RewriteRow> &shape();
template <> const Shape<CancellationRow> &shape();
template <> const Shape<Library> &shape();

/// Which keys a mapping has, and where.
using SeenKeys = llvm::StringMap<llvm::SMLoc>;

/// Reads one key and its value. An unknown or repeated key leaves an error.
template <class Row>
void readEntry(Reader &R, llvm::StringRef Name, llvm::SMLoc At,
               llvm::yaml::Node &Node, SeenKeys &Seen, Row &Out) {
  const Shape<Row> &S = shape<Row>();
  const auto *K =
      llvm::find_if(S.Keys, [&](const Key<Row> &K) { return K.Name == Name; });
  if (K == S.Keys.end()) {
    std::vector<llvm::StringRef> Names;
    for (const Key<Row> &Known : S.Keys)
      Names.push_back(Known.Name);
    return R.error(At, "unknown key '" + Name + "' in " + S.Noun +
                           suggestion(Name, Names));
  }
  auto [First, New] = Seen.try_emplace(Name, At);
  if (!New)
    return R.error(At, "'" + Name + "' is twice in " + S.Noun +
                           "; first on line " +
                           llvm::Twine(R.line(First->second)));
  K->Set(R, {Node, K->Name, At}, Out);
}

/// Leaves an error for each required key that \p Seen lacks.
template <class Row>
void requireKeys(Reader &R, llvm::SMLoc At, const SeenKeys &Seen) {
  if (R.failed())
    return;
  for (const Key<Row> &K : shape<Row>().Keys)
    if (K.required() && !Seen.contains(K.Name))
      R.error(At,
              shape<Row>().Noun + " needs the key '" + K.Name + "': " + K.Help);
}

/// Calls \p Each with every key of \p Map that is a text, its place and its
/// value.
void forEachEntry(
    Reader &R, llvm::yaml::MappingNode &Map,
    llvm::function_ref<void(llvm::StringRef, llvm::SMLoc, llvm::yaml::Node &)>
        Each);

/// Appends the rows of the list \p V to \p Out.
template <class Row> void readRows(Reader &R, Value V, std::vector<Row> &Out) {
  const Shape<Row> &S = shape<Row>();
  llvm::yaml::SequenceNode *List = R.list(V);
  if (!List)
    return;
  llvm::StringMap<llvm::SMLoc> Places;
  for (llvm::yaml::Node &Item : *List) {
    auto *Map = R.mapping({Item, V.Key, V.KeyAt}, S.Noun);
    if (!Map)
      continue;
    // The range of a mapping ends up where its last token was read.
    llvm::SMLoc At = start(*Map);
    Row New;
    SeenKeys Seen;
    forEachEntry(
        R, *Map,
        [&](llvm::StringRef Name, llvm::SMLoc KeyAt, llvm::yaml::Node &Node) {
          if (Seen.empty())
            At = KeyAt;
          readEntry(R, Name, KeyAt, Node, Seen, New);
        });
    requireKeys<Row>(R, At, Seen);
    std::string Identity = S.Identity(New);
    auto [First, Fresh] = Places.try_emplace(Identity, At);
    if (!Fresh && !Identity.empty())
      R.error(At, "'" + Identity + "' is twice in '" + V.Key +
                      "'; first on line " + llvm::Twine(R.line(First->second)));
    Out.push_back(std::move(New));
  }
}

template <class> struct MemberPointer;
template <class RowType, class T> struct MemberPointer<T RowType::*> {
  using Row = RowType;
};

struct ReadPlain {
  template <class T> void operator()(Reader &R, Value V, T &Out) const {
    R.read(V, Out);
  }
  template <class Row>
    requires requires(const Row &R) { R.Lib; } ||
             std::same_as<Row, TokenCase> || std::same_as<Row, MacroCase> ||
             std::same_as<Row, ValueCase>
  void operator()(Reader &R, Value V, std::vector<Row> &Out) const {
    readRows(R, V, Out);
  }
};

/// The key for the member \p Member, whose value \p Read reads.
template <auto Member, auto Read = ReadPlain{}> constexpr auto key(KeyInfo K) {
  using Row = typename MemberPointer<decltype(Member)>::Row;
  return Key<Row>{K,
                  [](Reader &R, Value V, Row &Out) { Read(R, V, Out.*Member); },
                  [](YamlPrinter &P, llvm::StringRef Name, const Row &From) {
                    P.print(Name, From.*Member, Row().*Member);
                  }};
}

/// The rows as a list of mappings, two columns further in each time.
template <class Row>
void YamlPrinter::print(llvm::StringRef Name, const std::vector<Row> &Rows,
                        const std::vector<Row> &) {
  if (Rows.empty())
    return;
  line(Name + ":");
  for (const Row &Each : Rows) {
    YamlPrinter Inner(Out, Indent + 2, /*FirstOfItem=*/true);
    for (const Key<Row> &K : shape<Row>().Keys)
      K.Print(Inner, K.Name, Each);
  }
}

/// A table as a shape, for the specialisations of shape().
#define HOLDFAST_CATALOGUE_SHAPE(ROW, NOUN, LIST, KEYS, IDENTITY)              \
  template <> const Shape<ROW> &shape() {                                      \
    static constexpr Shape<ROW> S{NOUN, LIST, KEYS,                            \
                                  [](const ROW &Row) { return IDENTITY; }};    \
    return S;                                                                  \
  }

} // namespace holdfast::catalogue
