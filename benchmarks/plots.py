"""A picture of a report's table: for each column of figures a field of bars."""

from __future__ import annotations

from pathlib import Path

from matplotlib import pyplot as plt

from benchmarks.reports import Report

OURS, OTHERS = "#0b6e4f", "#b8b8b8"


def draw(report: Report, file: Path) -> None:
    plt.switch_backend("agg")  # into files, also where there is a screen
    headings, *rows = report.table
    names = [row[0] for row in rows]
    colours = [OURS if "Bekal" in name else OTHERS for name in names]
    figure, fields = plt.subplots(
        1, len(headings) - 1, sharey=True, squeeze=False, layout="constrained",
        figsize=(3 * len(headings), 1 + 0.3 * len(rows)),
    )  # fmt: skip
    for at, (field, heading) in enumerate(zip(fields[0], headings[1:], strict=True), 1):
        field.barh(names, [float(row[at].replace(",", "")) for row in rows], color=colours)
        field.set_title(heading, fontsize=9)
        field.tick_params(labelsize=8)
    fields[0][0].invert_yaxis()
    figure.suptitle(report.title)
    figure.savefig(file, dpi=110)
    plt.close(figure)
