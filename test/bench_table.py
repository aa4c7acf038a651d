# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The tables of bench_trees.py: costs, and ratios beside what they are to be."""


class Ratio:
    """One cost over another, by the clock and by the CPU, or of their memory."""

    def __init__(self, name, over, under, at_least=None, at_most=None, memory=False):
        self.name, self.at_least, self.at_most = name, at_least, at_most
        pairs = [(over.peak, under.peak)] if memory else [(over.wall, under.wall), (over.cpu, under.cpu)]
        self.values = [a / b for a, b in pairs]

    def aim(self):
        if self.at_least is not None:
            return f"at least {self.at_least}"
        return f"at most {self.at_most}" if self.at_most is not None else ""

    def reached(self):
        """Both by the clock and by the CPU, or not."""
        if self.at_least is not None:
            return "yes" if min(self.values) >= self.at_least else "no"
        if self.at_most is not None:
            return "yes" if max(self.values) <= self.at_most else "no"
        return ""

    def cells(self):
        return [self.name, *(f"{value:.2f}" for value in self.values), *[""] * (2 - len(self.values)), self.aim(),
                self.reached()]


def tables(costs, ratios):
    yield [["", "wall", "CPU", "peak of a process"],
           *([name, f"{c.wall:.2f} s", f"{c.cpu:.2f} s", f"{c.peak:.0f} MB"] for name, c in costs.items())]
    yield [["ratio", "wall", "CPU", "aim", "reached"], *(ratio.cells() for ratio in ratios)]


def markdown(heading, costs, ratios):
    lines = [f"{heading}:", ""]
    for head, *rows in tables(costs, ratios):
        text = [f"| {' | '.join(row)} |" for row in (head, *rows)]
        lines += [text[0], f"|{'---|' * len(head)}", *text[1:], ""]
    return "\n".join(lines)


def plain(heading, costs, ratios):
    lines = [heading]
    for table in tables(costs, ratios):
        widths = [max(len(row[i].replace("`", "")) for row in table) for i in range(len(table[0]))]
        for row in table:
            name, *cells = (cell.replace("`", "") for cell in row)
            padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:])]
            lines.append("  ".join(["", name.ljust(widths[0]), *padded]).rstrip())
        lines.append("")
    return "\n".join(lines)
