#!/usr/bin/env python3
"""Prints the figures of the fleet benchmark as tables of ratios, and writes them to a page: page.py FIGURES.json [PAGE]

The page has a section each for http, for https, and for a delay of every request; the figures say which they belong to.

Figures are medians over the rounds; ratios are medians of the rounds' ratios to the shell loop, so that what else the machine does
in a round counts for both. A job that a tool did wrong has no figure.
"""
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys

REFERENCE = "sh"
JOBS = {
    "A": "clone all", "E": "dry run with diffs", "G": "status of all pins", "B": "change, commit, push",
    "D": "again, after 1 % moved", "C": "with each repository's tests", "F": "move a pin",
}
END = "<!-- end of figures -->"


def machine():
    model = "processor unknown"
    try:
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), model)
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except OSError:
        return model
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def cell(rounds, reference, key):
    """A figure with its ratio to the reference, such as `1.20 (x3.1)`."""
    if not rounds or rounds[0]["na"]:
        return "–"
    if any(each["wrong"] for each in rounds):
        return "wrong"
    text = f"{statistics.median(each[key] for each in rounds):.2f}"
    ratios = [
        reference[each["round"]][key] / each[key]
        for each in rounds if each["round"] in reference and not reference[each["round"]]["wrong"] and each[key] > 0
    ]
    return f"{text} (x{statistics.median(ratios):.1f})" if ratios else text


def table(figures, key):
    runs = figures["runs"]
    tools = list(dict.fromkeys(each["tool"] for each in runs))
    letters = [letter for letter in JOBS if any(each["job"] == letter for each in runs)]
    lines = ["| job | " + " | ".join(tools) + " |", "| --- |" + " --- |" * len(tools)]
    for letter in letters:
        of_job = [each for each in runs if each["job"] == letter]
        reference = {each["round"]: each for each in of_job if each["tool"] == REFERENCE}
        cells = []
        for tool in tools:
            rounds = [each for each in of_job if each["tool"] == tool]
            cells.append(cell(rounds, {} if tool == REFERENCE else reference, key))
        lines.append(f"| {letter} {JOBS[letter]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def section(figures):
    """The mark that the figures stand behind."""
    options = []
    if figures["delay_ms"]:
        options.append(f" DELAY={figures['delay_ms']}")
    if figures["transport"] != "http":
        options.append(f" TRANSPORT={figures['transport']}")
    return f"<!-- figures: written by make bench{''.join(options)} -->"


def file_system(path):
    """The kind of file system that a file is on, as stat(1) names it."""
    return subprocess.run(["stat", "-f", "-c", "%T", path], capture_output=True, text=True, check=True).stdout.strip()


def report(figures, kind):
    rounds = len({each["round"] for each in figures["runs"]})
    peak = max((each["rss_mb"] for each in figures["runs"] if each["tool"].startswith("fleet")), default=0)
    delay = f", {figures['delay_ms']} ms added to every request" if figures["delay_ms"] else ""
    return (
        f"{figures['n']} services, {figures['transport']} on loopback{delay}, {figures['jobs']} jobs at once, median of {rounds}"
        f" rounds, {datetime.date.today().isoformat()}. {machine()}, on {kind}. Peak memory of `fleet`: {peak:.0f} MB.\n\n"
        f"Seconds of wall time:\n\n{table(figures, 'wall')}\n\n"
        f"Seconds of processor time, the tool's and its children's:\n\n{table(figures, 'cpu')}\n"
    )


def main():
    with open(sys.argv[1]) as file:
        figures = json.load(file)
    text = report(figures, file_system(sys.argv[1]))
    print(text)
    if len(sys.argv) > 2:
        with open(sys.argv[2]) as file:
            page = file.read()
        mark = section(figures)
        if mark not in page:
            sys.exit(f"{sys.argv[2]} has no place for these figures: {mark}")
        before, rest = page.split(mark)
        with open(sys.argv[2], "w") as file:
            file.write(before + mark + "\n\n" + text + "\n" + END + rest.split(END, 1)[1])


if __name__ == "__main__":
    main()
